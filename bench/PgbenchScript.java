import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of one submission as a script of pgbench. Wherever its entry, worker, number, session or once-token stood, there stands now that of
 * the draft whose turn it is; all other parameters are variables too, with the value they had, so that pgbench sends them each time as the
 * product does.
 */
final class PgbenchScript {

    private static final Pattern LITERAL = Pattern.compile("'((?:[^']++|'')*+)'", Pattern.DOTALL);
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final long entry;
    private final String number;
    private final String token;
    private final List<String> lines;
    private final Map<String, String> values = new LinkedHashMap<>();

    /** @param token the once-token of this submission */
    PgbenchScript(List<String> statements, long entry, String number, String token) {
        this.entry = entry;
        this.number = number;
        this.token = token;
        lines = new ArrayList<>(List.of(
                "\\set n :n + 1",
                "\\set entry " + ReadyDrafts.FIRST_ENTRY + " + :client_id * :each + :n",
                "\\set account " + ReadyDrafts.FIRST_ACCOUNT + " + :client_id",
                "\\set person " + ReadyDrafts.FIRST_PERSON + " + :client_id"));
        for (String statement : statements) {
            String own = LITERAL.matcher(statement).replaceAll(l -> Matcher.quoteReplacement(literal(l.group(1))));
            boolean givesNumber = statement.startsWith("insert into \"platform\".\"serial\"");
            lines.add(own.replaceAll("\\s*\\R\\s*", " ") + (givesNumber ? " \\gset" : ";"));
        }
    }

    Path write(Path file) throws java.io.IOException {
        return Files.write(file, lines);
    }

    long statements() {
        return lines.stream().filter(l -> !l.startsWith("\\")).count();
    }

    /** The values of its variables, as options of pgbench. */
    List<String> variables() {
        List<String> options = new ArrayList<>();
        values.forEach((value, name) -> options.addAll(List.of("-D", name + "=" + value)));
        return options;
    }

    private String literal(String value) {
        if (value.isEmpty()) {
            return "''"; // pgbench knows no empty variable
        }
        if (value.equals(String.valueOf(entry))) {
            return ":entry";
        }
        if (value.equals(String.valueOf(ReadyDrafts.FIRST_ACCOUNT))) {
            return ":account";
        }
        if (value.equals(String.valueOf(ReadyDrafts.FIRST_PERSON))) {
            return ":person";
        }
        if (value.equals(token)) {
            return "md5((:entry)::text)::uuid";
        }
        if (UUID.matcher(value).matches()) {
            return ReadyDrafts.session(":account");
        }
        Matcher varying = Pattern.compile(entry + "|(?i)" + number.replace("-", "[- ]"))
                .matcher(value); // in the words it is found by, too
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (varying.find()) {
            if (varying.start() > from) {
                parts.add(variable(value.substring(from, varying.start())));
            }
            boolean itsEntry = varying.group().equals(String.valueOf(entry));
            String head =
                    varying.group().substring(0, Math.max(0, varying.group().length() - 6));
            parts.add(itsEntry ? "(:entry)::text" : variable(head) + " || lpad((:last)::text, 6, '0')");
            from = varying.end();
        }
        if (parts.isEmpty()) {
            return ":" + values.computeIfAbsent(value.replace("''", "'"), v -> "v" + values.size());
        }
        if (from < value.length()) {
            parts.add(variable(value.substring(from)));
        }
        return "(" + String.join(" || ", parts) + ")";
    }

    private String variable(String value) {
        return "(:" + values.computeIfAbsent(value.replace("''", "'"), v -> "v" + values.size()) + ")::text";
    }
}
