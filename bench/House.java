import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The product, or another program that answers over HTTP, as a process of its own. */
final class House implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Process process;
    private final URI uri;
    private final Path log;
    private final double readyAfter;

    private House(Process process, URI uri, Path log, double readyAfter) {
        this.process = process;
        this.uri = uri;
        this.log = log;
        this.readyAfter = readyAfter;
    }

    /**
     * Starts it and waits for the first page.
     *
     * @param command the whole command; the option for the port is added to it
     */
    static House start(List<String> command, Path log) throws IOException, InterruptedException {
        int port = freePort();
        List<String> whole = new ArrayList<>(command);
        whole.add("--server.port=" + port);
        URI uri = URI.create("http://localhost:" + port);
        long began = System.nanoTime();
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (!answers(uri)) {
            if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
                process.destroy();
                throw new IllegalStateException(
                        "did not start: " + String.join(" ", whole) + "\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return new House(process, uri, log, (System.nanoTime() - began) / 1e6);
    }

    private static boolean answers(URI uri) {
        try {
            var connection = (HttpURLConnection) uri.resolve("/").toURL().openConnection();
            connection.setConnectTimeout(2000);
            connection.setRequestProperty("Accept", "text/html");
            if (connection.getResponseCode() != 200) {
                return false;
            }
            try (var page = connection.getInputStream()) {
                return page.readAllBytes().length > 0;
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI uri() {
        return uri;
    }

    long pid() {
        return process.pid();
    }

    /** Milliseconds from the command to the whole first page. */
    double readyAfter() {
        return readyAfter;
    }

    /** What it has said. */
    String said() throws IOException {
        return Files.readString(log);
    }

    Browser browser() {
        return new Browser(uri);
    }

    /** Ends it in order and waits until it has ended. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
