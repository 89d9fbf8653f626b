package io.lingchuang.studios;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.CHANGE;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.PUTTING_RIGHT;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static io.lingchuang.db.studios.Tables.SUBSIDY;
import static io.lingchuang.db.studios.Tables.TRANCHE;
import static io.lingchuang.db.studios.Tables.UNNAMED;
import static io.lingchuang.db.studios.Tables.VOUCHER;

import io.lingchuang.Chapter;
import io.lingchuang.CityAtWork.Story;
import io.lingchuang.access.Actor;
import io.lingchuang.calls.NewCalls;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** A base at the mine, led by the worker, with a change asked for, something to put right and money paid; an assessment; an award without a studio. */
public class NamingChapter implements Chapter {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final LocalDate DAY = LocalDate.parse("2025-04-28");

    @Override
    public List<Story> stories(ApplicationContext house, Function<String, Actor> who) {
        DSLContext dsl = house.getBean(DSLContext.class);
        Map<String, String> ids = new HashMap<>();
        long studio = studio(dsl, who.apply("worker"));
        ids.put("studios", String.valueOf(studio));
        ids.put("assessments", String.valueOf(studio));
        ids.put("studio-changes", String.valueOf(change(dsl, studio, who.apply("worker"))));
        money(dsl, studio, who.apply("city"), who.apply("chief"), ids);
        dsl.insertInto(PUTTING_RIGHT)
                .set(PUTTING_RIGHT.STUDIO_ID, studio)
                .set(PUTTING_RIGHT.WHAT, "补齐两年台账")
                .set(PUTTING_RIGHT.BY_DAY, DAY.plusYears(5))
                .execute();
        dsl.update(STUDIO)
                .set(STUDIO.STATE, StudioState.TO_PUT_RIGHT.name())
                .set(STUDIO.PUT_RIGHT_BY, DAY.plusYears(5))
                .where(STUDIO.ID.eq(studio))
                .execute();
        Actor county = who.apply("county");
        long host = node(dsl, "XSQ");
        long call = house.getBean(NewCalls.class).fromTemplate(county, host, "base-innovation-assessment", "", 2026);
        dsl.update(CALL)
                .set(CALL.STATE, "PUBLISHED")
                .set(CALL.OPENS_AT, Instant.parse("2026-01-01T00:00:00Z"))
                .set(CALL.CLOSES_AT, Instant.parse("2036-01-01T00:00:00Z"))
                .where(CALL.ID.eq(call))
                .execute();
        ids.put("call", String.valueOf(call));
        Map<String, String> waiting = new HashMap<>();
        var awarded = dsl.select(AWARD.ID, DECISION.CALL_ID)
                .from(AWARD)
                .join(DECISION)
                .on(DECISION.ID.eq(AWARD.DECISION_ID))
                .where(AWARD.STATE.eq("IN_FORCE"))
                .orderBy(AWARD.ID.desc())
                .limit(1)
                .fetchSingle();
        long award = awarded.value1();
        waiting.put("placed", String.valueOf(awarded.value2()));
        dsl.insertInto(UNNAMED, UNNAMED.AWARD_ID, UNNAMED.WHY)
                .values(award, "第一完成人不在人员库中")
                .onConflictDoNothing()
                .execute();
        waiting.put("unnamed", String.valueOf(award));
        return List.of(new Story("naming", ids), new Story("unnamed", waiting));
    }

    private static long studio(DSLContext dsl, Actor leader) {
        long person = dsl.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ACCOUNT_ID.eq(leader.accountId()))
                .fetchSingle()
                .value1();
        long studio = dsl.insertInto(STUDIO)
                .set(STUDIO.KIND, StudioKind.INNOVATION_BASE.name()) // of a base its leader may lead several
                .set(STUDIO.NUMBER, "NAMING-" + COUNT.incrementAndGet())
                .set(STUDIO.NAME, "命名考核创新基地")
                .set(STUDIO.NODE_ID, node(dsl, "QY001"))
                .set(STUDIO.LEADER_ID, person)
                .set(STUDIO.INDUSTRY, "采矿")
                .set(STUDIO.NAMED_ON, DAY)
                .returningResult(STUDIO.ID)
                .fetchSingle()
                .value1();
        dsl.insertInto(MEMBER)
                .set(MEMBER.STUDIO_ID, studio)
                .set(MEMBER.PERSON_ID, person)
                .set(MEMBER.PART, Part.LEADER.name())
                .set(MEMBER.FROM_DAY, DAY)
                .execute();
        return studio;
    }

    private static long change(DSLContext dsl, long studio, Actor by) {
        return dsl.insertInto(CHANGE)
                .set(CHANGE.STUDIO_ID, studio)
                .set(CHANGE.KIND, "NAME")
                .set(CHANGE.NAME, "另一个名字")
                .set(CHANGE.BEFORE, "命名考核创新基地")
                .set(CHANGE.REASON, "以领域命名更准确")
                .set(CHANGE.ASKED_BY, by.accountId())
                .returningResult(CHANGE.ID)
                .fetchSingle()
                .value1();
    }

    private static void money(DSLContext dsl, long studio, Actor prepares, Actor approves, Map<String, String> ids) {
        long subsidy = dsl.insertInto(SUBSIDY)
                .set(SUBSIDY.STUDIO_ID, studio)
                .set(SUBSIDY.HOST_ID, node(dsl, "HB"))
                .set(SUBSIDY.BASIS, "淮工〔2025〕9号")
                .set(SUBSIDY.AMOUNT, new BigDecimal("50000"))
                .set(SUBSIDY.USES, new String[] {"EQUIPMENT"})
                .set(SUBSIDY.PREPARED_BY, prepares.accountId())
                .returningResult(SUBSIDY.ID)
                .fetchSingle()
                .value1();
        long tranche = dsl.insertInto(TRANCHE)
                .set(TRANCHE.SUBSIDY_ID, subsidy)
                .set(TRANCHE.POSITION, 1)
                .set(TRANCHE.AMOUNT, new BigDecimal("30000"))
                .set(TRANCHE.STATE, "PAID")
                .set(TRANCHE.PREPARED_BY, prepares.accountId())
                .set(TRANCHE.APPROVED_BY, approves.accountId())
                .set(TRANCHE.PAID_ON, DAY.plusMonths(1))
                .returningResult(TRANCHE.ID)
                .fetchSingle()
                .value1();
        Long clerk = dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq("clerk"))
                .fetchSingle()
                .value1();
        long voucher = dsl.insertInto(VOUCHER)
                .set(VOUCHER.TRANCHE_ID, tranche)
                .set(VOUCHER.USE, "EQUIPMENT")
                .set(VOUCHER.WHAT, "试验台")
                .set(VOUCHER.PAYEE, "某设备公司")
                .set(VOUCHER.INVOICE, "WALK" + (1000 + COUNT.get()))
                .set(VOUCHER.SPENT_ON, DAY.plusMonths(2))
                .set(VOUCHER.AMOUNT, new BigDecimal("100"))
                .set(VOUCHER.ENTERED_BY, clerk)
                .returningResult(VOUCHER.ID)
                .fetchSingle()
                .value1();
        ids.put("subsidies", String.valueOf(subsidy));
        ids.put("tranches", String.valueOf(tranche));
        ids.put("step", "settle");
        ids.put("vouchers", String.valueOf(voucher));
        ids.put("step", "settle");
    }

    private static long node(DSLContext dsl, String code) {
        return dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq(code))
                .fetchSingle()
                .value1();
    }
}
