import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts the product once on a data folder of its own, opens a few pages and ends it, while the JVM notes what it loads and links: the cache
 * with which the product starts sooner from then on (JEP 483, 514, 515). Whatever goes wrong, no cache appears, and this ends with 1.
 *
 * <p>Arguments: the cache to write, the laid-out jar, and the options of the JVM, which have to be those of later starts.
 */
class TrainCache {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> PAGES = List.of("/", "/sign-in", "/calls-open");

    public static void main(String[] args) throws Exception {
        Path cache = Path.of(args[0]);
        Path scratch = Files.createTempDirectory("lingchuang-training");
        try {
            Path made = Files.createDirectory(scratch.resolve("cache")).resolve("new.aot");
            boolean done = train(made, args[1], List.of(args).subList(2, args.length), scratch);
            if (done && Files.exists(made)) {
                Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
            }
            System.exit(done && Files.exists(cache) ? 0 : 1);
        } finally {
            remove(scratch);
        }
    }

    private static boolean train(Path made, String app, List<String> options, Path scratch) throws Exception {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(options);
        command.addAll(List.of("-XX:AOTCacheOutput=" + made, "-jar", app));
        command.addAll(List.of("--server.port=" + port, "--lingchuang.data=" + scratch.resolve("data")));
        command.add("--lingchuang.sample=small");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("log").toFile());
        // Settings of the house that will run are none of this one's, least of all its database.
        builder.environment().keySet().removeIf(k -> k.matches("(LINGCHUANG|SPRING|SERVER|LOGGING)_.*"));
        Process product = builder.start();
        try {
            Instant until = Instant.now().plus(PATIENCE);
            boolean seen = seen(product, port, until);
            product.destroy(); // in order, as with Ctrl-C; the JVM writes the cache at its end
            return product.waitFor(Duration.between(Instant.now(), until).toSeconds() + 60, TimeUnit.SECONDS) && seen;
        } finally {
            product.destroyForcibly();
        }
    }

    private static boolean seen(Process product, int port, Instant until) throws InterruptedException {
        HttpClient browser = HttpClient.newHttpClient();
        for (String page : PAGES) {
            while (!answers(browser, URI.create("http://localhost:" + port + page))) {
                if (!product.isAlive() || Instant.now().isAfter(until)) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        return true;
    }

    private static boolean answers(HttpClient browser, URI page) throws InterruptedException {
        try {
            var request =
                    HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(30)).header("Accept", "text/html");
            return browser.send(request.build(), BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
