package io.lingchuang;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/** One real PostgreSQL for all tests of a JVM; each asks for a fresh, migrated database, copied from a template in milliseconds. */
public final class TestDatabase {

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** The address of a fresh database: for the whole product in a test, as lingchuang.db.url. */
    public static String freshUrl() {
        String name = "t" + COUNT.incrementAndGet();
        DSL.using(source("postgres"), SQLDialect.POSTGRES).execute("create database " + name + " template migrated");
        return SERVER.getJdbcUrl("postgres", name) + "&user=postgres";
    }

    /** A fresh database without the product around it. */
    public static DSLContext fresh() {
        String url = freshUrl();
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        return DSL.using(source, SQLDialect.POSTGRES);
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setServerConfig("max_connections", "500")
                    .start();
            DSL.using(server.getPostgresDatabase(), SQLDialect.POSTGRES).execute("create database migrated");
            Flyway.configure()
                    .dataSource(server.getJdbcUrl("postgres", "migrated"), "postgres", "")
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSource source(String database) {
        return SERVER.getDatabase("postgres", database);
    }
}
