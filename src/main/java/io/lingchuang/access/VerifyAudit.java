package io.lingchuang.access;

import io.lingchuang.platform.commands.Command;
import io.lingchuang.platform.commands.ConsoleWords;
import io.lingchuang.platform.commands.Settings;
import io.lingchuang.platform.database.OpenDatabase;
import java.nio.file.Path;
import java.sql.Connection;

/** {@code bin/verify-audit}: says whether the audit trail is whole, and if not, the first place where it is not. Reads only. */
public final class VerifyAudit implements Command {

    @Override
    public String name() {
        return "verify-audit";
    }

    /** @return 0: whole; 1: not; 2: it could not be looked at */
    @Override
    public int run(Settings settings) throws Exception {
        try (OpenDatabase database = OpenDatabase.of(settings);
                var connection = database.connect()) {
            return whole(connection, settings.data()) ? 0 : 1;
        }
    }

    /** Looks, and tells on the console what it found. */
    public static boolean whole(Connection connection, Path data) throws Exception {
        AuditCheck.Finding finding =
                AuditCheck.run(connection, AuditHeads.in(data).read(), links -> {});
        System.out.println(AuditWords.of(finding, VerifyAudit::text));
        return finding.whole();
    }

    private static String text(String key, Object... args) {
        return ConsoleWords.of("access", key, args);
    }
}
