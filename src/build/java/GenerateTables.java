import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;

/** Runs all migrations on a throw-away PostgreSQL and generates one jOOQ package per schema: io.lingchuang.db.calls and so on. */
class GenerateTables {

    private static final String[] SCHEMAS = {
        "platform",
        "access",
        "directory",
        "calls",
        "entries",
        "vetting",
        "review",
        "notices",
        "awards",
        "achievements",
        "studios",
        "services",
        "insights",
        "setup"
    };

    public static void main(String[] args) throws Exception {
        Path migrations = Path.of(args[0]);
        Path target = Path.of(args[1]);
        Path stamp = target.resolve("migrations.sha256");
        String fingerprint = fingerprint(migrations) + String.join(",", SCHEMAS);
        if (Files.exists(stamp) && Files.readString(stamp).equals(fingerprint)) {
            return;
        }
        try (var postgres =
                EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            Flyway.configure()
                    .dataSource(url, "postgres", "")
                    .locations("filesystem:" + migrations)
                    .load()
                    .migrate();
            GenerationTool.generate(new Configuration()
                    .withJdbc(new Jdbc().withUrl(url).withUser("postgres"))
                    .withGenerator(new Generator()
                            .withGenerate(new Generate()
                                    .withJavaTimeTypes(true)
                                    .withGlobalObjectReferences(true)
                                    .withRoutines(false)
                                    .withJooqVersionReference(false)
                                    .withRelations(true)
                                    .withImplicitJoinPathsToOne(false)
                                    .withImplicitJoinPathsToMany(false)
                                    .withImplicitJoinPathsManyToMany(false)
                                    .withDaos(false)
                                    .withPojos(false))
                            .withDatabase(new Database()
                                    .withName("org.jooq.meta.postgres.PostgresDatabase")
                                    .withSchemata(java.util.Arrays.stream(SCHEMAS)
                                            .map(s -> new SchemaMappingType().withInputSchema(s))
                                            .toList())
                                    .withForcedTypes(
                                            new org.jooq.meta.jaxb.ForcedType()
                                                    .withName("INSTANT")
                                                    .withIncludeTypes(
                                                            "(?i:timestamp\\ with\\ time\\ zone|timestamptz)"),
                                            new org.jooq.meta.jaxb.ForcedType()
                                                    .withName("VARCHAR")
                                                    .withIncludeTypes("ltree|tsvector"))
                                    .withIncludes(".*"))
                            .withTarget(new Target()
                                    .withPackageName("io.lingchuang.db")
                                    .withDirectory(target.toString()))));
        }
        Files.writeString(stamp, fingerprint);
    }

    private static String fingerprint(Path migrations) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var files = Files.walk(migrations)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(file.toString().getBytes());
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
