import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person with a browser: keeps cookies and sends forms with their hidden fields. All of them share the connections of one client. */
final class Browser {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI house;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private volatile String csrf = "";

    Browser(URI house) {
        this.house = house;
    }

    Browser signIn(String login, String password) {
        HttpResponse<String> answer = post("/sign-in", Map.of("username", login, "password", password));
        String to = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 302 || to.contains("/sign-in")) {
            throw new IllegalStateException(login + " cannot sign in: " + answer.statusCode() + " " + to);
        }
        csrf = "";
        return this;
    }

    /** What the page answered; redirects are not followed. */
    HttpResponse<String> get(String address) {
        return send(request(address).GET());
    }

    /** A page that has to be there. */
    String page(String address) {
        HttpResponse<String> answer = get(address);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** Sends a form as a page of the product would: with its CSRF token and a fresh once-token. */
    HttpResponse<String> post(String address, Map<String, ?> fields) {
        return post(address, UUID.randomUUID(), fields);
    }

    HttpResponse<String> post(String address, UUID once, Map<String, ?> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("_once", once);
        all.put("_csrf", csrf());
        return send(request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(all))));
    }

    /** Sends what a page's script sends on its own: with the CSRF token and without a once-token. */
    HttpResponse<String> save(String address, Map<String, ?> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("_csrf", csrf());
        return send(request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Requested-With", "fetch")
                .setHeader("Accept", "*/*")
                .POST(HttpRequest.BodyPublishers.ofString(form(all))));
    }

    /** The token of this browser's session. */
    String csrf() {
        if (csrf.isEmpty()) {
            Matcher field = CSRF.matcher(page("/sign-in"));
            if (!field.find()) {
                throw new IllegalStateException("the sign-in page has no CSRF token");
            }
            csrf = field.group(1);
        }
        return csrf;
    }

    private HttpRequest.Builder request(String address) {
        var request = HttpRequest.newBuilder(house.resolve(address)).header("Accept", "text/html");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(c -> c.getKey() + "=" + c.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            for (String cookie : answer.headers().allValues("Set-Cookie")) {
                String[] pair = cookie.split(";")[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, ?> fields) {
        return fields.entrySet().stream()
                .flatMap(f -> (f.getValue() instanceof List<?> many ? many : List.of(f.getValue()))
                        .stream().map(v -> encode(f.getKey()) + "=" + encode(String.valueOf(v))))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
