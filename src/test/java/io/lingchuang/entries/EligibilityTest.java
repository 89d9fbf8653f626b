package io.lingchuang.entries;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.HONOUR;
import static io.lingchuang.db.directory.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.calls.Eligibility;
import io.lingchuang.calls.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.JSONB;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.ObjectMapper;

/** What the records know about an applicant is not asked but looked up, when the entry is handed in. */
class EligibilityTest extends OpenCall {

    private static final AtomicInteger UNITS = new AtomicInteger();

    @Autowired
    ObjectMapper json;

    Node plant;
    Node workshop;
    Actor me;
    long call;

    @BeforeEach
    void aPlantWithAWorkshop() {
        String code = "PL" + UNITS.incrementAndGet();
        plant = tree.add(county, Node.Kind.ENTERPRISE, "民营电机厂工会" + code, code, null);
        workshop = tree.add(plant, Node.Kind.BRANCH, "绕线车间分会" + code, code + "W", null);
        dsl.insertInto(ENTERPRISE)
                .set(ENTERPRISE.NODE_ID, plant.id())
                .set(ENTERPRISE.OWNERSHIP, "NON_PUBLIC")
                .set(ENTERPRISE.INDUSTRY, "电气")
                .execute();
        me = workerAt(workshop);
        call = openCall(Level.ENTERPRISE);
    }

    private void only(Eligibility eligibility) {
        dsl.update(CALL)
                .set(CALL.ELIGIBILITY, JSONB.valueOf(json.writeValueAsString(eligibility)))
                .where(CALL.ID.eq(call))
                .execute();
    }

    private static Eligibility rule(List<String> ownerships, boolean frontLine, boolean noHeads, String honour) {
        return new Eligibility(ownerships, frontLine, noHeads, honour, null, null, false, List.of());
    }

    private List<String> problems(long id) {
        return submission.problems(entry(id)).stream().map(Problem::key).toList();
    }

    @Test
    void a_branchs_ownership_is_that_of_its_enterprise() {
        long id = draft(me, call, null);
        only(rule(List.of("NON_PUBLIC"), false, false, null));
        assertThat(problems(id)).isEmpty();
        only(rule(List.of("STATE_OWNED", "PUBLIC_INSTITUTION"), false, false, null));
        assertThat(problems(id)).containsExactly("entries.ownership");
        assertThatThrownBy(() -> submission.submit(me, id, version(id))).hasMessage("entries.notReady");
    }

    @Test
    void front_line_and_heads_are_known_from_the_directory() {
        only(rule(List.of(), true, true, null));
        long id = draft(me, call, null);
        assertThat(problems(id)).isEmpty();
        dsl.update(PERSON)
                .set(PERSON.FRONT_LINE, false)
                .set(PERSON.UNIT_HEAD, true)
                .where(PERSON.ACCOUNT_ID.eq(me.accountId()))
                .execute();
        assertThat(problems(id)).containsExactly("entries.frontLine", "entries.unitHead");
    }

    @Test
    void the_highest_honour_counts() {
        only(rule(List.of(), false, false, "PROVINCIAL"));
        long id = draft(me, call, null);
        honour("CITY", "市劳动模范");
        honour("UNIT", "厂标兵");
        assertThat(problems(id)).containsExactly("entries.honour.PROVINCIAL");
        honour("NATIONAL", "全国劳动模范");
        assertThat(problems(id)).isEmpty();
    }

    private void honour(String level, String title) {
        Long person = dsl.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ACCOUNT_ID.eq(me.accountId()))
                .fetchOne(PERSON.ID);
        dsl.insertInto(HONOUR, HONOUR.PERSON_ID, HONOUR.TITLE, HONOUR.LEVEL, HONOUR.YEAR)
                .values(person, title, level, 2024)
                .execute();
    }

    @Test
    void the_rule_looks_at_the_first_completer_and_not_at_whoever_types() {
        only(rule(List.of(), true, false, null));
        dsl.update(PERSON)
                .set(PERSON.FRONT_LINE, false)
                .where(PERSON.ACCOUNT_ID.eq(me.accountId()))
                .execute();
        Actor mate = workerAt(workshop);
        long id = draft(me, call, null);
        assertThat(problems(id)).containsExactly("entries.frontLine");
        Entry now = entry(id);
        drafts.save(
                me,
                id,
                now.version(),
                new EntryTyping(
                        now.title(),
                        null,
                        now.line(),
                        now.answers(),
                        now.ticked(),
                        List.of(
                                new EntryTyping.Name(mate.name(), "", null),
                                new EntryTyping.Name(me.name(), "", null))));
        assertThat(problems(id)).isEmpty();
    }

    @Test
    void whoever_is_not_in_the_directory_is_told_so_and_begins_nothing() {
        assertThatThrownBy(() -> drafts.start(worker, call)).hasMessage("entries.notInDirectory");
    }
}
