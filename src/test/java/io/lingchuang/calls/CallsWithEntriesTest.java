package io.lingchuang.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Once entries are handed in, a call keeps what they rest on; the rest of it stays free. */
class CallsWithEntriesTest extends EditedCall {

    @Test
    void once_entries_are_handed_in_what_they_rest_on_is_not_taken_away() {
        long id = published();
        Call c = call(id);
        long entry = handedIn(id);
        breaks("calls.breaks.programme", () -> basics(c, "GOLDEN_IDEA", c.kind(), c.closesAt()));
        breaks("calls.breaks.kind", () -> basics(c, c.programme(), Call.Kind.EXHIBITION, c.closesAt()));
        breaks("calls.breaks.window", () -> basics(c, c.programme(), c.kind(), CLOSES.minusSeconds(60)));
        breaks(
                "calls.breaks.eligibility",
                () -> editor.eligibility(officer, id, seen(id), Eligibility.anybody(), c.declarations()));
        breaks(
                "calls.breaks.route",
                () -> editor.route(
                        officer, id, seen(id), c.lines(), 5, 5, c.route().subList(0, 1)));
        breaks(
                "calls.breaks.route",
                () -> editor.route(officer, id, seen(id), Call.Lines.TERRITORIAL, 5, 5, c.route()));
        Call.Category used = c.categories().stream()
                .filter(k -> k.id() == Objects.requireNonNull(entry(entry).categoryId()))
                .findFirst()
                .orElseThrow();
        breaks(
                "calls.breaks.category",
                () -> editor.categories(
                        officer,
                        id,
                        seen(id),
                        c.categories().stream().filter(k -> k != used).toList()));
        breaks("calls.breaks.cancel", () -> editor.cancel(officer, id, seen(id), "不办了"));
        assertThat(call(id)).isEqualTo(c);
        // What does not break anything is still free.
        basics(c, c.programme(), c.kind(), CLOSES.plusSeconds(86_400));
        editor.tiers(officer, id, seen(id), c.tiers(), 9);
        editor.route(officer, id, seen(id), c.lines(), 9, 9, c.route());
    }

    @Test
    void fields_that_were_answered_keep_their_kind_their_room_and_their_choices() {
        long id = published();
        Call c = call(id);
        handedIn(id);
        FormField text = c.form().stream()
                .filter(f -> f.kind() == FormField.Kind.LONG_TEXT)
                .findFirst()
                .orElseThrow();
        breaks(
                "calls.breaks.fieldGone",
                () -> form(id, c.form().stream().filter(f -> f != text).toList()));
        breaks(
                "calls.breaks.fieldKind",
                () -> form(id, replaced(c, text, FormField.Kind.DATE, text.max(), text.required())));
        breaks(
                "calls.breaks.fieldShorter",
                () -> form(id, replaced(c, text, text.kind(), text.limit() - 1, text.required())));
        List<FormField> more = new ArrayList<>(c.form());
        more.add(new FormField("extra", "补充材料", FormField.Kind.TEXT, true, null, null, null, List.of(), null, false));
        breaks("calls.breaks.fieldRequired", () -> form(id, more));
        more.set(
                more.size() - 1,
                new FormField("extra", "补充材料", FormField.Kind.TEXT, false, null, null, null, List.of(), null, false));
        form(id, more);
        form(id, replaced(c, text, text.kind(), Math.min(5000, text.limit() + 1), text.required()));
    }

    @Test
    void the_year_the_opening_and_the_completers_stay_as_entries_found_them() {
        long id = published();
        Call c = call(id);
        handedIn(id);
        breaks("calls.breaks.year", () -> named(c, c.title(), 2027));
        breaks(
                "calls.breaks.opening",
                () -> editor.basics(
                        officer,
                        id,
                        seen(id),
                        new Basics(
                                c.title(),
                                c.programme(),
                                c.year(),
                                c.kind(),
                                null,
                                "",
                                c.intake(),
                                OPENS.plusSeconds(60),
                                c.closesAt())));
        breaks("calls.breaks.completers", () -> editor.form(officer, id, seen(id), c.form(), c.maxCompleters() - 1));
        editor.form(officer, id, seen(id), c.form(), c.maxCompleters() + 1);
        named(c, "更名的征集", c.year());
        assertThat(call(id).maxCompleters()).isEqualTo(c.maxCompleters() + 1);
    }

    @Test
    void what_a_released_notice_names_is_not_renamed() {
        long id = published();
        Call c = call(id);
        var notice = io.lingchuang.db.notices.Tables.NOTICE;
        dsl.insertInto(notice)
                .set(notice.CALL_ID, id)
                .set(notice.NUMBER, 1)
                .set(notice.TITLE, "公示")
                .set(notice.DAYS, 5)
                .set(notice.OPENS_ON, java.time.LocalDate.of(2026, 12, 1))
                .set(notice.CLOSES_ON, java.time.LocalDate.of(2026, 12, 7))
                .set(notice.STATE, "PUBLISHED")
                .set(notice.PREPARED_BY, officer.accountId())
                .set(notice.RELEASED_BY, chief.accountId())
                .set(notice.RELEASED_AT, OPENS)
                .execute();
        breaks("calls.breaks.title", () -> named(c, "更名的征集", c.year()));
        breaks("calls.breaks.noticeDays", () -> editor.tiers(officer, id, seen(id), c.tiers(), c.noticeDays() + 1));
        named(c, c.title(), c.year());
        editor.tiers(officer, id, seen(id), c.tiers(), c.noticeDays());
    }

    @Test
    void a_category_that_a_field_waits_for_is_not_taken_out() {
        long id = newCalls.fromTemplate(officer, city.id(), "published-suggestions", "", 2026);
        Call c = call(id);
        breaks(
                "calls.breaks.categoryAwaited",
                () -> editor.categories(
                        officer,
                        id,
                        seen(id),
                        c.categories().stream()
                                .filter(k -> !k.code().equals("method"))
                                .toList()));
    }

    @Test
    void places_given_are_not_taken_back_but_may_become_more() {
        long id = published();
        Call.Quota five = new Call.Quota(0, Level.ENTERPRISE, null, null, 5);
        editor.quotas(officer, id, seen(id), List.of(five), List.of());
        handedIn(id);
        breaks(
                "calls.breaks.quota",
                () -> editor.quotas(
                        officer, id, seen(id), List.of(new Call.Quota(0, Level.ENTERPRISE, null, null, 4)), List.of()));
        breaks("calls.breaks.quota", () -> editor.quotas(officer, id, seen(id), List.of(), List.of()));
        editor.quotas(officer, id, seen(id), List.of(new Call.Quota(0, Level.ENTERPRISE, null, null, 6)), List.of());
        assertThat(call(id).quotas()).extracting(Call.Quota::places).containsExactly(6);
    }

    @Test
    void without_entries_everything_may_still_change_and_the_call_be_cancelled() {
        long id = published();
        Call c = call(id);
        basics(c, "GOLDEN_IDEA", Call.Kind.EXHIBITION, CLOSES.minusSeconds(86_400));
        editor.route(
                officer, id, seen(id), Call.Lines.TERRITORIAL, 5, 5, c.route().subList(0, 1));
        assertThatThrownBy(() -> editor.cancel(officer, id, seen(id), " ")).isInstanceOf(Refusal.class);
        editor.cancel(officer, id, seen(id), "与省里的征集重复");
        assertThatThrownBy(() -> editor.publish(officer, id, seen(id))).isInstanceOf(Stale.class);
    }

    private static void breaks(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable change) {
        assertThatThrownBy(change).isInstanceOf(Refusal.class).hasMessage(key);
    }

    private void basics(Call c, String programme, Call.Kind kind, @Nullable Instant closes) {
        editor.basics(
                officer,
                c.id(),
                seen(c.id()),
                new Basics(c.title(), programme, c.year(), kind, c.basis(), "", c.intake(), c.opensAt(), closes));
    }

    private void named(Call c, String title, int year) {
        editor.basics(
                officer,
                c.id(),
                seen(c.id()),
                new Basics(title, c.programme(), year, c.kind(), c.basis(), "", c.intake(), c.opensAt(), c.closesAt()));
    }

    private void form(long id, List<FormField> form) {
        editor.form(officer, id, seen(id), form, call(id).maxCompleters());
    }

    private static List<FormField> replaced(
            Call c, FormField old, FormField.Kind kind, @Nullable Integer max, boolean required) {
        FormField changed = new FormField(
                old.code(),
                old.label(),
                kind,
                required,
                max,
                old.help(),
                old.unit(),
                old.choices(),
                old.shownWhen(),
                old.identifying());
        return c.form().stream().map(f -> f == old ? changed : f).toList();
    }

    /** An entry that answers every text, as if handed in. */
    private long handedIn(long call) {
        Actor applicant = workerAt(mine);
        long id = drafts.start(applicant, call);
        var entry = io.lingchuang.db.entries.Tables.ENTRY;
        String answers = call(call).form().stream()
                .filter(f -> f.kind() == FormField.Kind.LONG_TEXT || f.kind() == FormField.Kind.TEXT)
                .map(f -> "\"" + f.code() + "\": \"已填\"")
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
        dsl.update(entry)
                .set(entry.TITLE, "机尾清扫器")
                .set(entry.ANSWERS, org.jooq.JSONB.valueOf(answers))
                .set(entry.CATEGORY_ID, call(call).categories().getFirst().id())
                .set(entry.NUMBER, "WX-T" + id)
                .set(entry.SUBMITTED_AT, OPENS)
                .set(entry.STATE, "VETTING")
                .set(entry.AT_NODE_ID, mine.id())
                .set(entry.AT_POSITION, 1)
                .where(entry.ID.eq(id))
                .execute();
        return id;
    }
}
