package io.lingchuang.review;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.review.proof.Archive;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The sealed sheets of a panel, under the codes by which they stand in its archive. */
@Component
public class SealedSheets {

    private static final Random LOT = new SecureRandom();

    record Row(
            long expertId,
            long entryId,
            int expertCode,
            String entryCode,
            String expert,
            List<String> fields,
            Map<String, String> points,
            BigDecimal total,
            String comment,
            Instant sealedAt) {

        Archive.Sheet archived() {
            return new Archive.Sheet(
                    Archive.expert(expertCode),
                    entryCode,
                    points.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, p -> new BigDecimal(p.getValue()), (a, b) -> a, TreeMap::new)),
                    total.stripTrailingZeros(),
                    sealedAt.toString(),
                    Archive.comment(comment));
        }
    }

    private final DSLContext dsl;
    private final ObjectMapper json;

    SealedSheets(DSLContext dsl, ObjectMapper json) {
        this.dsl = dsl;
        this.json = json;
    }

    /** Gives a code to every expert of the panel who has none, by lot. */
    public void giveCodes(long panel) {
        List<Long> without = dsl.select(PANEL_EXPERT.EXPERT_ID)
                .from(PANEL_EXPERT)
                .where(PANEL_EXPERT.PANEL_ID.eq(panel), PANEL_EXPERT.CODE.isNull())
                .fetch(PANEL_EXPERT.EXPERT_ID);
        int given = dsl.fetchCount(PANEL_EXPERT, PANEL_EXPERT.PANEL_ID.eq(panel).and(PANEL_EXPERT.CODE.isNotNull()));
        List<Integer> codes =
                IntStream.rangeClosed(given + 1, given + without.size()).boxed().collect(Collectors.toList());
        Collections.shuffle(codes, LOT);
        for (int i = 0; i < without.size(); i++) {
            dsl.update(PANEL_EXPERT)
                    .set(PANEL_EXPERT.CODE, codes.get(i))
                    .where(PANEL_EXPERT.PANEL_ID.eq(panel), PANEL_EXPERT.EXPERT_ID.eq(without.get(i)))
                    .execute();
        }
    }

    /** The sheets of experts who could not judge, as they stand in the archive: no points, and the reason as a hash. */
    List<Archive.Sheet> cannotJudge(long panel) {
        return dsl.select(PANEL_EXPERT.CODE, PANEL_ENTRY.BLIND_CODE, SHEET.ENDED_AT, SHEET.CANNOT_JUDGE)
                .from(SHEET)
                .join(PANEL_EXPERT)
                .on(PANEL_EXPERT.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_EXPERT.EXPERT_ID.eq(SHEET.EXPERT_ID))
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(SHEET.ENTRY_ID))
                .where(
                        SHEET.PANEL_ID.eq(panel),
                        SHEET.STATE.eq(SheetState.CANNOT_JUDGE.name()),
                        PANEL_EXPERT.CODE.isNotNull())
                .orderBy(PANEL_ENTRY.BLIND_CODE, PANEL_EXPERT.CODE)
                .fetch(r -> Archive.Sheet.withoutPoints(
                        Archive.expert(r.value1()), r.value2(), r.value3().toString(), Archive.comment(r.value4())));
    }

    /** In the order of entries and experts by code. Experts need their codes by then. */
    List<Row> of(long panel) {
        return dsl.select(
                        SHEET.EXPERT_ID,
                        SHEET.ENTRY_ID,
                        PANEL_EXPERT.CODE,
                        PANEL_ENTRY.BLIND_CODE,
                        ACCOUNT.NAME,
                        EXPERT.FIELDS,
                        SHEET.SCORES,
                        SHEET.TOTAL,
                        SHEET.COMMENT,
                        SHEET.SEALED_AT)
                .from(SHEET)
                .join(PANEL_EXPERT)
                .on(PANEL_EXPERT.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_EXPERT.EXPERT_ID.eq(SHEET.EXPERT_ID))
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(SHEET.ENTRY_ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(SHEET.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(SHEET.PANEL_ID.eq(panel), SHEET.STATE.eq("SEALED"), PANEL_EXPERT.CODE.isNotNull())
                .orderBy(PANEL_ENTRY.BLIND_CODE, PANEL_EXPERT.CODE)
                .fetch(r -> new Row(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        List.of(r.value6()),
                        json.readValue(r.value7().data(), new TypeReference<Map<String, String>>() {}),
                        r.value8(),
                        r.value9(),
                        r.value10()));
    }
}
