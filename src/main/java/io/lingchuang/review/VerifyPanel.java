package io.lingchuang.review;

import io.lingchuang.platform.commands.Command;
import io.lingchuang.platform.commands.ConsoleWords;
import io.lingchuang.platform.commands.Settings;
import io.lingchuang.review.proof.JointOrder;
import io.lingchuang.review.proof.RoundsArchive;
import io.lingchuang.review.proof.RoundsVerification;
import io.lingchuang.review.proof.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code bin/verify-panel ARCHIVE... [SEAL...]}: makes a panel's ranking again from its archive; with the archive of a call's rounds and
 * those of its panels the ranking over all rounds; with the archives of several panels of a round the one order that they make. Needs no
 * database and changes nothing.
 */
public final class VerifyPanel implements Command {

    private static final String SEAL = "[0-9a-fA-F]{64}";

    @Override
    public String name() {
        return "verify-panel";
    }

    /** @return 0: whole; 1: not; 2: it could not be looked at */
    @Override
    public int run(Settings settings) throws IOException {
        List<String> seals = settings.words().stream()
                .filter(w -> w.matches(SEAL))
                .map(w -> w.toLowerCase(Locale.ROOT))
                .toList();
        List<byte[]> archives = new ArrayList<>();
        for (String word : settings.words()) {
            if (!word.matches(SEAL)) {
                try {
                    archives.add(Files.readAllBytes(Path.of(word)));
                } catch (NoSuchFileException missing) {
                    System.err.println(text("review.verify.noFile", word));
                    return 2;
                }
            }
        }
        if (archives.isEmpty()) {
            System.err.println(text("review.verify.usage"));
            return 2;
        }
        return all(archives, seals) ? 0 : 1;
    }

    /** Every archive for itself, and the one of the rounds from the others. */
    private static boolean all(List<byte[]> archives, List<String> seals) {
        List<byte[]> panels =
                archives.stream().filter(a -> !RoundsVerification.concerns(a)).toList();
        List<String> found = new ArrayList<>();
        boolean whole = true;
        for (byte[] archive : archives) {
            if (archives.size() == 1 && seals.size() == 1) {
                found.add(seals.getFirst()); // one file, one seal: they are meant to belong together
                whole &= one(archive, panels, seals.getFirst());
            } else {
                String its = RoundsVerification.concerns(archive)
                        ? RoundsVerification.of(archive, panels, null).seal()
                        : Verification.of(archive, null).seal();
                found.add(its);
                whole &= one(archive, panels, seals.contains(its) ? its : null);
            }
        }
        if (panels.size() > 1 && panels.size() == archives.size()) {
            joint(panels);
        }
        for (String seal : seals) {
            if (!found.contains(seal)) {
                System.out.println(text("review.verify.noSuchSeal", seal));
                whole = false;
            }
        }
        return whole;
    }

    private static boolean one(byte[] archive, List<byte[]> panels, @Nullable String seal) {
        return RoundsVerification.concerns(archive) ? rounds(archive, panels, seal) : panel(archive, seal);
    }

    private static boolean panel(byte[] archive, @Nullable String seal) {
        Verification v = Verification.of(archive, seal);
        var rule = v.rule();
        if (rule != null) {
            System.out.println(text("review.verify.panel", rule.call(), rule.panel(), rule.closedAt()));
            System.out.println(text(
                    "review.verify.counts", v.sheets(), v.ranked(), text("RankingRule." + rule.rule()), rule.trim()));
            System.out.println(text("review.verify.seal", v.seal()));
        }
        return said(v.findings(), seal == null ? "review.verify.whole" : "review.verify.wholeAndPublished");
    }

    private static boolean rounds(byte[] archive, List<byte[]> panels, @Nullable String seal) {
        RoundsVerification v = RoundsVerification.of(archive, panels, seal);
        RoundsArchive.Plan plan = v.plan();
        if (plan != null) {
            System.out.println(text("review.verify.rounds", plan.call(), plan.category(), plan.madeAt()));
            int n = 0;
            for (RoundsArchive.Stage s : plan.stages()) {
                String form = text("Round.Form." + s.form());
                System.out.println(
                        s.keeps() == null
                                ? text(
                                        "review.verify.stage",
                                        ++n,
                                        form,
                                        s.weight().toPlainString())
                                : text(
                                        "review.verify.stageKeeps",
                                        ++n,
                                        form,
                                        s.weight().toPlainString(),
                                        s.keeps()));
            }
            System.out.println(
                    text("review.verify.roundsCounts", v.ranked(), plan.parts().size()));
            System.out.println(text("review.verify.seal", v.seal()));
        }
        return said(v.findings(), "review.verify.wholeRounds");
    }

    /** Several panels of one call: the order that they make together. Where they make none it is said why; each was checked for itself. */
    private static void joint(List<byte[]> panels) {
        JointOrder order = JointOrder.of(panels);
        JointOrder.Problem problem = order.problem();
        if (problem != null) {
            System.out.println(
                    switch (problem) {
                        case BROKEN -> text("review.verify.jointBroken");
                        case TWICE -> text("review.verify.jointTwice", order.where());
                        case DIFFERS -> text("review.verify.jointDiffers");
                    });
            return;
        }
        System.out.println(
                text("review.verify.joint", order.archives(), text("RankingRule." + order.rule()), order.trim()));
        for (JointOrder.Line l : order.lines()) {
            System.out.println("%d%s\t%s\t%s\t%s (%d)"
                    .formatted(
                            l.rank(),
                            l.tied() ? "=" : "",
                            l.entry(),
                            l.score().toPlainString(),
                            l.panel(),
                            l.inPanel()));
        }
    }

    private static boolean said(List<Verification.Finding> findings, String whole) {
        findings.forEach(f -> System.out.println(text("review.verify." + f.what(), f.where())));
        System.out.println(text(findings.isEmpty() ? whole : "review.verify.broken", findings.size()));
        return findings.isEmpty();
    }

    private static String text(String key, Object... args) {
        return ConsoleWords.of(
                key.startsWith("RankingRule") || key.startsWith("Round.") ? "calls" : "review", key, args);
    }
}
