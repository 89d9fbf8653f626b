package io.lingchuang.entries;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.NewCalls;
import java.util.List;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A field that one category alone is asked: in the form, in the check and in what is shown and printed of the entry. */
class ShownForCategoryTest extends OpenCall {

    @Autowired
    NewCalls newCalls;

    @Autowired
    Calls calls;

    @Autowired
    EntryView.Reader views;

    @Test
    void only_a_work_method_is_asked_for_its_name() {
        Call call = calls.call(newCalls.fromTemplate(officer, city.id(), "published-suggestions", "", 2026));
        Actor applicant = workerAt(mine);
        dsl.execute(
                "update calls.call set state = 'PUBLISHED', opens_at = '2026-10-01', closes_at = '2026-12-01' where id = {0}",
                call.id());
        long id = drafts.start(applicant, call.id());
        of(id, call, "suggestion");
        assertThat(asked(id)).isFalse();
        assertThat(shown(id)).doesNotContain("操作法名称");
        of(id, call, "method");
        assertThat(asked(id)).isTrue();
        dsl.update(ENTRY)
                .set(ENTRY.ANSWERS, JSONB.valueOf("{\"name\": \"陈立新清扫法\"}"))
                .where(ENTRY.ID.eq(id))
                .execute();
        assertThat(asked(id)).isFalse();
        assertThat(shown(id)).contains("操作法名称");
        of(id, call, "suggestion");
        assertThat(shown(id)).as("typed before the category changed").doesNotContain("操作法名称");
    }

    private void of(long id, Call call, String category) {
        long chosen = call.categories().stream()
                .filter(c -> c.code().equals(category))
                .findFirst()
                .orElseThrow()
                .id();
        dsl.update(ENTRY).set(ENTRY.CATEGORY_ID, chosen).where(ENTRY.ID.eq(id)).execute();
    }

    private boolean asked(long id) {
        return submission.problems(entry(id)).stream()
                .anyMatch(p -> p.field().equals("a_name") && p.key().equals("form.required"));
    }

    private List<String> shown(long id) {
        return views.of(id).answers().stream().map(a -> a.field().label()).toList();
    }
}
