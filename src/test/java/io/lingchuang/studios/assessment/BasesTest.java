package io.lingchuang.studios.assessment;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.studios.Tables.KIND_VALUE;
import static io.lingchuang.db.studios.Tables.LEDGER_RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Criterion;
import io.lingchuang.calls.NewCalls;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Evidence;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioAtHand;
import io.lingchuang.studios.StudioKind;
import io.lingchuang.studios.StudioKinds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.jooq.JSONB;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Bases are named and assessed like studios; what differs is data. */
class BasesTest extends StudioAtHand {

    @Autowired
    Assessments assessments;

    @Autowired
    StudioKinds kinds;

    @Autowired
    NewCalls newCalls;

    @Autowired
    Calls calls;

    @AfterEach
    void asItWas() {
        counts(null, Evidence.BENEFIT, Evidence.ADOPTION, Evidence.SERVICE, Evidence.LESSON);
    }

    private void counts(Integer termYears, Evidence... evidence) {
        StudioKinds.Rule now = kinds.rule(StudioKind.RURAL_BASE);
        kinds.change(officer, new StudioKinds.Rule(StudioKind.RURAL_BASE, termYears, Set.of(evidence), now.version()));
    }

    private Studio base(String answers) {
        long entry = rankedIn("STUDIO_NAMING", "RURAL_BASE", 1).getFirst();
        dsl.update(ENTRY)
                .set(ENTRY.ANSWERS, JSONB.valueOf(answers))
                .where(ENTRY.ID.eq(entry))
                .execute();
        decide(callOf(entry));
        return ofEntry(entry);
    }

    private void served(Studio studio) {
        dsl.insertInto(LEDGER_RECORD)
                .set(LEDGER_RECORD.STUDIO_ID, studio.id())
                .set(LEDGER_RECORD.KIND, "SERVICE")
                .set(LEDGER_RECORD.DAY, LocalDate.parse("2026-10-20"))
                .set(LEDGER_RECORD.TITLE, "到葡萄园讲修剪")
                .set(LEDGER_RECORD.WRITER, "领衔人")
                .execute();
    }

    private long assessmentOf(String tier) {
        long entry = rankedIn("STUDIO_ASSESSMENT", tier, 1).getFirst();
        decide(callOf(entry));
        on("2026-11-20");
        return callOf(entry);
    }

    private boolean bare(long call, Studio studio) {
        return assessments.findings(assessments.hosted(officer, call), studio).bare();
    }

    @Test
    void what_its_kind_asks_for_is_taken_from_the_form_of_its_naming() {
        Studio base = base("""
                {"studioName": "石榴种植基地", "area": "60", "crop": "石榴", "fields": "320.5", "villages": "约五个"}""");
        assertThat(base.name()).isEqualTo("石榴种植基地");
        assertThat(base.area()).as("the room, not the fields").isEqualByComparingTo("60");
        assertThat(dsl.selectFrom(KIND_VALUE)
                        .where(KIND_VALUE.STUDIO_ID.eq(base.id()))
                        .fetchMap(KIND_VALUE.CODE, KIND_VALUE.VALUE))
                .as("what is no number is not taken for one")
                .containsOnly(java.util.Map.entry("crop", "石榴"), java.util.Map.entry("fields", "320.5"));
    }

    @Test
    void a_service_shows_what_a_rural_base_did_and_does_not_make_up_for_a_studios_missing_patent() {
        Studio base = base("{}");
        Studio studio = named();
        long ofBases = assessmentOf("RURAL_BASE_QUALIFIED");
        long ofStudios = assessmentOf("QUALIFIED");
        assertThat(bare(ofBases, base)).isTrue();
        served(base);
        served(studio);
        assertThat(bare(ofBases, base)).isFalse();
        assertThat(bare(ofStudios, studio)).isTrue();
        assertThatThrownBy(() -> assessments.one(officer, ofBases, studio.id()))
                .as("a studio is no part of the bases' assessment")
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> assessments.one(officer, ofStudios, base.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void the_city_says_what_counts_and_how_long_a_naming_of_the_kind_does() {
        counts(5, Evidence.BENEFIT);
        Studio base = base("{}");
        assertThat(base.termUntil()).isEqualTo("2031-12-31");
        assertThat(named().termUntil()).as("studios as before").isEqualTo("2029-12-31");
        served(base);
        assertThat(bare(assessmentOf("RURAL_BASE_QUALIFIED"), base)).isTrue();
        StudioKinds.Rule old = kinds.rule(StudioKind.RURAL_BASE);
        counts(4, Evidence.SERVICE);
        assertThatThrownBy(() -> kinds.change(officer, old)).isInstanceOf(Stale.class);
        StudioKinds.Rule none = new StudioKinds.Rule(StudioKind.RURAL_BASE, null, Set.of(), old.version() + 1);
        assertThatThrownBy(() -> kinds.change(officer, none)).isInstanceOf(Refusal.class);
        Actor county = somebody("区里的", Role.OFFICER, works);
        assertThatThrownBy(() -> kinds.change(county, kinds.rule(StudioKind.RURAL_BASE)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void templates_for_bases_come_with_rubrics_and_forms_of_their_own() {
        for (StudioKind kind : Set.of(StudioKind.INNOVATION_BASE, StudioKind.RURAL_BASE)) {
            String code = kind == StudioKind.RURAL_BASE ? "base-rural" : "base-innovation";
            Call naming = calls.call(newCalls.fromTemplate(officer, city.id(), code + "-naming", "", 2026));
            Call assessment = calls.call(newCalls.fromTemplate(officer, city.id(), code + "-assessment", "", 2026));
            assertThat(StudioKinds.of(naming)).containsExactly(kind);
            assertThat(StudioKinds.of(assessment)).containsExactly(kind);
            for (Call call : Set.of(naming, assessment)) {
                assertThat(call.rubric().stream().map(Criterion::max).reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo("100");
            }
        }
    }
}
