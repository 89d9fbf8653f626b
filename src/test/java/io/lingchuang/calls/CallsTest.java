package io.lingchuang.calls;

import static io.lingchuang.db.calls.Tables.RATIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** A call is made from a template or last year's, is whole when it is published, and stays what entries rest on. */
class CallsTest extends OpenCall {

    private static final Instant OPENS = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant CLOSES = Instant.parse("2026-11-30T09:00:00Z");

    @Autowired
    NewCalls newCalls;

    @Autowired
    CallEditor editor;

    @Autowired
    Calls calls;

    @Autowired
    CallTemplates templates;

    @Autowired
    WebApplicationContext house;

    private Call call(long id) {
        return calls.call(id);
    }

    private int seen(long id) {
        return call(id).version();
    }

    private void dates(long id, @Nullable Instant opens, @Nullable Instant closes) {
        Call c = call(id);
        Call.Basis basis =
                c.kind() == Call.Kind.COMMENDATION ? new Call.Basis("皖评组〔2024〕3号", "市级", null, null, null) : null;
        editor.basics(
                officer,
                id,
                c.version(),
                new Basics(
                        c.title(),
                        c.programme(),
                        c.year(),
                        c.kind(),
                        basis,
                        c.introduction(),
                        c.intake(),
                        opens,
                        closes));
    }

    /** Of the five-small template, with its dates, published. */
    private long published() {
        long id = newCalls.fromTemplate(officer, city.id(), "five-small", "", 2026);
        dates(id, OPENS, CLOSES);
        editor.publish(officer, id, seen(id));
        return id;
    }

    // Templates and copies

    @Test
    void every_template_makes_a_call_that_lacks_only_its_dates_and_a_commendation_its_basis() {
        assertThat(templates.all()).hasSizeGreaterThanOrEqualTo(8);
        for (CallTemplate template : templates.all()) {
            long id = newCalls.fromTemplate(officer, city.id(), template.code(), "", 2026);
            List<String> unknown = new ArrayList<>();
            if (template.kind() == Call.Kind.COMMENDATION) {
                unknown.add("calls.missing.basis");
            }
            if (template.intake() == Call.Intake.WINDOW) {
                unknown.add("calls.missing.window");
            }
            assertThat(PublishCheck.missing(call(id))).as(template.code()).isEqualTo(unknown);
            if (!unknown.isEmpty()) {
                assertThatThrownBy(() -> editor.publish(officer, id, seen(id))).hasMessage("calls.notReady");
            }
            dates(id, OPENS, CLOSES);
            assertThat(PublishCheck.missing(call(id))).as(template.code()).isEmpty();
            editor.publish(officer, id, seen(id));
            assertThat(call(id).state()).as(template.code()).isEqualTo(Call.State.PUBLISHED);
            assertThat(call(id).open(Instant.parse("2026-11-02T00:00:00Z"))).isTrue();
        }
    }

    @Test
    void every_templates_form_could_be_saved_in_the_editor_as_it_is() {
        for (CallTemplate template : templates.all()) {
            long id = newCalls.fromTemplate(officer, city.id(), template.code(), "", 2026);
            editor.form(officer, id, seen(id), call(id).form());
            assertThat(call(id).form()).as(template.code()).isEqualTo(template.form());
            assertThat(call(id).form().stream().map(FormField::code))
                    .as(template.code())
                    .doesNotHaveDuplicates();
            assertThat(PublishCheck.total(template.rubric()))
                    .as(template.code())
                    .isEqualByComparingTo("100");
        }
    }

    @Test
    void a_copy_of_last_years_call_is_the_same_but_for_its_year() {
        long old = published();
        long category = call(old).categories().getFirst().id();
        quota(old, Level.ENTERPRISE, null, null, 5);
        quota(old, Level.ENTERPRISE, mine, category, 2);
        dsl.insertInto(RATIO, RATIO.CALL_ID, RATIO.MEASURE, RATIO.CATEGORY_ID, RATIO.BOUND, RATIO.PERCENT)
                .values(old, "CATEGORY", category, "AT_MOST", new BigDecimal("40.00"))
                .execute();
        Call before = call(old);
        editor.route(
                officer,
                old,
                before.version(),
                before.lines(),
                7,
                8,
                List.of(new Call.RouteLevel(1, Level.ENTERPRISE, LocalDate.of(2026, 11, 15))));
        before = call(old);
        Call copy = call(newCalls.copy(officer, old, 2027));
        assertThat(copy.state()).isEqualTo(Call.State.DRAFT);
        assertThat(copy.title())
                .isEqualTo(before.title().replace("2026", "2027"))
                .contains("2027");
        assertThat(copy.opensAt()).isEqualTo(Instant.parse("2027-10-01T00:00:00Z"));
        assertThat(copy.closesAt()).isEqualTo(Instant.parse("2027-11-30T09:00:00Z"));
        assertThat(copy.route()).containsExactly(new Call.RouteLevel(1, Level.ENTERPRISE, LocalDate.of(2027, 11, 15)));
        assertThat(copy)
                .usingRecursiveComparison()
                .ignoringFields(
                        "id",
                        "title",
                        "year",
                        "state",
                        "opensAt",
                        "closesAt",
                        "route",
                        "version",
                        "categories.id",
                        "quotas",
                        "ratios",
                        "tiers",
                        "createdBy")
                .isEqualTo(before);
        assertThat(places(copy))
                .isEqualTo(places(before))
                .hasSize(3 + before.tiers().size());
        editor.publish(officer, copy.id(), copy.version());
    }

    /** Quotas, ratios and tiers with categories by their codes, as ids differ. */
    private static List<String> places(Call call) {
        List<String> places = new ArrayList<>();
        call.quotas()
                .forEach(q ->
                        places.add(q.level() + " " + q.nodeId() + " " + code(call, q.categoryId()) + " " + q.places()));
        call.ratios()
                .forEach(r -> places.add(
                        r.measure() + " " + code(call, r.categoryId()) + " " + r.bound() + " " + r.percent()));
        call.tiers()
                .forEach(t -> places.add(t.position() + t.code() + t.name() + code(call, t.categoryId()) + t.places()
                        + " " + t.prize()));
        return places;
    }

    private static String code(Call call, @Nullable Long category) {
        return call.categories().stream()
                .filter(c -> Objects.equals(c.id(), category))
                .map(Call.Category::code)
                .findFirst()
                .orElse("-");
    }

    // Publishing

    @Test
    void a_published_call_cannot_be_made_incomplete() {
        long id = published();
        Call c = call(id);
        assertThatThrownBy(() -> dates(id, null, CLOSES))
                .isInstanceOf(Refusal.class)
                .hasMessage("calls.mustStayWhole");
        assertThatThrownBy(() -> dates(id, OPENS, null)).hasMessage("calls.mustStayWhole");
        assertThatThrownBy(() -> editor.form(officer, id, c.version(), List.of()))
                .hasMessage("calls.mustStayWhole");
        assertThatThrownBy(() -> editor.rubric(officer, id, c.version(), List.of(), 5, 1, true))
                .hasMessage("calls.mustStayWhole");
        assertThatThrownBy(() -> editor.tiers(officer, id, c.version(), List.of(), 5))
                .hasMessage("calls.mustStayWhole");
        assertThatThrownBy(() -> editor.route(officer, id, c.version(), c.lines(), 5, 5, List.of()))
                .hasMessage("calls.mustStayWhole");
        assertThatThrownBy(() -> editor.eligibility(officer, id, c.version(), c.eligibility(), List.of()))
                .hasMessage("calls.mustStayWhole");
        assertThatThrownBy(() -> editor.basics(
                        officer,
                        id,
                        c.version(),
                        new Basics(
                                c.title(),
                                c.programme(),
                                c.year(),
                                Call.Kind.COMMENDATION,
                                null,
                                "",
                                c.intake(),
                                c.opensAt(),
                                c.closesAt())))
                .hasMessage("calls.mustStayWhole");
        assertThat(call(id)).isEqualTo(c);
    }

    @Test
    void a_draft_may_be_as_incomplete_as_it_likes() {
        long id = newCalls.fromTemplate(officer, city.id(), "five-small", "", 2026);
        editor.form(officer, id, seen(id), List.of());
        editor.tiers(officer, id, seen(id), List.of(), 5);
        assertThat(PublishCheck.missing(call(id)))
                .containsExactly(
                        "calls.missing.window", "calls.missing.form", "calls.missing.doneField", "calls.missing.tiers");
    }

    @Test
    void two_who_edit_at_once_do_not_overwrite_each_other() {
        long id = published();
        int seen = seen(id);
        editor.tiers(officer, id, seen, call(id).tiers(), 7);
        assertThatThrownBy(() -> editor.tiers(officer, id, seen, call(id).tiers(), 9))
                .isInstanceOf(Stale.class);
        assertThat(call(id).noticeDays()).isEqualTo(7);
    }

    @Test
    void only_the_host_makes_and_changes_its_calls() {
        long id = published();
        for (Actor other : List.of(countyOfficer, clerk, chief, worker)) {
            assertThatThrownBy(() -> editor.close(other, id, seen(id))).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> newCalls.copy(other, id, 2027)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> newCalls.fromNothing(other, city.id(), "假征集", 2026))
                    .isInstanceOf(NotFound.class);
        }
    }

    // What entries rest on

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

    @Test
    void the_same_quota_twice_is_refused_in_words() {
        long id = published();
        Call.Quota five = new Call.Quota(0, Level.ENTERPRISE, null, null, 5);
        assertThatThrownBy(() -> editor.quotas(
                        officer,
                        id,
                        seen(id),
                        List.of(five, new Call.Quota(0, Level.ENTERPRISE, null, null, 7)),
                        List.of()))
                .isInstanceOf(Refusal.class)
                .hasMessage("calls.quotaTwice");
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

    private void form(long id, List<FormField> form) {
        editor.form(officer, id, seen(id), form);
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

    // Typed nonsense

    @Test
    void nonsense_typed_into_any_part_of_the_editor_is_said_and_is_never_a_fault() throws Exception {
        long id = newCalls.fromTemplate(officer, city.id(), "five-small", "", 2026);
        MockMvc pages = TestSession.pages(house);
        TestSession.as(officer);
        List<String> fields = List.of(
                "title",
                "programme",
                "year",
                "kind",
                "intake",
                "opensAt",
                "closesAt",
                "basisUntil",
                "basisDocument",
                "doneWithinYears",
                "ownerships",
                "conditionText",
                "declarationText",
                "declarationKind",
                "categoryName",
                "categoryId",
                "label",
                "kind",
                "max",
                "choices",
                "whenField",
                "lines",
                "level",
                "due-COUNTY_OR_INDUSTRY",
                "vettingDays",
                "supplementDays",
                "quotaPlaces",
                "quotaLevel",
                "quotaNode",
                "quotaCategory",
                "ratioPercent",
                "ratioMeasure",
                "ratioBound",
                "criterion",
                "criterionMax",
                "criterionStep",
                "criterionBands",
                "expertsNeeded",
                "trim",
                "tierName",
                "tierPlaces",
                "tierPrize",
                "tierCategory",
                "noticeDays");
        for (String part :
                List.of("basics", "eligibility", "categories", "form", "route", "quotas", "rubric", "tiers")) {
            for (String nonsense : List.of(
                    "",
                    "??",
                    "-1",
                    "999999999999999999",
                    "1e999",
                    "2026-13-45",
                    "COUNTY_OR_INDUSTRY",
                    "长".repeat(6000))) {
                var request = post("/calls/" + id + "/edit/" + part).param("version", String.valueOf(seen(id)));
                fields.forEach(f -> request.param(f, nonsense));
                int said = pages.perform(request).andReturn().getResponse().getStatus();
                assertThat(said).as("%s: %.20s", part, nonsense).isLessThan(500);
            }
        }
    }
}
