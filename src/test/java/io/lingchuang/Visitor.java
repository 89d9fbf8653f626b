package io.lingchuang;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A person with a browser: keeps cookies, sees redirects as they come, and sends forms with their hidden fields. */
public final class Visitor {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI house;
    private String form = "/sign-in";
    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser;
    private String csrf = "";
    private String referer = "";

    public static Visitor at(URI house) {
        return new Visitor(house);
    }

    Visitor(URI house) {
        this(house, null);
    }

    /** Somebody at a house of their own. form: a page with a form that everybody gets there. */
    public static Visitor at(URI house, String form) {
        Visitor visitor = new Visitor(house);
        visitor.form = form;
        return visitor;
    }

    /** @param from the address the house sees, where it is not the usual one */
    Visitor(URI house, @Nullable InetAddress from) {
        this.house = house;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER);
        browser = (from == null ? builder : builder.localAddress(from)).build();
    }

    /** A file as it stands in a form, in pieces. */
    public record Upload(String field, String name, Iterable<byte[]> content) {
        public Upload(String field, String name, byte[] content) {
            this(field, name, List.of(content));
        }
    }

    /** The next form is sent from this page. */
    public Visitor from(String page) {
        referer = page.startsWith("/") && !page.startsWith("//")
                ? house.resolve(page).toString()
                : page;
        return this;
    }

    public HttpResponse<String> get(String address) {
        return send(request(address).GET());
    }

    /** With headers that no browser of ours would send. */
    public HttpResponse<String> get(String address, Map<String, String> headers) {
        HttpRequest.Builder request = request(address).GET();
        headers.forEach(request::header);
        return send(request);
    }

    /** A body of any kind. */
    public HttpResponse<String> post(String address, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = request(address).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request);
    }

    public HttpResponse<byte[]> bytes(String address) {
        try {
            return browser.send(request(address).GET().build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The beginning is here when the answer is; the rest comes as it is read. */
    public HttpResponse<InputStream> stream(String address) {
        try {
            return browser.send(request(address).GET().build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a form as a page of the product would: with its CSRF token and a fresh once-token. */
    public HttpResponse<String> post(String address, Map<String, ?> fields) {
        return postOnce(address, UUID.randomUUID(), fields);
    }

    public HttpResponse<String> postOnce(String address, UUID once, Map<String, ?> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("_once", once);
        all.put("_csrf", csrf());
        return postBare(address, all);
    }

    /** Sends a form with nothing added. */
    public HttpResponse<String> postBare(String address, Map<String, ?> fields) {
        return send(request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields))));
    }

    /** Fields as they stand in an address or a form's body. */
    static String form(Map<String, ?> fields) {
        return fields.entrySet().stream()
                .flatMap(f -> (f.getValue() instanceof List<?> many ? many : List.of(f.getValue()))
                        .stream().map(v -> encode(f.getKey()) + "=" + encode(String.valueOf(v))))
                .collect(Collectors.joining("&"));
    }

    /** Sends a form with a file. */
    public HttpResponse<String> upload(String address, Map<String, ?> fields, Upload file) {
        String boundary = "----" + UUID.randomUUID();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("_csrf", csrf());
        all.put("_once", UUID.randomUUID());
        all.putAll(fields);
        StringBuilder head = new StringBuilder();
        all.forEach((name, value) -> head.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"\r\n\r\n" + value + "\r\n"));
        head.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + file.field() + "\"; filename=\""
                + file.name() + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head.toString()),
                BodyPublishers.ofByteArrays(file.content()),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return send(request(address)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    }

    public Visitor signIn(String login, String password) {
        HttpResponse<String> answer = trySignIn(login, password);
        String to = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 302 || to.contains("/sign-in")) {
            throw new IllegalStateException(login + " cannot sign in: " + answer.statusCode() + " " + to);
        }
        csrf = "";
        return this;
    }

    public HttpResponse<String> trySignIn(String login, String password) {
        return postBare("/sign-in", Map.of("username", login, "password", password, "_csrf", csrf()));
    }

    public String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals("JSESSIONID"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** The token of this browser's session; every page with a form has it. */
    public String csrf() {
        if (csrf.isEmpty()) {
            Matcher field = CSRF.matcher(get(form).body());
            if (!field.find()) {
                throw new IllegalStateException(form + " has no CSRF token");
            }
            csrf = field.group(1);
        }
        return csrf;
    }

    private HttpRequest.Builder request(String address) {
        var request = HttpRequest.newBuilder(house.resolve(address)).header("Accept", "text/html");
        if (!referer.isEmpty()) {
            request.header("Referer", referer);
            referer = "";
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
