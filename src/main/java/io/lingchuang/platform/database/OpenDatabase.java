package io.lingchuang.platform.database;

import io.lingchuang.platform.commands.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

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
        if (given != null && isGiven(settings)) {
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

    /** Whether the settings name a database of their own, beside the data folder. */
    public static boolean isGiven(Settings settings) {
        String given = settings.get("lingchuang.db.url");
        return given != null && !given.isBlank() && !given.equals("embedded");
    }

    /** Starts one in a folder that has none yet. */
    public static OpenDatabase make(Path data) {
        EmbeddedServer server = EmbeddedServer.start(data);
        return new OpenDatabase(server.url(), null, null, server);
    }

    /** Ends a server that a killed process left in this folder, before the folder is moved or cleared. */
    public static void stopLeftover(Path data) throws IOException {
        new Cluster(data.resolve("postgres")).stopLeftover();
    }

    /** For those who open connections themselves. */
    public DataSource source() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        if (user != null && !user.isEmpty()) {
            source.setUser(user);
            source.setPassword(password);
        }
        return source;
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
