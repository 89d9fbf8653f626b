package io.lingchuang.review.proof;

import io.lingchuang.review.proof.Verification.Finding;
import io.lingchuang.review.proof.Verification.What;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Checks the ranking over all rounds by making it again: from the panels' archives, each checked for itself, through the cut-offs to the
 * total.
 *
 * @param plan null where it cannot be read
 */
public record RoundsVerification(RoundsArchive.@Nullable Plan plan, int ranked, String seal, List<Finding> findings) {

    public boolean whole() {
        return findings.isEmpty();
    }

    /** Whether it is an archive of rounds and not of one panel. */
    public static boolean concerns(byte[] zip) {
        try {
            return Archive.unpack(zip).containsKey(RoundsArchive.ROUNDS);
        } catch (IOException garbled) {
            return false;
        }
    }

    /**
     * @param parts the archives of the panels, in any order; one that it does not rest on is left aside
     * @param published the seal on the notice, or null where it is not at hand
     */
    public static RoundsVerification of(byte[] zip, List<byte[]> parts, @Nullable String published) {
        try {
            Map<String, byte[]> files = Archive.unpack(zip);
            if (!files.keySet().equals(Set.of(RoundsArchive.ROUNDS, Archive.RANKING, Archive.SEAL))) {
                return broken(What.NOT_AN_ARCHIVE, String.join(", ", files.keySet()));
            }
            return check(files, parts, published);
        } catch (IOException | JacksonException | IllegalArgumentException | NullPointerException garbled) {
            return broken(What.NOT_AN_ARCHIVE, "");
        }
    }

    private static RoundsVerification broken(What what, String where) {
        return new RoundsVerification(null, 0, "", List.of(new Finding(what, where)));
    }

    private static RoundsVerification check(Map<String, byte[]> files, List<byte[]> zips, @Nullable String published) {
        List<Finding> findings = new ArrayList<>();
        String seal = Verification.sealed(files, findings);
        RoundsArchive.Plan plan =
                Archive.read(Verification.file(files, RoundsArchive.ROUNDS), RoundsArchive.Plan.class);
        if (plan.format() > RoundsArchive.FORMAT) {
            return broken(What.NEWER, String.valueOf(plan.format()));
        }
        if (published != null && !published.strip().equalsIgnoreCase(seal)) {
            findings.add(new Finding(What.OTHER_SEAL, seal));
        }
        RoundsArchive.Line[] told = Archive.read(Verification.file(files, Archive.RANKING), RoundsArchive.Line[].class);
        weights(plan, findings);
        Map<String, BigDecimal> scores = scores(plan, zips, findings);
        RoundsArchive.impossible(plan).forEach(e -> findings.add(new Finding(What.CUT, String.join(", ", e.codes()))));
        // Without a part, or with a changed one, no more can be said than that.
        if (findings.isEmpty()) {
            for (int round = 1; round < plan.stages().size(); round++) {
                for (String code : new java.util.TreeSet<>(RoundsArchive.misplaced(plan, round, scores))) {
                    findings.add(new Finding(What.CUT, code));
                }
            }
            ranks(RoundsArchive.ranking(plan, scores), List.of(told), findings);
        }
        return new RoundsVerification(plan, told.length, seal, List.copyOf(findings));
    }

    private static void weights(RoundsArchive.Plan plan, List<Finding> findings) {
        BigDecimal sum = plan.weights().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.valueOf(100)) != 0) {
            findings.add(new Finding(What.WEIGHTS, sum.toPlainString()));
        }
    }

    /** What the panels' archives say, by code; every one is at hand, whole, and tells of no entry that is not listed here. */
    private static Map<String, BigDecimal> scores(RoundsArchive.Plan plan, List<byte[]> zips, List<Finding> findings) {
        Map<String, byte[]> bySeal = new HashMap<>();
        zips.forEach(z -> bySeal.put(Verification.of(z, null).seal(), z));
        Map<Integer, Set<String>> listed = new HashMap<>();
        plan.entries().forEach(e -> {
            for (int i = 0; i < e.codes().size(); i++) {
                if (!listed.computeIfAbsent(i + 1, r -> new LinkedHashSet<>())
                        .add(e.codes().get(i))) {
                    findings.add(new Finding(What.UNLISTED, e.codes().get(i)));
                }
            }
        });
        Map<String, BigDecimal> scores = new HashMap<>();
        Map<Integer, Set<String>> found = new HashMap<>();
        for (RoundsArchive.Part part : plan.parts()) {
            byte[] zip = bySeal.get(part.seal());
            if (zip == null) {
                findings.add(new Finding(What.PART, part.round() + " " + part.panel() + " " + part.seal()));
                continue;
            }
            Verification.of(zip, part.seal())
                    .findings()
                    .forEach(f -> findings.add(new Finding(f.what(), part.panel() + " " + f.where())));
            for (Archive.Place p : Verification.places(zip)) {
                if (!plan.others().contains(p.entry())) {
                    scores.put(p.entry(), p.score());
                    found.computeIfAbsent(part.round(), r -> new HashSet<>()).add(p.entry());
                }
            }
        }
        if (findings.isEmpty() && !found.equals(listed)) {
            Set<String> odd = new java.util.TreeSet<>();
            for (int round = 1; round <= plan.stages().size(); round++) {
                Set<String> here = found.getOrDefault(round, Set.of());
                Set<String> there = listed.getOrDefault(round, Set.of());
                here.stream().filter(c -> !there.contains(c)).forEach(odd::add);
                there.stream().filter(c -> !here.contains(c)).forEach(odd::add);
            }
            odd.forEach(c -> findings.add(new Finding(What.UNLISTED, c)));
        }
        return scores;
    }

    private static void ranks(List<RoundsArchive.Line> made, List<RoundsArchive.Line> told, List<Finding> findings) {
        for (int i = 0; i < Math.max(made.size(), told.size()); i++) {
            RoundsArchive.Line is = i < told.size() ? told.get(i) : null;
            RoundsArchive.Line ought = i < made.size() ? made.get(i) : null;
            if (is == null || ought == null || !same(is, ought)) {
                RoundsArchive.Line named = ought == null ? is : ought;
                findings.add(new Finding(
                        What.RANK,
                        named == null
                                ? ""
                                : named.rank() + " " + named.entry() + " "
                                        + named.score().toPlainString()));
            }
        }
    }

    private static boolean same(RoundsArchive.Line a, RoundsArchive.Line b) {
        if (a.scores().size() != b.scores().size()) {
            return false;
        }
        for (int i = 0; i < a.scores().size(); i++) {
            if (a.scores().get(i).compareTo(b.scores().get(i)) != 0) {
                return false;
            }
        }
        return a.entry().equals(b.entry())
                && a.reached() == b.reached()
                && a.score().compareTo(b.score()) == 0
                && a.rank() == b.rank()
                && a.tied() == b.tied();
    }
}
