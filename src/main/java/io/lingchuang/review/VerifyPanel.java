package io.lingchuang.review;

import io.lingchuang.platform.commands.Command;
import io.lingchuang.platform.commands.ConsoleWords;
import io.lingchuang.platform.commands.Settings;
import io.lingchuang.review.proof.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** {@code bin/verify-panel ARCHIVE [SEAL]}: makes a panel's ranking again from its archive. Needs no database and changes nothing. */
public final class VerifyPanel implements Command {

    @Override
    public String name() {
        return "verify-panel";
    }

    /** @return 0: whole; 1: not; 2: it could not be looked at */
    @Override
    public int run(Settings settings) throws IOException {
        if (settings.words().isEmpty() || settings.words().size() > 2) {
            System.err.println(text("review.verify.usage"));
            return 2;
        }
        Path file = Path.of(settings.words().getFirst());
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            System.err.println(text("review.verify.noFile", file));
            return 2;
        }
        Verification v = Verification.of(
                bytes, settings.words().size() == 2 ? settings.words().get(1) : null);
        var rule = v.rule();
        if (rule != null) {
            System.out.println(text("review.verify.panel", rule.call(), rule.panel(), rule.closedAt()));
            System.out.println(text(
                    "review.verify.counts", v.sheets(), v.ranked(), text("RankingRule." + rule.rule()), rule.trim()));
            System.out.println(text("review.verify.seal", v.seal()));
        }
        v.findings().forEach(f -> System.out.println(text("review.verify." + f.what(), f.where())));
        System.out.println(text(
                v.whole()
                        ? settings.words().size() == 2 ? "review.verify.wholeAndPublished" : "review.verify.whole"
                        : "review.verify.broken",
                v.findings().size()));
        return v.whole() ? 0 : 1;
    }

    private static String text(String key, Object... args) {
        return ConsoleWords.of(key.startsWith("RankingRule") ? "calls" : "review", key, args);
    }
}
