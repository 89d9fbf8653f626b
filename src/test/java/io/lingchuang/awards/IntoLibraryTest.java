package io.lingchuang.awards;

import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lingchuang.achievements.AwardedEntries;
import io.lingchuang.achievements.Shelf;
import io.lingchuang.achievements.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What wins an award stands in the library without anybody typing it, once, and says so when the award is taken back. */
class IntoLibraryTest extends DecidedCall {

    @Autowired
    AwardedEntries awarded;

    @Autowired
    Shelf shelf;

    private Long filed(long entry) {
        return dsl.select(ACHIEVEMENT.ID)
                .from(ACHIEVEMENT)
                .where(ACHIEVEMENT.ENTRY_ID.eq(entry))
                .fetchOptional(ACHIEVEMENT.ID)
                .orElse(null);
    }

    @Test
    void every_award_of_a_decision_comes_into_the_library_once() {
        List<Award> won = awardsOf(decided(1, 2));
        assertThat(won).hasSize(3);
        await().untilAsserted(() ->
                assertThat(won).allSatisfy(a -> assertThat(filed(a.entryId())).isNotNull()));
        assertThat(awarded.file(won.stream().map(Award::entryId).toList()))
                .as("told again after a kill")
                .isZero();
        var first = shelf.achievement(filed(won.getFirst().entryId()));
        assertThat(first.title()).isEqualTo(won.getFirst().title());
        assertThat(first.source()).isEqualTo(Source.AWARD);
        assertThat(first.programme()).isEqualTo("FIVE_SMALL");
        assertThat(dsl.fetchCount(MAKER, MAKER.ACHIEVEMENT_ID.eq(first.id()).and(MAKER.PERSON_ID.isNotNull())))
                .isEqualTo(journey.entry(won.getFirst().entryId()).standing().size());
        assertThat(first.awardWithdrawn()).isFalse();
        awards.withdraw(officer, won.getFirst().id(), "发现抄袭他人成果");
        assertThat(shelf.achievement(first.id()).awardWithdrawn()).isTrue();
    }
}
