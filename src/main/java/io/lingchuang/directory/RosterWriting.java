package io.lingchuang.directory;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.directory.Tables.ROSTER_ROW;

import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.JobHandler;
import io.lingchuang.platform.jobs.Progress;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.text.Bigrams;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Writes what the preview showed, five hundred rows to a transaction. Each row is judged again as the directory stands now, and
 * what is written is marked: run again after a crash, it goes on where it stood and does nothing twice.
 */
@Component
class RosterWriting implements JobHandler {

    static final String KIND = "roster-write";
    private static final int AT_A_TIME = 500;

    private final DSLContext dsl;
    private final Rosters rosters;
    private final Wording messages;

    RosterWriting(DSLContext dsl, Rosters rosters, Wording messages) {
        this.dsl = dsl;
        this.rosters = rosters;
        this.messages = messages;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, Progress progress) {
        long id = job.number("roster");
        Roster roster = rosters.find(id);
        if (roster.state() != Roster.State.APPLYING) {
            return;
        }
        int all = dsl.fetchCount(ROSTER_ROW, ROSTER_ROW.IMPORT_ID.eq(id).and(ROSTER_ROW.ACTION.in("ADD", "CHANGE")));
        progress.total(all);
        while (true) {
            List<RosterReading.Typed> some = open(id);
            if (some.isEmpty()) {
                break;
            }
            write(roster, some);
            progress.done(dsl.fetchCount(ROSTER_ROW, ROSTER_ROW.IMPORT_ID.eq(id).and(ROSTER_ROW.APPLIED.isTrue())));
        }
        Roster.Counts counts = rosters.counts(id);
        progress.report(
                messages.of("directory.roster.written", counts.add(), counts.change(), counts.same(), counts.error()));
        rosters.applied(id); // last: whoever comes again after a crash finds all of it or goes on
    }

    private List<RosterReading.Typed> open(long id) {
        return dsl.selectFrom(ROSTER_ROW)
                .where(ROSTER_ROW.IMPORT_ID.eq(id), ROSTER_ROW.APPLIED.isFalse(), ROSTER_ROW.ACTION.in("ADD", "CHANGE"))
                .orderBy(ROSTER_ROW.ROW_NO)
                .limit(AT_A_TIME)
                .fetch(r ->
                        new RosterReading.Typed(r.getRowNo(), rosters.line(r).cells()));
    }

    private void write(Roster roster, List<RosterReading.Typed> some) {
        try {
            dsl.transaction(tx -> write(tx.dsl(), roster, some));
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException clash) {
            // Somebody took a number or a phone in this very moment: each row on its own, and only that one is refused.
            for (RosterReading.Typed row : some) {
                try {
                    dsl.transaction(tx -> write(tx.dsl(), roster, List.of(row)));
                } catch (IntegrityConstraintViolationException | DataIntegrityViolationException taken) {
                    mark(
                                    dsl,
                                    roster.id(),
                                    row,
                                    new RosterCheck.Verdict(
                                            Roster.Action.ERROR, messages.of("directory.numberTaken"), null, null))
                            .execute();
                }
            }
        }
    }

    private void write(DSLContext tx, Roster roster, List<RosterReading.Typed> some) {
        RosterCheck check = RosterCheck.of(tx, roster.nodeId(), some, messages);
        List<Query> queries = new ArrayList<>();
        for (RosterReading.Typed row : some) {
            RosterCheck.Verdict verdict = check.verdict(row);
            NewPerson wanted = verdict.wanted();
            if (wanted != null && verdict.action() == Roster.Action.ADD) {
                queries.add(tx.insertInto(PERSON)
                        .set(PERSON.NAME, wanted.name())
                        .set(PERSON.EMPLOYER_NODE_ID, wanted.employerNodeId())
                        .set(PERSON.STAFF_NUMBER, wanted.staffNumber())
                        .set(PERSON.OCCUPATION_ID, wanted.occupationId())
                        .set(PERSON.SKILL_LEVEL, People.name(wanted.skillLevel()))
                        .set(PERSON.PHONE, wanted.phone())
                        .set(PERSON.FRONT_LINE, wanted.frontLine())
                        .set(PERSON.UNIT_HEAD, wanted.unitHead())
                        .set(PERSON.SEARCH, Bigrams.index(wanted.name(), wanted.staffNumber())));
            } else if (wanted != null && verdict.action() == Roster.Action.CHANGE) {
                queries.add(tx.update(PERSON)
                        .set(PERSON.NAME, wanted.name())
                        .set(PERSON.EMPLOYER_NODE_ID, wanted.employerNodeId())
                        .set(PERSON.STAFF_NUMBER, wanted.staffNumber())
                        .set(PERSON.OCCUPATION_ID, wanted.occupationId())
                        .set(PERSON.SKILL_LEVEL, People.name(wanted.skillLevel()))
                        .set(PERSON.PHONE, wanted.phone())
                        .set(PERSON.FRONT_LINE, wanted.frontLine())
                        .set(PERSON.UNIT_HEAD, wanted.unitHead())
                        .set(PERSON.SEARCH, Bigrams.index(wanted.name(), wanted.staffNumber()))
                        .set(PERSON.VERSION, PERSON.VERSION.plus(1))
                        .where(PERSON.ID.eq(verdict.person())));
            }
            queries.add(mark(tx, roster.id(), row, verdict));
        }
        tx.batch(queries).execute();
    }

    /** Done, with what became of it: a row that in the meantime is as it should be counts as unchanged, one that no longer can is an error. */
    private static Query mark(DSLContext tx, long id, RosterReading.Typed row, RosterCheck.Verdict verdict) {
        return tx.update(ROSTER_ROW)
                .set(ROSTER_ROW.APPLIED, true)
                .set(ROSTER_ROW.ACTION, verdict.action().name())
                .set(ROSTER_ROW.MESSAGE, verdict.message())
                .where(ROSTER_ROW.IMPORT_ID.eq(id), ROSTER_ROW.ROW_NO.eq(row.row()));
    }
}
