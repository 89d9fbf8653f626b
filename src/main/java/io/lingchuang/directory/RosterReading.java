package io.lingchuang.directory;

import static io.lingchuang.db.directory.Tables.ROSTER_ROW;

import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.JobHandler;
import io.lingchuang.platform.jobs.Progress;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Reads a roster and writes down what each row would do. Begins anew when it is run again. */
@Component
class RosterReading implements JobHandler {

    static final String KIND = "roster-read";
    static final int MOST_ROWS = 50_000;
    private static final int AT_A_TIME = 1000;

    private final DSLContext dsl;
    private final Files files;
    private final Rosters rosters;
    private final Wording messages;

    RosterReading(DSLContext dsl, Files files, Rosters rosters, Wording messages) {
        this.dsl = dsl;
        this.files = files;
        this.rosters = rosters;
        this.messages = messages;
    }

    /** A row of the sheet with its cells in the order of {@link RosterColumn}. */
    record Typed(int row, List<String> cells) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, Progress progress) throws IOException {
        long id = job.number("roster");
        Roster roster = rosters.find(id);
        if (roster.state() != Roster.State.READING) {
            return;
        }
        try {
            List<Typed> typed = sheet(roster);
            progress.total(typed.size());
            check(roster, typed, progress);
        } catch (Refusal refusal) {
            rosters.broken(id, messages.of(refusal.key(), refusal.args()));
            throw refusal;
        }
    }

    private List<Typed> sheet(Roster roster) throws IOException {
        List<Typed> typed = new ArrayList<>();
        List<Map<RosterColumn, Integer>> heading = new ArrayList<>();
        try (InputStream in = files.open(files.file(roster.file()))) {
            ExcelIn.read(in, (number, cells) -> {
                if (cells.stream().allMatch(String::isBlank)) {
                    return;
                }
                if (heading.isEmpty()) {
                    heading.add(places(cells));
                } else if (typed.size() == MOST_ROWS) {
                    throw new Refusal("directory.roster.tooMany", MOST_ROWS);
                } else {
                    typed.add(new Typed(number, ordered(cells, heading.getFirst())));
                }
            });
        }
        if (typed.isEmpty()) {
            throw new Refusal("directory.roster.empty");
        }
        return typed;
    }

    private static Map<RosterColumn, Integer> places(List<String> first) {
        Map<RosterColumn, Integer> places = RosterColumn.places(first);
        for (RosterColumn needed : List.of(RosterColumn.NAME, RosterColumn.UNIT)) {
            if (!places.containsKey(needed)) {
                throw new Refusal("directory.roster.noColumn", needed.heading);
            }
        }
        return places;
    }

    private static List<String> ordered(List<String> cells, Map<RosterColumn, Integer> places) {
        List<String> ordered = new ArrayList<>();
        for (RosterColumn column : RosterColumn.values()) {
            Integer place = places.get(column);
            ordered.add(place == null || place >= cells.size() ? "" : cells.get(place));
        }
        return ordered;
    }

    private void check(Roster roster, List<Typed> typed, Progress progress) {
        RosterCheck check = RosterCheck.of(dsl, roster.nodeId(), typed, messages);
        dsl.deleteFrom(ROSTER_ROW).where(ROSTER_ROW.IMPORT_ID.eq(roster.id())).execute();
        for (int from = 0; from < typed.size(); from += AT_A_TIME) {
            List<Typed> some = typed.subList(from, Math.min(typed.size(), from + AT_A_TIME));
            var insert = dsl.insertInto(
                    ROSTER_ROW,
                    ROSTER_ROW.IMPORT_ID,
                    ROSTER_ROW.ROW_NO,
                    ROSTER_ROW.CELLS,
                    ROSTER_ROW.ACTION,
                    ROSTER_ROW.MESSAGE,
                    ROSTER_ROW.PERSON_ID);
            for (Typed row : some) {
                RosterCheck.Verdict verdict = check.verdict(row);
                insert = insert.values(
                        roster.id(),
                        row.row(),
                        rosters.cells(row.cells()),
                        verdict.action().name(),
                        verdict.message(),
                        verdict.person());
            }
            insert.execute();
            progress.done(from + some.size());
        }
        Roster.Counts counts = rosters.counts(roster.id());
        progress.report(messages.of(
                "directory.roster.read", counts.all(), counts.add(), counts.change(), counts.same(), counts.error()));
        rosters.move(roster.id(), Roster.State.READING, Roster.State.PREVIEW); // last: a crash before begins anew
    }
}
