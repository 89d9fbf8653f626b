import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database of the benchmark's own server. */
record Database(int port, String name) {

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/" + name + "?user=postgres";
    }

    Connection connection() throws SQLException {
        return DriverManager.getConnection(url());
    }

    void execute(String sql) throws SQLException {
        try (Connection c = connection();
                var s = c.createStatement()) {
            s.execute(sql);
        }
    }

    /** The one number that a query gives. */
    long number(String query) throws SQLException {
        try (Connection c = connection();
                var s = c.createStatement();
                var r = s.executeQuery(query)) {
            r.next();
            return r.getLong(1);
        }
    }

    /** The first column of what a query gives, as text. */
    List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection c = connection();
                var s = c.createStatement();
                var r = s.executeQuery(query)) {
            while (r.next()) {
                values.add(r.getString(1));
            }
        }
        return values;
    }
}
