package io.lingchuang.review.supervision;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.ARCHIVE;
import static io.lingchuang.db.review.Tables.ASSIGNMENT;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.INVITATION;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.POST;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.THREAD;
import static io.lingchuang.db.review.Tables.TIE;
import static io.lingchuang.db.review.Tables.WISH;

import io.lingchuang.platform.text.Mask;
import io.lingchuang.platform.web.Page;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Recusals;
import io.lingchuang.review.invitations.Invitations;
import io.lingchuang.review.proof.Verification;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that stands on record of one panel, as the supervisor reads it. */
@Component
public class PanelFile {

    /** @param ties what binds them beyond their employer; of kin only the first character of the name */
    public record Member(
            long id,
            String name,
            String employer,
            String group,
            String fields,
            String ties,
            boolean chair,
            Invitations.@Nullable State invitation,
            @Nullable Instant answeredAt,
            String declined,
            @Nullable Instant declaredAt,
            @Nullable Instant leftAt,
            int sealed,
            int sheets,
            @Nullable Instant first,
            @Nullable Instant last) {}

    public record Recused(
            String expert,
            long entryId,
            String code,
            String title,
            String unit,
            Recusals.Ground ground,
            String reason,
            Instant at) {}

    public record Scored(
            long entryId,
            String code,
            String number,
            String title,
            String unit,
            String state,
            int sealed,
            int sheets,
            @Nullable BigDecimal score,
            @Nullable Integer rank,
            boolean tied) {}

    public record Word(String expert, String code, String kind, String reason, String by, Instant at) {}

    /** @param whole the archive was made again and is as its seal says */
    public record Kept(int number, String seal, Instant at, boolean whole) {}

    /** What the panel asked of its assignment and what it accepted, or nothing where everybody scores everything. */
    public record Assigned(
            String state,
            int each,
            boolean outside,
            boolean oneAnEmployer,
            boolean mixed,
            boolean byHand,
            @Nullable Long total,
            @Nullable Long bound,
            @Nullable String fewer) {}

    public record Said(String who, Instant at, String text, boolean withdrawn) {}

    private final DSLContext dsl;

    PanelFile(DSLContext dsl) {
        this.dsl = dsl;
    }

    List<Member> members(Panel panel, Page page) {
        var sealed = DSL.count().filterWhere(SHEET.STATE.eq("SEALED"));
        Map<Long, String> ties = ties(panel, page);
        return dsl.select(
                        EXPERT.ID,
                        ACCOUNT.NAME,
                        EXPERT.EMPLOYER_NAME,
                        EXPERT.GROUP_NAME,
                        EXPERT.FIELDS,
                        PANEL_EXPERT.LEFT_AT,
                        sealed,
                        DSL.count(SHEET.ID),
                        DSL.min(SHEET.SEALED_AT),
                        DSL.max(SHEET.SEALED_AT),
                        INVITATION.STATE,
                        INVITATION.ANSWERED_AT,
                        INVITATION.REASON,
                        INVITATION.DECLARED_AT)
                .from(PANEL_EXPERT)
                .leftJoin(INVITATION)
                .on(INVITATION.PANEL_ID.eq(PANEL_EXPERT.PANEL_ID), INVITATION.EXPERT_ID.eq(PANEL_EXPERT.EXPERT_ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .leftJoin(SHEET)
                .on(SHEET.PANEL_ID.eq(PANEL_EXPERT.PANEL_ID), SHEET.EXPERT_ID.eq(EXPERT.ID))
                .where(PANEL_EXPERT.PANEL_ID.eq(panel.id()))
                .groupBy(
                        EXPERT.ID,
                        ACCOUNT.NAME,
                        PANEL_EXPERT.LEFT_AT,
                        INVITATION.STATE,
                        INVITATION.ANSWERED_AT,
                        INVITATION.REASON,
                        INVITATION.DECLARED_AT)
                .orderBy(EXPERT.ID)
                .fetch(r -> new Member(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4() == null ? "" : r.value4(),
                        String.join("、", r.value5()),
                        ties.getOrDefault(r.value1(), ""),
                        r.value1().equals(panel.chairId()),
                        r.value11() == null ? null : Invitations.State.valueOf(r.value11()),
                        r.value12(),
                        r.value13() == null ? "" : r.value13(),
                        r.value14(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        r.value9(),
                        r.value10()));
    }

    private Map<Long, String> ties(Panel panel, Page page) {
        return dsl
                .select(TIE.EXPERT_ID, TIE.KIND, TIE.NAME, TIE.SOURCE)
                .from(TIE)
                .join(PANEL_EXPERT)
                .on(PANEL_EXPERT.EXPERT_ID.eq(TIE.EXPERT_ID), PANEL_EXPERT.PANEL_ID.eq(panel.id()))
                .orderBy(TIE.ID)
                .fetch()
                .stream()
                .collect(Collectors.groupingBy(
                        r -> r.value1(),
                        Collectors.mapping(
                                r -> page.t("review.supervision.tie." + r.value2()) + " "
                                        + (r.value2().equals("KIN") ? Mask.name(r.value3()) : r.value3()) + "（"
                                        + page.t("review.supervision.tie.source." + r.value4()) + "）",
                                Collectors.joining("、"))));
    }

    List<Recused> recusals(long panel) {
        return dsl.select(
                        ACCOUNT.NAME,
                        ENTRY.ID,
                        PANEL_ENTRY.BLIND_CODE,
                        ENTRY.TITLE,
                        NODE.NAME,
                        RECUSAL.GROUND,
                        RECUSAL.REASON,
                        RECUSAL.AT)
                .from(RECUSAL)
                .join(EXPERT)
                .on(EXPERT.ID.eq(RECUSAL.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(RECUSAL.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(RECUSAL.ENTRY_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(RECUSAL.ENTRY_ID))
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(RECUSAL.PANEL_ID.eq(panel))
                .orderBy(PANEL_ENTRY.BLIND_CODE, ACCOUNT.NAME)
                .fetch(r -> new Recused(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        Recusals.Ground.valueOf(r.value6()),
                        r.value7(),
                        r.value8()));
    }

    List<Scored> entries(long panel) {
        var sealed = DSL.count().filterWhere(SHEET.STATE.eq("SEALED"));
        return dsl.select(
                        ENTRY.ID,
                        PANEL_ENTRY.BLIND_CODE,
                        ENTRY.NUMBER,
                        ENTRY.TITLE,
                        NODE.NAME,
                        ENTRY.STATE,
                        sealed,
                        DSL.count(SHEET.ID),
                        RESULT.SCORE,
                        RESULT.RANK,
                        RESULT.TIED)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .leftJoin(SHEET)
                .on(SHEET.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID), SHEET.ENTRY_ID.eq(ENTRY.ID))
                .leftJoin(RESULT)
                .on(RESULT.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID), RESULT.ENTRY_ID.eq(ENTRY.ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(panel))
                .groupBy(ENTRY.ID, PANEL_ENTRY.BLIND_CODE, NODE.NAME, RESULT.SCORE, RESULT.RANK, RESULT.TIED)
                .orderBy(RESULT.RANK.asc().nullsLast(), PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> new Scored(
                        r.value1(),
                        r.value2(),
                        r.value3() == null ? "" : r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        r.value9(),
                        r.value10(),
                        Boolean.TRUE.equals(r.value11())));
    }

    List<Word> words(long panel) {
        var expert = ACCOUNT.as("expert_account");
        return dsl.select(expert.NAME, PANEL_ENTRY.BLIND_CODE, WISH.KIND, WISH.REASON, ACCOUNT.NAME, WISH.AT)
                .from(WISH)
                .join(EXPERT)
                .on(EXPERT.ID.eq(WISH.EXPERT_ID))
                .join(expert)
                .on(expert.ID.eq(EXPERT.ACCOUNT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(WISH.ACCOUNT_ID))
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(WISH.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(WISH.ENTRY_ID))
                .where(WISH.PANEL_ID.eq(panel))
                .orderBy(WISH.AT)
                .fetch(r -> new Word(r.value1(), r.value2(), r.value3(), r.value4(), r.value5(), r.value6()));
    }

    @Nullable
    Assigned assigned(long panel) {
        return dsl.selectFrom(ASSIGNMENT)
                .where(ASSIGNMENT.PANEL_ID.eq(panel))
                .fetchOne(a -> new Assigned(
                        a.getState(),
                        a.getExpertsEach(),
                        a.getOutside(),
                        a.getOneAnEmployer(),
                        a.getMixed(),
                        a.getByHand(),
                        a.getTotal(),
                        a.getBound(),
                        a.getFewer()));
    }

    /** The newest first; each is made again and compared with its seal. */
    List<Kept> archives(long panel) {
        return dsl.select(ARCHIVE.NUMBER, ARCHIVE.SEAL, ARCHIVE.AT, ARCHIVE.CONTENT)
                .from(ARCHIVE)
                .where(ARCHIVE.PANEL_ID.eq(panel))
                .orderBy(ARCHIVE.NUMBER.desc())
                .fetch(r -> new Kept(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        Verification.of(r.value4(), r.value2()).whole()));
    }

    /** What was said about an entry, also what its author withdrew; a conclusion stands as its closer's word. */
    List<Said> discussion(long panel, long entry) {
        var closer = ACCOUNT.as("closer");
        List<Said> all = new ArrayList<>(dsl.select(ACCOUNT.NAME, POST.AT, POST.TEXT, POST.WITHDRAWN_AT)
                .from(POST)
                .join(THREAD)
                .on(THREAD.ID.eq(POST.THREAD_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(POST.ACCOUNT_ID))
                .where(THREAD.PANEL_ID.eq(panel), THREAD.ENTRY_ID.eq(entry))
                .fetch(r -> new Said(r.value1(), r.value2(), r.value3(), r.value4() != null)));
        dsl.select(closer.NAME, THREAD.CLOSED_AT, THREAD.CONCLUSION)
                .from(THREAD)
                .join(closer)
                .on(closer.ID.eq(THREAD.CLOSED_BY))
                .where(THREAD.PANEL_ID.eq(panel), THREAD.ENTRY_ID.eq(entry))
                .forEach(r -> all.add(new Said(r.value1(), r.value2(), r.value3(), false)));
        all.sort(Comparator.comparing(Said::at));
        return all;
    }

    @Nullable
    byte[] archive(long panel, int number) {
        return dsl.select(ARCHIVE.CONTENT)
                .from(ARCHIVE)
                .where(ARCHIVE.PANEL_ID.eq(panel), ARCHIVE.NUMBER.eq(number))
                .fetchOne(ARCHIVE.CONTENT);
    }
}
