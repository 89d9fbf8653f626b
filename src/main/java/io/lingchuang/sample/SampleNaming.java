package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.ASSESSMENT;
import static io.lingchuang.db.studios.Tables.CHANGE;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.NAMING;
import static io.lingchuang.db.studios.Tables.PUTTING_RIGHT;
import static io.lingchuang.db.studios.Tables.SERIES;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static io.lingchuang.db.studios.Tables.VACANCY;

import io.lingchuang.platform.web.Page;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.StudioKind;
import io.lingchuang.studios.StudioState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What became of the studios after their naming: renewals, an assessment with its outcomes, changes, and terms to put right. */
@Component
@Order(11)
class SampleNaming implements OwnPart {

    private final DSLContext dsl;
    private final SampleSubsidies subsidies;

    SampleNaming(DSLContext dsl, SampleSubsidies subsidies) {
        this.dsl = dsl;
        this.subsidies = subsidies;
    }

    @Override
    public void load(Scale scale, int year) {
        series();
        Result<Record2<Long, String>> alive = dsl.select(STUDIO.ID, STUDIO.NAME)
                .from(STUDIO)
                .where(STUDIO.KIND.eq(StudioKind.STUDIO.name()), STUDIO.STATE.eq(StudioState.IN_FORCE.name()))
                .orderBy(STUDIO.NUMBER)
                .fetch();
        List<Long> studios = alive.getValues(STUDIO.ID);
        renewals(year - 1);
        long masters = studios.getFirst();
        upgraded(masters, year);
        assessed(year - 1);
        puttingRight(studios, year);
        changes(alive, year);
        subsidies.load(studios, ended(StudioState.CANCELLED), ended(StudioState.REVOKED), year);
    }

    /** The register on paper went on to here: what is named next has the number after. */
    private void series() {
        Map.of(StudioKind.STUDIO, "HBGZS", StudioKind.INNOVATION_BASE, "HBCXJD", StudioKind.RURAL_BASE, "HBXCZX")
                .forEach((kind, letters) -> dsl.update(SERIES)
                        .set(SERIES.LETTERS, letters)
                        .set(SERIES.LAST, dsl.fetchCount(STUDIO, STUDIO.KIND.eq(kind.name())))
                        .where(SERIES.KIND.eq(kind.name()))
                        .execute());
    }

    /** Whoever was named three years ago or longer was renewed since, and counts on from then. */
    private void renewals(int year) {
        dsl.insertInto(NAMING)
                .columns(
                        NAMING.STUDIO_ID,
                        NAMING.KIND,
                        NAMING.LEVEL,
                        NAMING.NAME,
                        NAMING.DOCUMENT,
                        NAMING.NAMED_ON,
                        NAMING.TERM_UNTIL)
                .select(DSL.select(
                                STUDIO.ID,
                                DSL.inline("RENEWED"),
                                DSL.inline("CITY"),
                                STUDIO.NAME,
                                DSL.inline("虚构〔" + year + "〕复核"),
                                DSL.inline(LocalDate.of(year, 11, 20)),
                                STUDIO.TERM_UNTIL)
                        .from(STUDIO)
                        .where(STUDIO.NAMED_ON.le(LocalDate.of(year - 3, 12, 31)))
                        .and(STUDIO.STATE.in(StudioState.IN_FORCE.name(), StudioState.TO_PUT_RIGHT.name()))
                        .orderBy(STUDIO.ID))
                .execute();
    }

    private void upgraded(long masters, int year) {
        dsl.insertInto(NAMING)
                .set(NAMING.STUDIO_ID, masters)
                .set(NAMING.KIND, "UPGRADED")
                .set(NAMING.LEVEL, "PROVINCIAL")
                .set(NAMING.NAME, "淮北矿业大师工作室")
                .set(NAMING.DOCUMENT, "虚构省文〔" + (year - 2) + "〕3")
                .set(NAMING.NAMED_ON, LocalDate.of(year - 2, 10, 18))
                .execute();
    }

    private long ended(StudioState state) {
        return dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.STATE.eq(state.name()))
                .orderBy(STUDIO.ID)
                .limit(1)
                .fetchSingle()
                .value1();
    }

    /** Last year's assessment, taken over with its outcomes: one in six excellent. */
    private void assessed(int year) {
        long call = dsl.insertInto(CALL)
                .set(CALL.HOST_NODE_ID, node("HB"))
                .set(CALL.TITLE, year + "年劳模工匠创新工作室考核")
                .set(CALL.PROGRAMME, "STUDIO_ASSESSMENT")
                .set(CALL.YEAR, year)
                .set(CALL.KIND, "RECOGNITION")
                .set(CALL.STATE, "CLOSED")
                .set(CALL.OPENS_AT, at(LocalDate.of(year, 10, 8)))
                .set(CALL.CLOSES_AT, at(LocalDate.of(year, 11, 15)))
                .returningResult(CALL.ID)
                .fetchSingle()
                .value1();
        Condition named = STUDIO.KIND.eq(StudioKind.STUDIO.name()).and(STUDIO.NAMED_ON.lt(LocalDate.of(year, 10, 8)));
        List<Long> studios = dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(named, STUDIO.STATE.eq(StudioState.IN_FORCE.name()))
                .orderBy(STUDIO.NUMBER)
                .fetch(STUDIO.ID);
        for (int i = 0; i < studios.size(); i++) {
            outcome(call, studios.get(i), i % 6 == 0 ? "EXCELLENT" : "QUALIFIED", "", null, year);
        }
        dsl.select(STUDIO.ID, STUDIO.PUT_RIGHT_BY)
                .from(STUDIO)
                .where(named, STUDIO.STATE.eq(StudioState.TO_PUT_RIGHT.name()))
                .forEach(r -> outcome(call, r.value1(), "TO_PUT_RIGHT", "一年内没有专利、论文或经证明的效益，台账不完整", r.value2(), year));
        outcome(call, ended(StudioState.REVOKED), "PLAQUE_OFF", "考核不合格，整改期满复查仍不合格", null, year);
    }

    private void outcome(long call, long studio, String outcome, String reason, @Nullable LocalDate by, int year) {
        dsl.insertInto(ASSESSMENT)
                .set(ASSESSMENT.CALL_ID, call)
                .set(ASSESSMENT.STUDIO_ID, studio)
                .set(ASSESSMENT.OUTCOME, outcome)
                .set(ASSESSMENT.REASON, reason)
                .set(ASSESSMENT.PUT_RIGHT_BY, by)
                .set(ASSESSMENT.BARE, !reason.isEmpty())
                .set(ASSESSMENT.SET_BY, account("city"))
                .set(ASSESSMENT.SET_AT, at(LocalDate.of(year, 12, 8)))
                .execute();
    }

    private void puttingRight(List<Long> studios, int year) {
        LocalDate asked = LocalDate.of(year, 10, 10);
        dsl.select(STUDIO.ID, STUDIO.PUT_RIGHT_BY)
                .from(STUDIO)
                .where(STUDIO.STATE.eq(StudioState.TO_PUT_RIGHT.name()))
                .forEach(r -> toPutRight(r.value1(), r.value2(), "OPEN", null, null, asked));
        LocalDate before = LocalDate.of(year - 1, 12, 8);
        toPutRight(
                ended(StudioState.REVOKED), LocalDate.of(year - 1, 11, 30), "FAILED", "已购置部分设备", "复查仍不合格，予以摘牌", before);
        toPutRight(ended(StudioState.CANCELLED), LocalDate.of(year, 10, 31), "ENDED", null, null, before);
        if (studios.size() > 2) {
            toPutRight(studios.get(2), LocalDate.of(year, 9, 30), "CONFIRMED", "台账已补齐，制度已上墙", "现场复查合格", asked);
        }
        if (studios.size() > 3) {
            long reported = studios.getLast();
            LocalDate by = LocalDate.of(year, 12, 20);
            dsl.update(STUDIO)
                    .set(STUDIO.STATE, StudioState.TO_PUT_RIGHT.name())
                    .set(STUDIO.PUT_RIGHT_BY, by)
                    .where(STUDIO.ID.eq(reported))
                    .execute();
            toPutRight(reported, by, "REPORTED", "已补签师徒协议十份，补齐培训记录", null, asked);
        }
    }

    private void toPutRight(
            long studio, LocalDate by, String state, @Nullable String report, @Nullable String answer, LocalDate on) {
        dsl.insertInto(PUTTING_RIGHT)
                .set(PUTTING_RIGHT.STUDIO_ID, studio)
                .set(PUTTING_RIGHT.WHAT, "台账不完整，带徒协议和培训记录缺失")
                .set(PUTTING_RIGHT.BY_DAY, by)
                .set(PUTTING_RIGHT.STATE, state)
                .set(PUTTING_RIGHT.REPORT, report)
                .set(PUTTING_RIGHT.REPORTED_AT, report == null ? null : at(on))
                .set(PUTTING_RIGHT.ANSWER, answer)
                .set(PUTTING_RIGHT.RULED_AT, answer == null ? null : at(on.plusDays(2)))
                .execute();
    }

    /** One of each state, and two studios that lost their leader: one has another since, one is to name one. */
    private void changes(Result<Record2<Long, String>> studios, int year) {
        int n = studios.size();
        name(studios.get(0), "REFUSED", year, "工作室名称在全市已有影响，暂不更名");
        name(studios.get(1 % n), "ASKED", year, null);
        name(studios.get(2 % n), "WITHDRAWN", year, null);
        if (n > 3) {
            approved(studios.get(n - 2), year);
        }
        if (n > 5) {
            vacant(studios.get(n - 3).value1(), year);
        }
    }

    private void name(Record2<Long, String> studio, String state, int year, @Nullable String answer) {
        dsl.insertInto(CHANGE)
                .set(CHANGE.STUDIO_ID, studio.value1())
                .set(CHANGE.KIND, "NAME")
                .set(CHANGE.NAME, studio.value2().replace("创新工作室", "技能大师创新工作室").replace("淮北矿业大师", "淮北矿业工匠"))
                .set(CHANGE.BEFORE, studio.value2())
                .set(CHANGE.REASON, "体现技能传承的特色")
                .set(CHANGE.STATE, state)
                .set(CHANGE.ASKED_BY, account("master"))
                .set(CHANGE.ASKED_AT, at(LocalDate.of(year, 9, 10)))
                .set(CHANGE.DECIDED_BY, answer == null ? null : account("city"))
                .set(CHANGE.DECIDED_AT, answer == null ? null : at(LocalDate.of(year, 9, 16)))
                .set(CHANGE.ANSWER, answer)
                .execute();
    }

    /** The leader retired; somebody of the core followed. */
    private void approved(Record2<Long, String> studio, int year) {
        LocalDate on = LocalDate.of(year, 10, 9);
        long id = studio.value1();
        Long follower = dsl.select(MEMBER.PERSON_ID)
                .from(MEMBER)
                .where(MEMBER.STUDIO_ID.eq(id), MEMBER.PART.eq(Part.CORE.name()), MEMBER.FROM_DAY.lt(on))
                .orderBy(MEMBER.ID)
                .limit(1)
                .fetchOne(MEMBER.PERSON_ID);
        Long former = dsl.select(STUDIO.LEADER_ID)
                .from(STUDIO)
                .where(STUDIO.ID.eq(id), STUDIO.NAMED_ON.lt(on))
                .fetchOne(STUDIO.LEADER_ID);
        if (follower == null || former == null) {
            return;
        }
        dsl.update(MEMBER)
                .set(MEMBER.UNTIL_DAY, on)
                .where(MEMBER.STUDIO_ID.eq(id), MEMBER.PERSON_ID.in(former, follower))
                .execute();
        dsl.insertInto(MEMBER, MEMBER.STUDIO_ID, MEMBER.PERSON_ID, MEMBER.PART, MEMBER.DUTY, MEMBER.FROM_DAY)
                .values(id, follower, Part.LEADER.name(), "领衔", on)
                .execute();
        dsl.update(STUDIO)
                .set(STUDIO.LEADER_ID, follower)
                .where(STUDIO.ID.eq(id))
                .execute();
        String name = person(former);
        dsl.insertInto(
                        VACANCY,
                        VACANCY.STUDIO_ID,
                        VACANCY.WHY,
                        VACANCY.FORMER,
                        VACANCY.SINCE,
                        VACANCY.NAME_BY,
                        VACANCY.FILLED_ON)
                .values(id, "RETIRED", name, on.minusDays(20), on.plusDays(40), on)
                .execute();
        dsl.insertInto(CHANGE)
                .set(CHANGE.STUDIO_ID, id)
                .set(CHANGE.KIND, "LEADER")
                .set(CHANGE.LEADER_ID, follower)
                .set(CHANGE.BEFORE, name)
                .set(CHANGE.REASON, "原领衔人退休，由骨干成员接任")
                .set(CHANGE.STATE, "APPROVED")
                .set(CHANGE.ASKED_BY, account("clerk"))
                .set(CHANGE.ASKED_AT, at(on.minusDays(10)))
                .set(CHANGE.DECIDED_BY, account("city"))
                .set(CHANGE.DECIDED_AT, at(on))
                .execute();
    }

    private void vacant(long studio, int year) {
        LocalDate since = LocalDate.of(year, 10, 26);
        Long former = dsl.select(STUDIO.LEADER_ID)
                .from(STUDIO)
                .where(STUDIO.ID.eq(studio))
                .fetchOne(STUDIO.LEADER_ID);
        if (former == null) {
            return;
        }
        dsl.update(MEMBER)
                .set(MEMBER.UNTIL_DAY, since)
                .where(MEMBER.STUDIO_ID.eq(studio), MEMBER.PERSON_ID.eq(former))
                .execute();
        dsl.update(STUDIO).setNull(STUDIO.LEADER_ID).where(STUDIO.ID.eq(studio)).execute();
        dsl.insertInto(VACANCY, VACANCY.STUDIO_ID, VACANCY.WHY, VACANCY.FORMER, VACANCY.SINCE, VACANCY.NAME_BY)
                .values(studio, "MOVED", person(former), since, since.plusDays(60))
                .execute();
    }

    private String person(long id) {
        return dsl.select(PERSON.NAME)
                .from(PERSON)
                .where(PERSON.ID.eq(id))
                .fetchSingle()
                .value1();
    }

    private long account(String login) {
        return dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchSingle()
                .value1();
    }

    private long node(String code) {
        return dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq(code))
                .fetchSingle()
                .value1();
    }

    private static Instant at(LocalDate day) {
        return day.atTime(9, 30).atZone(Page.ZONE).toInstant();
    }
}
