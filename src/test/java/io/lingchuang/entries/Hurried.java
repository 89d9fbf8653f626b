package io.lingchuang.entries;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
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
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a ready draft and little time. Hundreds of them share the connections of one client. */
final class Hurried {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI house;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final Map<String, String> typed;
    private final Queue<HttpResponse<String>> answers = new ConcurrentLinkedQueue<>();
    private volatile String csrf = "";

    final long entry;

    /** @param typed the form of the draft, with everything in it */
    Hurried(URI house, long entry, Map<String, String> typed) {
        this.house = house;
        this.entry = entry;
        this.typed = typed;
    }

    Hurried signIn(String login, String password) {
        csrf = token();
        HttpResponse<String> answer =
                send(form("/sign-in", Map.of("username", login, "password", password, "_csrf", csrf)));
        if (to(answer).contains("/sign-in")) {
            throw new IllegalStateException(login + " cannot sign in: " + answer.statusCode() + " " + to(answer));
        }
        csrf = token();
        return this;
    }

    private String token() {
        Matcher field = CSRF.matcher(send(request("/sign-in").GET()).body());
        if (!field.find()) {
            throw new IllegalStateException("no CSRF token");
        }
        return field.group(1);
    }

    /** Presses “submit”. */
    void handIn(UUID once) {
        answers.add(send(form(edit(), whole(once))));
    }

    /** Presses “submit”, and the connection is cut before any answer. */
    void handInAndLoseTheLine(UUID once) {
        try (Socket line = dial()) {
            line.getOutputStream()
                    .write((head(body(once).length) + new String(body(once), StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Presses “submit” on a line so bad that only half of the form has gone out when it pauses. @return what it answers after the rest */
    String handInSlowly(UUID once, Runnable pause) {
        byte[] body = body(once);
        try (Socket line = dial()) {
            OutputStream out = line.getOutputStream();
            out.write(head(body.length).getBytes(StandardCharsets.UTF_8));
            out.write(body, 0, body.length / 2);
            out.flush();
            pause.run();
            out.write(body, body.length / 2, body.length - body.length / 2);
            out.flush();
            return new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> page(String address) {
        return send(request(address).GET());
    }

    List<HttpResponse<String>> answers() {
        return List.copyOf(answers);
    }

    /** It said that the entry is handed in, or led to it. */
    boolean confirmed(HttpResponse<String> answer) {
        return answer.statusCode() / 100 == 3 && to(answer).endsWith("/entries/" + entry);
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    static String to(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    String edit() {
        return "/entries/" + entry + "/edit";
    }

    private Map<String, String> whole(UUID once) {
        Map<String, String> all = new LinkedHashMap<>(typed);
        all.put("_once", once.toString());
        all.put("_csrf", csrf);
        return all;
    }

    private byte[] body(UUID once) {
        return encoded(whole(once)).getBytes(StandardCharsets.UTF_8);
    }

    private String head(int length) {
        return String.join(
                "\r\n",
                "POST " + edit() + " HTTP/1.1",
                "Host: " + house.getAuthority(),
                "Cookie: " + cookie(),
                "Referer: " + house.resolve(edit()),
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + length,
                "Connection: close",
                "",
                "");
    }

    private Socket dial() throws IOException {
        return new Socket(house.getHost(), house.getPort());
    }

    private HttpRequest.Builder form(String address, Map<String, String> fields) {
        return request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Referer", house.resolve(edit()).toString())
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)));
    }

    private HttpRequest.Builder request(String address) {
        var request = HttpRequest.newBuilder(house.resolve(address)).header("Accept", "text/html");
        return cookies.isEmpty() ? request : request.header("Cookie", cookie());
    }

    private String cookie() {
        return cookies.entrySet().stream()
                .map(c -> c.getKey() + "=" + c.getValue())
                .collect(Collectors.joining("; "));
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
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(f -> encode(f.getKey()) + "=" + encode(f.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
