package io.lingchuang.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PostgreSQL in the data folder is killed, and comes back where it was with all that it had confirmed. */
class EmbeddedServerTest {

    @TempDir
    Path data;

    private static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(server.url(), "postgres", "");
    }

    private static DSLContext sql(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES);
    }

    private ProcessHandle postmaster() throws Exception {
        return ProcessHandle.of(Long.parseLong(java.nio.file.Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                        .getFirst()))
                .orElseThrow();
    }

    private static void comesBack(EmbeddedServer server) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            try (Connection c = connect(server)) {
                return sql(c).fetchOne("select 1") != null;
            }
        });
    }

    @Test
    void a_killed_server_comes_back_on_the_same_port_with_what_was_committed() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data)) {
            String address = server.url();
            try (Connection c = connect(server)) {
                sql(c).execute("create table kept (n int)");
            }
            for (int n = 1; n <= 3; n++) {
                try (Connection c = connect(server)) {
                    sql(c).execute("insert into kept values (1)");
                }
                postmaster().destroyForcibly();
                comesBack(server);
                assertThat(server.url()).isEqualTo(address);
                try (Connection c = connect(server)) {
                    assertThat(sql(c).fetchCount(DSL.table("kept"))).isEqualTo(n);
                }
            }
        }
    }

    /** A backend that is busy does not notice that its postmaster is gone, and holds the memory that the next one needs. */
    @Test
    void backends_that_outlive_the_server_are_ended_before_it_starts_again() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data);
                Connection busy = connect(server)) {
            assertThat(sql(busy).fetchValue("show fsync")).isEqualTo("on");
            assertThat(sql(busy).fetchValue("show synchronous_commit")).isEqualTo("on");
            long backend = sql(busy).fetchSingle("select pg_backend_pid()").into(long.class);
            var query = Thread.ofVirtual()
                    .unstarted(() -> assertThatThrownBy(
                                    () -> sql(busy).fetch("select count(*) from generate_series(1, 100000000000)"))
                            .isInstanceOf(RuntimeException.class));
            query.start();
            try (Connection c = connect(server)) {
                await().until(() -> sql(c).fetchExists(
                                DSL.table("pg_stat_activity"),
                                DSL.condition("pid = {0} and state = 'active'", backend)));
            }
            postmaster().destroyForcibly();
            query.join();
            comesBack(server);
            assertThat(ProcessHandle.of(backend).flatMap(p -> p.info().command()))
                    .isEmpty();
        }
    }
}
