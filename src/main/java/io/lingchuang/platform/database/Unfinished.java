package io.lingchuang.platform.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What a restore leaves while it is at work: a folder in the data folder, a schema in a given database. The product does not start on it. */
public final class Unfinished {

    public static final String FOLDER = "restoring";
    public static final String SCHEMA = "lingchuang_restoring";

    private static final String AGAIN = " was broken off half way. Run bin/restore again";

    private Unfinished() {}

    static void refuse(Path data) {
        if (Files.exists(data.resolve(FOLDER))) {
            throw new IllegalStateException("A restore into " + data.toAbsolutePath() + AGAIN
                    + " with the same archive; it clears away what the first left.");
        }
    }

    static void refuse(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select to_regnamespace('" + SCHEMA + "') is not null")) {
            if (found.next() && found.getBoolean(1)) {
                throw new IllegalStateException(
                        "A restore into this database" + AGAIN + " into a new, empty database, and drop this one.");
            }
        } catch (SQLException fault) {
            throw new IllegalStateException("The database does not answer: " + fault.getMessage(), fault);
        }
    }
}
