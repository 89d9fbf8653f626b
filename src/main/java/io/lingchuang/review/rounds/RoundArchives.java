package io.lingchuang.review.rounds;

import static io.lingchuang.db.calls.Tables.CATEGORY;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.ARCHIVE;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.ROUND_ARCHIVE;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.SealedRankings;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.review.proof.Archive;
import io.lingchuang.review.proof.RoundsArchive;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The sealed archives of rankings over several rounds; the last one of a category counts while its last round stays closed. */
@Service
public class RoundArchives implements SealedRankings {

    public record Kept(@Nullable Long group, int number, String seal, Instant at) {}

    private final DSLContext dsl;
    private final Wording texts;
    private final Today today;

    RoundArchives(DSLContext dsl, Wording texts, Today today) {
        this.dsl = dsl;
        this.texts = texts;
        this.today = today;
    }

    /** The last archive of each closed panel that has an entry of the group, in the order of rounds. */
    List<RoundsArchive.Part> parts(Call call, @Nullable Long group) {
        var later = ARCHIVE.as("later");
        return dsl.select(PANEL.ROUND, PANEL.NAME, ARCHIVE.SEAL)
                .from(PANEL)
                .join(ARCHIVE)
                .on(ARCHIVE.PANEL_ID.eq(PANEL.ID))
                .where(
                        PANEL.CALL_ID.eq(call.id()),
                        PANEL.STATE.eq("CLOSED"),
                        DSL.exists(DSL.selectOne()
                                .from(PANEL_ENTRY)
                                .join(ENTRY)
                                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                                .where(PANEL_ENTRY.PANEL_ID.eq(PANEL.ID), ENTRY.CATEGORY_ID.isNotDistinctFrom(group))),
                        DSL.notExists(DSL.selectOne()
                                .from(later)
                                .where(later.PANEL_ID.eq(ARCHIVE.PANEL_ID), later.NUMBER.gt(ARCHIVE.NUMBER))))
                .orderBy(PANEL.ROUND, PANEL.ID)
                .fetch(r -> new RoundsArchive.Part(r.value1(), r.value2(), r.value3()));
    }

    int next(Call call, @Nullable Long group) {
        return 1
                + dsl.fetchCount(
                        ROUND_ARCHIVE,
                        ROUND_ARCHIVE.CALL_ID.eq(call.id()).and(ROUND_ARCHIVE.CATEGORY_ID.isNotDistinctFrom(group)));
    }

    void keep(Call call, @Nullable Long group, RoundsArchive.Plan plan, Map<String, BigDecimal> scores) {
        Archive.Sealed made = RoundsArchive.pack(plan, scores);
        dsl.insertInto(ROUND_ARCHIVE)
                .set(ROUND_ARCHIVE.CALL_ID, call.id())
                .set(ROUND_ARCHIVE.CATEGORY_ID, group)
                .set(ROUND_ARCHIVE.NUMBER, plan.number())
                .set(ROUND_ARCHIVE.SEAL, made.seal())
                .set(ROUND_ARCHIVE.CONTENT, made.bytes())
                .set(ROUND_ARCHIVE.AT, today.now())
                .execute();
    }

    /** The archives of a call's rounds that count now. */
    List<Kept> of(long callId) {
        return dsl.select(ROUND_ARCHIVE.CATEGORY_ID, ROUND_ARCHIVE.NUMBER, ROUND_ARCHIVE.SEAL, ROUND_ARCHIVE.AT)
                .from(ROUND_ARCHIVE)
                .where(ROUND_ARCHIVE.CALL_ID.eq(callId), counts())
                .orderBy(ROUND_ARCHIVE.CATEGORY_ID)
                .fetch(r -> new Kept(r.value1(), r.value2(), r.value3(), r.value4()));
    }

    @Override
    public List<Seal> seals(long callId) {
        return dsl.select(CATEGORY.NAME, ROUND_ARCHIVE.SEAL, ROUND_ARCHIVE.AT)
                .from(ROUND_ARCHIVE)
                .leftJoin(CATEGORY)
                .on(CATEGORY.ID.eq(ROUND_ARCHIVE.CATEGORY_ID))
                .where(ROUND_ARCHIVE.CALL_ID.eq(callId), counts())
                .orderBy(ROUND_ARCHIVE.CATEGORY_ID)
                .fetch(r -> new Seal(
                        texts.of("review.rounds.overallOf", r.value1() == null ? "" : r.value1()),
                        r.value2(),
                        r.value3()));
    }

    /** The archive that counts now, for whoever knows its seal from a notice. */
    public Optional<byte[]> published(String seal) {
        return dsl.select(ROUND_ARCHIVE.CONTENT)
                .from(ROUND_ARCHIVE)
                .where(ROUND_ARCHIVE.SEAL.eq(seal), counts())
                .fetchOptional(ROUND_ARCHIVE.CONTENT);
    }

    /** The last one of a category none of whose panels is open. */
    private static Condition counts() {
        var later = ROUND_ARCHIVE.as("later");
        return DSL.notExists(DSL.selectOne()
                        .from(later)
                        .where(
                                later.CALL_ID.eq(ROUND_ARCHIVE.CALL_ID),
                                later.CATEGORY_ID.isNotDistinctFrom(ROUND_ARCHIVE.CATEGORY_ID),
                                later.NUMBER.gt(ROUND_ARCHIVE.NUMBER)))
                .and(DSL.notExists(DSL.selectOne()
                        .from(PANEL)
                        .join(PANEL_ENTRY)
                        .on(PANEL_ENTRY.PANEL_ID.eq(PANEL.ID))
                        .join(ENTRY)
                        .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                        .where(
                                PANEL.CALL_ID.eq(ROUND_ARCHIVE.CALL_ID),
                                PANEL.STATE.in("FORMING", "SCORING"),
                                ENTRY.CATEGORY_ID.isNotDistinctFrom(ROUND_ARCHIVE.CATEGORY_ID))));
    }
}
