import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of one submission as a script of pgbench: wherever its entry, worker, number or once-token stood, there stands now that of the
 * draft whose turn it is. All else is as it was sent.
 */
final class PgbenchScript {

    private static final Pattern LITERAL = Pattern.compile("'((?:[^']++|'')*+)'", Pattern.DOTALL);
    private static final Pattern TOKEN =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final long entry;
    private final String number;

    private PgbenchScript(long entry, String number) {
        this.entry = entry;
        this.number = number;
    }

    static List<String> of(List<String> statements, long entry, String number, int clients) {
        var script = new PgbenchScript(entry, number);
        List<String> lines = new ArrayList<>(List.of(
                "\\set n :n + 1",
                "\\set entry " + ReadyDrafts.FIRST_ENTRY + " + :client_id * :each + :n",
                "\\set account " + ReadyDrafts.FIRST_ACCOUNT + " + :client_id",
                "\\set person " + ReadyDrafts.FIRST_PERSON + " + :client_id"));
        for (String statement : statements) {
            String own =
                    LITERAL.matcher(statement).replaceAll(l -> Matcher.quoteReplacement(script.literal(l.group(1))));
            boolean givesNumber = statement.startsWith("insert into \"platform\".\"serial\"");
            lines.add(own.replaceAll("\\s*\\R\\s*", " ") + (givesNumber ? " \\gset" : ";"));
        }
        return lines;
    }

    private String literal(String value) {
        if (value.equals(String.valueOf(entry))) {
            return ":entry";
        }
        if (value.equals(String.valueOf(ReadyDrafts.FIRST_ACCOUNT))) {
            return ":account";
        }
        if (value.equals(String.valueOf(ReadyDrafts.FIRST_PERSON))) {
            return ":person";
        }
        if (TOKEN.matcher(value).matches()) {
            return "md5((:entry)::text)::uuid";
        }
        String parts = quoted(value)
                .replace(number.replace(":", "\\x3a"), "' || '" + head() + "' || lpad((:last)::text, 6, '0') || E'")
                .replace(
                        number.toLowerCase(java.util.Locale.ROOT),
                        "' || '" + head().toLowerCase(java.util.Locale.ROOT) + "' || lpad((:last)::text, 6, '0') || E'")
                .replace(String.valueOf(entry), "' || (:entry)::text || E'");
        return parts.contains("||") ? "(" + parts + ")" : parts;
    }

    private String head() {
        return number.substring(0, number.length() - 6);
    }

    /** pgbench takes a colon in a text for the beginning of a variable. */
    private static String quoted(String value) {
        return value.contains(":") || value.contains("\\")
                ? "E'" + value.replace("\\", "\\\\").replace(":", "\\x3a") + "'"
                : "E'" + value.replace("\\", "\\\\") + "'";
    }
}
