import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server was asked to do, read from its own log with every statement in it. */
final class StatementLog {

    /** Stands before every message of the server, so that those of several lines are told apart. */
    static final String MARK = "@@";

    private static final Pattern ASKED =
            Pattern.compile("\\d+ LOG:  (?:execute [^:]*|statement): (.*)", Pattern.DOTALL);
    private static final Pattern DETAIL = Pattern.compile("\\d+ DETAIL:  [Pp]arameters: (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']++|'')*+')", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");

    private StatementLog() {}

    /** Statements since a place in the log, in order, with their parameters written into them; without what runs in the background. */
    static List<String> since(Path log, long from) throws IOException {
        List<String> statements = new ArrayList<>();
        List<Map<Integer, String>> parameters = new ArrayList<>();
        for (String message : read(log, from).split("(?m)^" + MARK)) {
            Matcher asked = ASKED.matcher(message.strip());
            Matcher detail = DETAIL.matcher(message.strip());
            if (asked.matches()) {
                statements.add(asked.group(1).strip());
                parameters.add(Map.of());
            } else if (detail.matches()) {
                Map<Integer, String> values = new LinkedHashMap<>();
                Matcher parameter = PARAMETER.matcher(detail.group(1));
                while (parameter.find()) {
                    values.put(Integer.valueOf(parameter.group(1)), parameter.group(2));
                }
                parameters.set(parameters.size() - 1, values);
            }
        }
        List<String> whole = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            Map<Integer, String> values = parameters.get(i);
            String statement = PLACE.matcher(statements.get(i))
                    .replaceAll(p -> Matcher.quoteReplacement(values.get(Integer.valueOf(p.group(1)))));
            if (!background(statement)) {
                whole.add(statement);
            }
        }
        return whole;
    }

    /** The clocks of jobs and of the outbox, which would ask also when nobody hands in. */
    private static boolean background(String statement) {
        return statement.contains("scheduled_tasks") || statement.contains("skip locked");
    }

    private static String read(Path log, long from) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
