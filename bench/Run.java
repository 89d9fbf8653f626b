import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Runs all parts, or the named ones, and prints the table. */
class Run {

    private static final List<String> HEAD =
            List.of("| part | what | ours | yardstick | ratio | goal | met |", "|---|---|---|---|---|---|---|");

    public static void main(String[] args) throws Exception {
        List<String> table = new ArrayList<>(HEAD);
        boolean met = true;
        for (String name : args.length == 0 ? all() : List.of(args)) {
            Part part = (Part) Class.forName(name).getDeclaredConstructor().newInstance();
            System.out.println(name + " ...");
            long began = System.nanoTime();
            try (Bench bench = new Bench()) {
                for (Measure measure : part.run(bench)) {
                    table.add(measure.row(name));
                    met &= measure.met();
                }
            } catch (Exception e) {
                e.printStackTrace();
                String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                table.add(new Measure("did not run: " + why, "", "", "", "runs", false).row(name));
                met = false;
            }
            System.out.printf("%s took %.0f s%n", name, (System.nanoTime() - began) / 1e9);
        }
        table.forEach(System.out::println);
        keep(table);
        System.exit(met ? 0 : 1);
    }

    /** Every class of this folder that is a part. */
    private static List<String> all() throws IOException {
        try (var files = Files.list(Path.of("bench"))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".java"))
                    .map(f -> f.replace(".java", ""))
                    .filter(Run::isPart)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isPart(String name) {
        try {
            return Part.class.isAssignableFrom(Class.forName(name)) && !name.equals("Part");
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void keep(List<String> table) throws IOException {
        Path file = Path.of("target/bench/"
                + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss")) + ".md");
        List<String> page = new ArrayList<>(table);
        page.add("");
        page.add("%d processors, %s, Java %s, %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.arch"),
                        Runtime.version(),
                        System.getProperty("os.name")));
        Files.write(file, page);
        System.out.println("Kept in " + file);
    }
}
