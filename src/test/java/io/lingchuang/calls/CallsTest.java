package io.lingchuang.calls;

import static io.lingchuang.db.calls.Tables.RATIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

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

/** A call is made from a template or last year's, is whole when it is published, and takes no nonsense. */
class CallsTest extends EditedCall {

    @Autowired
    CallTemplates templates;

    @Autowired
    WebApplicationContext house;

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
            editor.form(officer, id, seen(id), call(id).form(), 5);
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
        assertThatThrownBy(() -> editor.form(officer, id, c.version(), List.of(), 5))
                .hasMessage("calls.mustStayWhole");
        assertThatThrownBy(() -> editor.rubric(officer, id, c.version(), List.of(), 5, RankingRule.TRIMMED, 1, true))
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
        editor.form(officer, id, seen(id), List.of(), 5);
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

    // Typed nonsense

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
                "fieldKind",
                "max",
                "choices",
                "when",
                "maxCompleters",
                "leastField",
                "leastValue",
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
                "rule",
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
                    "0\u0000\u0007字",
                    "f1=\u0000",
                    "长".repeat(6000))) {
                var request = post("/calls/" + id + "/edit/" + part).param("version", String.valueOf(seen(id)));
                fields.forEach(f -> request.param(f, nonsense));
                int said = pages.perform(request).andReturn().getResponse().getStatus();
                assertThat(said).as("%s: %.20s", part, nonsense).isLessThan(500);
            }
        }
    }
}
