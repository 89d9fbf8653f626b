package io.lingchuang.platform.database;

import io.lingchuang.platform.commands.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database for a command: the given one, the embedded server that the running product has, or, where it does not run, the same
 * server started for as long as the command takes. Nothing is migrated and nothing of the product starts.
 */
public final class OpenDatabase implements AutoCloseable {

    private final String url;
    private final @Nullable String user;
    private final @Nullable String password;
    private final @Nullable EmbeddedServer own;

    private OpenDatabase(String url, @Nullable String user, @Nullable String password, @Nullable EmbeddedServer own) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.own = own;
    }

    /** @throws IllegalStateException there is none in the data folder */
    public static OpenDatabase of(Settings settings) throws IOException {
        String given = settings.get("lingchuang.db.url");
        if (given != null && !given.isBlank() && !given.equals("embedded")) {
            return new OpenDatabase(
                    given, settings.get("lingchuang.db.user"), settings.get("lingchuang.db.password"), null);
        }
        Cluster cluster = new Cluster(settings.data().resolve("postgres"));
        Optional<Integer> running = cluster.port();
        if (running.isPresent()) {
            return new OpenDatabase(EmbeddedServer.url(running.get()), null, null, null);
        }
        if (Files.notExists(cluster.folder().resolve("PG_VERSION"))) {
            throw new IllegalStateException(
                    "There is no database in " + settings.data().toAbsolutePath()
                            + ". Give its folder with --lingchuang.data=FOLDER, or LINGCHUANG_DB_URL.");
        }
        EmbeddedServer server = EmbeddedServer.start(settings.data());
        return new OpenDatabase(server.url(), null, null, server);
    }

    public Connection connect() throws SQLException {
        return user == null || user.isEmpty()
                ? DriverManager.getConnection(url)
                : DriverManager.getConnection(url, user, password);
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            own.close();
        }
    }
}
