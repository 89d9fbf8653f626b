import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From the beginning of bin/start on a built tree, with a data folder that is there (the small sample), to the whole first page: the embedded
 * PostgreSQL, the check of the migrations and everything else included. Against a small clinic of pets (bench/clinic: Thymeleaf, JPA, H2 in
 * memory) from java -jar to its first page. And what each help of the JVM gains: the same without it.
 */
final class Start implements Part {

    private static final int RUNS = 5;
    private static final Path CLINIC = Path.of("target/clinic/app/clinic-1.jar");
    private static final Path CLINIC_CACHE = Path.of("target/clinic/classes.aot");
    private static final Path WIDE_CACHE = Path.of("target/bench/wide.aot");

    private final List<List<Double>> memory = new ArrayList<>();
    private Bench bench;
    private Path data;

    /** A way to start something: its command and what bin/start is told about the JVM. */
    private record Way(String name, List<String> command, String java) {}

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        this.bench = bench;
        data = bench.newFolder();
        buildClinic();
        List<String> wide = List.of(
                "-XX:-UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
        train(WIDE_CACHE, Bench.app(), wide);
        train(CLINIC_CACHE, CLINIC.toString(), List.of("-XX:+UseCompactObjectHeaders"));
        List<Way> ways = List.of(
                product("as bin/start does", ""),
                product("without the cache of classes", "-XX:AOTMode=off"),
                product("without compact headers", "-XX:-UseCompactObjectHeaders -XX:AOTCache=" + WIDE_CACHE),
                product("without virtual threads", "-Dspring.threads.virtual.enabled=false"),
                product(
                        "without all three",
                        "-XX:AOTMode=off -XX:-UseCompactObjectHeaders -Dspring.threads.virtual.enabled=false"),
                clinic("clinic, java -jar", "-jar", "target/clinic/clinic-1.jar"),
                clinic(
                        "clinic with the same help",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:AOTCache=" + CLINIC_CACHE,
                        "-Dspring.threads.virtual.enabled=true",
                        "-jar",
                        CLINIC.toString()));
        for (Way way : ways) {
            memory.add(new ArrayList<>());
            start(way); // makes the data folder, and what bin/start makes once
        }
        memory.forEach(List::clear);
        List<Timing> times = Timing.alternating(
                RUNS,
                ways.stream().map(w -> (Timing.Run) () -> startNoting(w, ways)).toArray(Timing.Run[]::new));
        for (int i = 0; i < ways.size(); i++) {
            System.out.println(ways.get(i).name() + ": " + times.get(i) + " ms, " + Timing.of(memory.get(i)) + " MB");
        }
        return measures(ways, times);
    }

    private List<Measure> measures(List<Way> ways, List<Timing> times) {
        List<Measure> measures = new ArrayList<>();
        double ours = times.getFirst().median();
        for (int i = 1; i < ways.size(); i++) {
            String what = "bin/start to the first page, against " + ways.get(i).name();
            measures.add(Measure.shown(what, ours, times.get(i).median(), "ms"));
        }
        double held = Timing.of(memory.getFirst()).median();
        for (int i = 1; i < ways.size(); i++) {
            String what = "memory after the first page, against " + ways.get(i).name();
            measures.add(Measure.shown(what, held, Timing.of(memory.get(i)).median(), "MB"));
        }
        return measures;
    }

    private Way product(String name, String java) {
        return new Way(
                name,
                List.of("bin/start", "--lingchuang.data=" + data, "--lingchuang.sample=" + Bench.smallSample()),
                java);
    }

    private static Way clinic(String name, String... options) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(options));
        return new Way(name, command, "");
    }

    private double startNoting(Way way, List<Way> ways) throws Exception {
        double[] figures = start(way);
        memory.get(ways.indexOf(way)).add(figures[1]);
        return figures[0];
    }

    /** @return milliseconds to the first page, and the megabytes of the process then */
    private double[] start(Way way) throws Exception {
        List<String> command = new ArrayList<>();
        if (!way.java().isEmpty()) {
            command.addAll(List.of("env", "LINGCHUANG_JAVA_OPTIONS=" + way.java()));
        }
        command.addAll(way.command());
        try (House house = House.start(command, bench.folder().resolve("start.log"))) {
            return new double[] {house.readyAfter(), resident(house.pid())};
        }
    }

    /** What the system counts for the process itself; the servers of PostgreSQL are processes of their own. */
    private static double resident(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return Double.NaN; // not a Linux
        }
        return Files.readAllLines(status).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToDouble(l -> Double.parseDouble(l.replaceAll("[^0-9]", "")) / 1024)
                .sum();
    }

    private static void buildClinic() throws Exception {
        Bench.run(List.of("mvn", "-q", "-B", "-f", "bench/clinic/pom.xml", "package"));
        Bench.run(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Djarmode=tools",
                "-jar",
                "target/clinic/clinic-1.jar",
                "extract",
                "--force",
                "--destination",
                CLINIC.getParent().toString()));
    }

    private static void train(Path cache, String app, List<String> options) throws Exception {
        Files.deleteIfExists(cache);
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "src/build/java/TrainCache.java",
                cache.toString(),
                app));
        command.addAll(options);
        Bench.run(command);
    }
}
