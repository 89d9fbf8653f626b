package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Basics;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallEditor;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.NewCalls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Page;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Two calls that take entries, so that whoever looks in can hand in at once: five-small, and suggestions at any time. */
@Component
class SampleCalls {

    private final DSLContext dsl;
    private final Accounts accounts;
    private final Tree tree;
    private final NewCalls newCalls;
    private final CallEditor editor;
    private final Calls calls;
    private final Today today;

    SampleCalls(
            DSLContext dsl,
            Accounts accounts,
            Tree tree,
            NewCalls newCalls,
            CallEditor editor,
            Calls calls,
            Today today) {
        this.dsl = dsl;
        this.accounts = accounts;
        this.tree = tree;
        this.newCalls = newCalls;
        this.editor = editor;
        this.calls = calls;
        this.today = today;
    }

    /** year: the programme year of both. Their ids, in that order. */
    List<Long> load(int year) {
        Actor officer = dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq("city"))
                .fetchSingle(a -> accounts.actor(a.value1()))
                .orElseThrow();
        long host = tree.city().id();
        return List.of(open(officer, host, "five-small", year), open(officer, host, "suggestion", year));
    }

    private long open(Actor officer, long host, String template, int year) {
        LocalDate day = today.today();
        long id = newCalls.fromTemplate(officer, host, template, "", year);
        Call call = calls.call(id);
        boolean window = call.intake() == Call.Intake.WINDOW;
        Basics basics = new Basics(
                call.title(),
                call.programme(),
                call.year(),
                call.kind(),
                call.basis(),
                call.introduction(),
                call.intake(),
                day.minusDays(7).atStartOfDay(Page.ZONE).toInstant(),
                window
                        ? day.plusDays(60)
                                .atTime(LocalTime.of(18, 0))
                                .atZone(Page.ZONE)
                                .toInstant()
                        : null);
        editor.basics(officer, id, call.version(), basics);
        editor.publish(officer, id, calls.call(id).version());
        return id;
    }
}
