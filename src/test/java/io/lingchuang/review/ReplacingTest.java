package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.ASSIGNED;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.TAKEN_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.messages.Message;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.room.Replacing;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An expert who cannot go on is replaced in one act, and what was sealed is not lost. */
class ReplacingTest extends ScoredCall {

    @Autowired
    Replacing replacing;

    @Autowired
    Assignments assignments;

    @Autowired
    Messages messages;

    private List<String> subjects(Expert expert) {
        return messages.latest(expert.accountId(), 50).stream()
                .map(Message::subject)
                .toList();
    }

    private long acceptedFrom(io.lingchuang.access.Node unit) {
        long id = handedIn(workerAt(unit), call, null);
        vetting.accept(officer, id, version(id), "");
        return id;
    }

    @Test
    void the_new_expert_takes_over_what_was_not_sealed_and_what_was_sealed_counts() {
        long sealed = accepted();
        long open = accepted();
        Expert stays = expert("淮北师范大学");
        Expert leaves = expert("安徽理工大学");
        Expert comes = expert("合肥工业大学");
        long panel = started(stays, leaves);
        seal(leaves, sealed, "40", "30");
        Replacing.Swap preview = replacing.preview(officer, panel, leaves.id(), comes.id(), false);
        assertThat(preview.moving()).hasSize(1);
        assertThat(preview.sealed()).hasSize(1);
        assertThat(scoring.mine(as(comes))).as("a preview does nothing").isEmpty();
        assertThat(dsl.fetchCount(PANEL_EXPERT, PANEL_EXPERT.PANEL_ID.eq(panel)))
                .isEqualTo(2);
        assertThatThrownBy(() -> replacing.replace(officer, panel, leaves.id(), comes.id(), false, " "))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("reason"));
        assertThat(replacing
                        .replace(officer, panel, leaves.id(), comes.id(), false, "住院")
                        .moving())
                .isEqualTo(preview.moving());
        assertThat(scoring.mine(as(comes))).extracting(Scoring.Sheet::entryId).containsExactly(open);
        assertThat(scoring.mine(as(leaves))).extracting(Scoring.Sheet::entryId).containsExactly(sealed);
        assertThat(subjects(comes)).anyMatch(s -> s.contains("机械组"));
        seal(stays, sealed, "50", "40");
        seal(stays, open, "50", "40");
        seal(comes, open, "20", "20");
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(entry(sealed).score()).isEqualByComparingTo("80");
        assertThat(entry(open).score()).isEqualByComparingTo("65");
    }

    @Test
    void taken_out_sheets_count_no_more_and_stay_on_record() {
        long entry = accepted();
        Expert stays = expert("淮北师范大学");
        Expert leaves = expert("安徽理工大学");
        Expert comes = expert("合肥工业大学");
        long panel = started(stays, leaves);
        seal(leaves, entry, "10", "10");
        replacing.replace(officer, panel, leaves.id(), comes.id(), true, "评分时未看附件");
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel).and(SHEET.EXPERT_ID.eq(leaves.id()))))
                .isZero();
        assertThat(dsl.select(TAKEN_OUT.TOTAL)
                        .from(TAKEN_OUT)
                        .where(TAKEN_OUT.ENTRY_ID.eq(entry))
                        .fetchOne(TAKEN_OUT.TOTAL))
                .isEqualByComparingTo("20");
        assertThatThrownBy(() -> dsl.deleteFrom(TAKEN_OUT)
                        .where(TAKEN_OUT.ENTRY_ID.eq(entry))
                        .execute())
                .isInstanceOf(DataAccessException.class);
        assertThat(replacing.of(officer, panel)).singleElement().satisfies(d -> {
            assertThat(d.takenOut()).isEqualTo(1);
            assertThat(d.reason()).isEqualTo("评分时未看附件");
        });
        seal(comes, entry, "50", "40");
        seal(stays, entry, "50", "40");
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(entry(entry).score()).isEqualByComparingTo("90");
    }

    @Test
    void what_the_new_expert_must_recuse_from_stays_and_who_must_recuse_from_all_is_refused() {
        long own = accepted();
        long other = acceptedFrom(mill);
        Expert stays = expert("淮北师范大学");
        Expert leaves = expert("安徽理工大学");
        Expert colleague = expert("朔里煤矿工会");
        long panel = started(stays, leaves);
        assertThat(replacing
                        .preview(officer, panel, leaves.id(), colleague.id(), false)
                        .barred())
                .hasSize(1);
        replacing.replace(officer, panel, leaves.id(), colleague.id(), false, "住院");
        assertThat(scoring.mine(as(colleague)))
                .extracting(Scoring.Sheet::entryId)
                .containsExactly(other);
        Expert weaver = expert("相王纺织厂工会");
        assertThatThrownBy(() -> replacing.replace(officer, panel, colleague.id(), weaver.id(), false, "换一位"))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("review.room.allBarred"));
        assertThat(dsl.fetchCount(
                        PANEL_EXPERT, PANEL_EXPERT.PANEL_ID.eq(panel).and(PANEL_EXPERT.EXPERT_ID.eq(weaver.id()))))
                .isZero();
        assertThat(own).isNotEqualTo(other);
    }

    @Test
    void the_pairs_of_an_accepted_assignment_follow() {
        long entry = accepted();
        Expert stays = expert("淮北师范大学");
        Expert leaves = expert("安徽理工大学");
        Expert comes = expert("合肥工业大学");
        long panel = forming.make(officer, call, null, "机械组", List.of(stays.id(), leaves.id()), null);
        assignments.ask(officer, panel, 0, new Assignment.Question(2, false, false, false));
        assignments.accept(officer, panel, assignments.of(panel).version(), "专家不足");
        panels.start(officer, panel, panelVersion(panel), "专家不足");
        replacing.replace(officer, panel, leaves.id(), comes.id(), false, "住院");
        assertThat(dsl.select(ASSIGNED.EXPERT_ID)
                        .from(ASSIGNED)
                        .where(ASSIGNED.PANEL_ID.eq(panel), ASSIGNED.ENTRY_ID.eq(entry))
                        .fetch(ASSIGNED.EXPERT_ID))
                .containsExactlyInAnyOrder(stays.id(), comes.id());
        replacing.replace(officer, panel, comes.id(), leaves.id(), false, "康复归队");
        assertThat(scoring.mine(as(leaves))).hasSize(1);
        assertThat(scoring.mine(as(comes))).isEmpty();
    }

    @Test
    void only_the_host_replaces() {
        accepted();
        Expert stays = expert("淮北师范大学");
        Expert leaves = expert("安徽理工大学");
        Expert comes = expert("合肥工业大学");
        long panel = started(stays, leaves);
        for (Actor other : List.of(as(stays), countyOfficer, clerk, chief)) {
            assertThatThrownBy(() -> replacing.replace(other, panel, leaves.id(), comes.id(), false, "住院"))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> replacing.preview(other, panel, leaves.id(), comes.id(), false))
                    .isInstanceOf(NotFound.class);
        }
    }
}
