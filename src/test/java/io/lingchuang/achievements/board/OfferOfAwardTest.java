package io.lingchuang.achievements.board;

import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.POSTING;
import static io.lingchuang.db.awards.Tables.AWARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.studios.StudioAtHand;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

/** What lost its award is offered to nobody any more. */
class OfferOfAwardTest extends StudioAtHand {

    @Autowired
    Postings board;

    @Autowired
    BoardLists lists;

    @Autowired
    Pages pages;

    private long posting(long achievement) {
        return dsl.insertInto(POSTING)
                .set(POSTING.KIND, "OFFER")
                .set(POSTING.NODE_ID, works.id())
                .set(POSTING.ACHIEVEMENT_ID, achievement)
                .set(POSTING.TITLE, "获奖后挂牌")
                .set(POSTING.TEXT, "提供图纸和现场培训服务")
                .set(POSTING.STATE, "PUBLISHED")
                .set(POSTING.PUBLISHED_AT, java.time.Instant.parse("2026-11-12T02:00:00Z"))
                .set(POSTING.UNTIL_DAY, LocalDate.parse("2027-06-30"))
                .returningResult(POSTING.ID)
                .fetchSingle()
                .value1();
    }

    private boolean listed(long posting) {
        return lists.shown(pages.of(new MockHttpServletRequest())).page(ListRequest.none()).rows().stream()
                .anyMatch(r -> r.posting().id() == posting);
    }

    @Test
    void an_offer_leaves_the_board_with_the_award_it_came_from() {
        long entry = rankedIn("STUDIO_NAMING", "NEW", 1).getFirst();
        decide(callOf(entry));
        long achievement = dsl.insertInto(ACHIEVEMENT)
                .set(ACHIEVEMENT.TITLE, "获奖的风机")
                .set(ACHIEVEMENT.NODE_ID, works.id())
                .set(ACHIEVEMENT.SOURCE, "AWARD")
                .set(ACHIEVEMENT.ENTRY_ID, entry)
                .set(ACHIEVEMENT.FINISHED_ON, LocalDate.parse("2024-05-01"))
                .returningResult(ACHIEVEMENT.ID)
                .fetchSingle()
                .value1();
        long posting = posting(achievement);
        assertThat(board.shown(posting).title()).isEqualTo("获奖后挂牌");
        assertThat(listed(posting)).isTrue();
        dsl.update(AWARD)
                .set(AWARD.STATE, "WITHDRAWN")
                .set(AWARD.WITHDRAWN_WHY, "举报属实")
                .where(AWARD.ENTRY_ID.eq(entry))
                .execute();
        assertThatThrownBy(() -> board.shown(posting)).isInstanceOf(NotFound.class);
        assertThat(listed(posting)).isFalse();
    }
}
