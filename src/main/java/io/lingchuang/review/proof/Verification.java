package io.lingchuang.review.proof;

import io.lingchuang.platform.text.Sha256;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Checks an archive by making it again: every hash, every total from its points, the ranking from the sheets, and the seal against the
 * one that stands on the public notice.
 *
 * @param rule null where it cannot be read
 */
public record Verification(Archive.@Nullable Rule rule, int sheets, int ranked, String seal, List<Finding> findings) {

    public enum What {
        /** It is no archive of a panel, or a part is missing. */
        NOT_AN_ARCHIVE,
        /** The archive's form is newer than this program. */
        NEWER,
        /** A file is not the one that was sealed. */
        FILE,
        /** A line of the sheets was changed, taken out, put in or moved. */
        SHEET,
        /** An expert has two sheets on one entry. */
        TWICE,
        /** Points break the rubric. */
        POINTS,
        /** A total is not the sum of its points. */
        TOTAL,
        /** The ranking is not what the rule makes of the sheets. */
        RANK,
        /** An archive that this one rests on was not given. */
        PART,
        /** A code is listed here and stands in no panel's archive, or the other way round. */
        UNLISTED,
        /** Somebody went on, or was cut off, against the cut-off. */
        CUT,
        /** The weights of the rounds do not make 100. */
        WEIGHTS,
        /** The archive is whole in itself and is not the one whose seal was published. */
        OTHER_SEAL
    }

    /** @param where the file, line or entry, and what it should be where that is known */
    public record Finding(What what, String where) {}

    public boolean whole() {
        return findings.isEmpty();
    }

    /** @param published the seal on the notice, or null where it is not at hand */
    public static Verification of(byte[] zip, @Nullable String published) {
        Map<String, byte[]> files;
        try {
            files = Archive.unpack(zip);
        } catch (IOException garbled) {
            return broken(What.NOT_AN_ARCHIVE, "");
        }
        if (!files.keySet().equals(Set.of(Archive.RULE, Archive.SHEETS, Archive.RANKING, Archive.SEAL))) {
            return broken(What.NOT_AN_ARCHIVE, String.join(", ", files.keySet()));
        }
        try {
            return check(files, published);
        } catch (JacksonException | IllegalArgumentException | NullPointerException garbled) {
            return broken(What.NOT_AN_ARCHIVE, "");
        }
    }

    private static Verification broken(What what, String where) {
        return new Verification(null, 0, 0, "", List.of(new Finding(what, where)));
    }

    private static Verification check(Map<String, byte[]> files, @Nullable String published) {
        List<Finding> findings = new ArrayList<>();
        String seal = sealed(files, findings);
        Archive.Rule rule = Archive.read(file(files, Archive.RULE), Archive.Rule.class);
        if (rule.format() > Archive.FORMAT) {
            return broken(What.NEWER, String.valueOf(rule.format()));
        }
        List<Archive.Sheet> sheets = sheets(text(files, Archive.SHEETS), findings);
        sheets.forEach(s -> points(rule, s, findings));
        List<Archive.Place> made = Archive.ranking(rule, sheets);
        List<Archive.Place> listed = List.of(Archive.read(file(files, Archive.RANKING), Archive.Place[].class));
        ranks(made, listed, findings);
        if (published != null && !published.strip().equalsIgnoreCase(seal)) {
            findings.add(new Finding(What.OTHER_SEAL, seal));
        }
        return new Verification(rule, sheets.size(), made.size(), seal, List.copyOf(findings));
    }

    /** Compares the hash of each text with the one that was told. @return the seal over them */
    static String sealed(Map<String, byte[]> files, List<Finding> findings) {
        String hashes = Archive.hashes(files);
        String seal = Sha256.hex(hashes);
        String told = text(files, Archive.SEAL);
        hashes.lines()
                .filter(line -> told.lines().noneMatch(line::equals))
                .forEach(line -> findings.add(new Finding(What.FILE, line.substring(0, line.indexOf(' ')))));
        if (!told.equals(hashes + "seal " + seal + "\n") && findings.isEmpty()) {
            findings.add(new Finding(What.FILE, Archive.SEAL));
        }
        return seal;
    }

    /** The ranking as an archive tells it; nothing where it tells none. */
    static List<Archive.Place> places(byte[] zip) {
        try {
            return List.of(Archive.read(file(Archive.unpack(zip), Archive.RANKING), Archive.Place[].class));
        } catch (IOException | JacksonException garbled) {
            return List.of();
        }
    }

    /** The sheets of an archive. */
    static List<Archive.Sheet> sheets(byte[] zip) throws IOException {
        return sheets(text(Archive.unpack(zip), Archive.SHEETS), new ArrayList<>());
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(file(files, name), StandardCharsets.UTF_8);
    }

    static byte[] file(Map<String, byte[]> files, String name) {
        return files.getOrDefault(name, new byte[0]);
    }

    private static List<Archive.Sheet> sheets(String text, List<Finding> findings) {
        List<Archive.Sheet> sheets = new ArrayList<>();
        Set<String> pairs = new HashSet<>();
        String before = Archive.Chain.START;
        int n = 0;
        for (String line : text.lines().toList()) {
            n++;
            int tab = line.indexOf('\t');
            if (tab < 0) {
                throw new IllegalArgumentException(line);
            }
            String json = line.substring(tab + 1);
            String hash = line.substring(0, tab);
            if (!Archive.Chain.next(before, json).equals(hash)) {
                findings.add(new Finding(What.SHEET, String.valueOf(n)));
            }
            before = hash; // as told, so that one changed line does not spoil all that follow
            Archive.Sheet sheet = Archive.sheet(json);
            if (!pairs.add(sheet.expert() + "\n" + sheet.entry())) {
                findings.add(new Finding(What.TWICE, sheet.expert() + ", " + sheet.entry()));
            }
            sheets.add(sheet);
        }
        return sheets;
    }

    private static void points(Archive.Rule rule, Archive.Sheet sheet, List<Finding> findings) {
        String where = sheet.expert() + ", " + sheet.entry();
        BigDecimal total = sheet.total();
        if (total == null && sheet.points().isEmpty()) {
            return; // the expert could not judge
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Archive.Criterion c : rule.criteria()) {
            BigDecimal points = sheet.points().get(c.code());
            if (points == null || points.signum() < 0 || points.compareTo(c.max()) > 0) {
                findings.add(new Finding(What.POINTS, where + ", " + c.name()));
            } else {
                sum = sum.add(points);
            }
        }
        if (sheet.points().size() != rule.criteria().size()) {
            findings.add(new Finding(What.POINTS, where));
        }
        if (total == null || sum.compareTo(total) != 0) {
            findings.add(new Finding(What.TOTAL, where + ": " + sum.toPlainString()));
        }
    }

    private static void ranks(List<Archive.Place> made, List<Archive.Place> told, List<Finding> findings) {
        for (int i = 0; i < Math.max(made.size(), told.size()); i++) {
            Archive.Place is = i < told.size() ? told.get(i) : null;
            Archive.Place ought = i < made.size() ? made.get(i) : null;
            if (is == null || ought == null || !same(is, ought)) {
                findings.add(new Finding(
                        What.RANK,
                        ought == null
                                ? is == null ? "" : is.entry()
                                : ought.rank() + " " + ought.entry() + " "
                                        + ought.score().toPlainString()));
            }
        }
    }

    private static boolean same(Archive.Place a, Archive.Place b) {
        return a.entry().equals(b.entry())
                && a.score().compareTo(b.score()) == 0
                && a.rank() == b.rank()
                && a.tied() == b.tied()
                && a.sheets() == b.sheets();
    }
}
