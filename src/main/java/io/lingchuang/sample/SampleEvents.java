package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.services.Tables.EVENT;
import static io.lingchuang.db.services.Tables.EVENT_MOVED;
import static io.lingchuang.db.services.Tables.EVENT_SLOT;
import static io.lingchuang.db.services.Tables.REGISTRATION;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Page;
import io.lingchuang.services.events.Event;
import io.lingchuang.services.events.Registration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Iterator;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The city's events, past and coming: who registered, who came. */
@Component
@Order(32)
class SampleEvents implements OwnPart {

    /** kind; host; title; place; days from today; places or -; state; speaker */
    private static final String EVENTS = """
        FORUM;HB;“5G+工业互联网”职工创新论坛;市工人文化宫报告厅;-62;300;HELD;智能电气链专家（虚构）
        CAMPUS;HB;劳模工匠进校园：大师带你看矿山;淮北职业技术学院;-118;120;HELD;大师工作室领衔人（虚构）
        PROMOTION;HB;职工创新成果推介会;市科技馆二楼;-35;200;HELD;成果完成人（虚构）
        EXHIBITION;HB;职工优秀创新成果展;市博物馆一层展厅;-210;-;HELD;讲解员（虚构）
        CAMPUS;XSQ;工匠走进第一实验小学;相山区第一实验小学;-20;60;HELD;青年工匠（虚构）
        FORUM;HB;5G 创新论坛（第二期）;市工人文化宫报告厅;18;6;PUBLISHED;通信行业工程师（虚构）
        PROMOTION;XSQ;纺织行业节能技术推介会;相山棉纺织有限公司;9;40;PUBLISHED;节能技术服务队（虚构）
        EXHIBITION;HB;年度成果展志愿讲解;市博物馆一层展厅;40;-;PUBLISHED;志愿讲解员（虚构）
        CAMPUS;HB;劳模报告会走进高校;淮北师范大学;75;400;DRAFT;全国劳模（虚构）
        FORUM;HB;装备制造创新沙龙;市总工会三楼会议室;5;50;CANCELLED;装备制造链专家（虚构）
        """;

    private static final int MOST = 120;

    private final DSLContext dsl;
    private final Today today;

    SampleEvents(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    private record Somebody(String name, long node, String unit) {}

    @Override
    public void load(Scale scale, int year) {
        List<Somebody> people = people(Math.max(12, scale.of(MOST)));
        EVENTS.lines().map(l -> l.split(";")).forEach(e -> event(e, people));
    }

    private List<Somebody> people(int count) {
        return dsl.select(PERSON.NAME, NODE.ID, NODE.NAME)
                .distinctOn(NODE.ID, PERSON.NAME)
                .from(PERSON)
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(PERSON.ACTIVE.isTrue(), PERSON.MERGED_INTO.isNull(), PERSON.ACCOUNT_ID.isNull())
                .and(PERSON.STAFF_NUMBER.like("%00_").or(PERSON.STAFF_NUMBER.like("%01_")))
                .orderBy(NODE.ID, PERSON.NAME, PERSON.ID)
                .limit(count)
                .fetch(r -> new Somebody(r.value1(), r.value2(), r.value3()));
    }

    private void event(String[] e, List<Somebody> people) {
        LocalDate day = today.today().plusDays(Integer.parseInt(e[4]));
        Integer places = e[5].equals("-") ? null : Integer.valueOf(e[5]);
        Event.State state = Event.State.valueOf(e[6]);
        Instant starts = at(day, 9);
        long id = dsl.insertInto(EVENT)
                .set(EVENT.KIND, e[0])
                .set(EVENT.TITLE, e[2])
                .set(EVENT.INTRODUCTION, "面向全市职工，交流经验，推介成果。人员均为虚构。")
                .set(EVENT.HOST_NODE_ID, node(e[1]))
                .set(EVENT.PLACE, e[3])
                .set(EVENT.STARTS_AT, starts)
                .set(EVENT.ENDS_AT, at(day, 17))
                .set(EVENT.REGISTER_UNTIL, at(day.minusDays(1), 17))
                .set(EVENT.PLACES, places)
                .set(EVENT.STATE, state.name())
                .set(EVENT.WHY, state == Event.State.CANCELLED ? "主讲人临时出差，另行安排" : null)
                .set(EVENT.SUMMARY, state == Event.State.HELD ? "活动按议程举办，现场交流踊跃，资料已上传。" : "")
                .set(EVENT.PUBLISHED_AT, state == Event.State.DRAFT ? null : at(day.minusDays(90), 9))
                .set(EVENT.PREPARED_BY, account("city"))
                .returningResult(EVENT.ID)
                .fetchSingle()
                .value1();
        programme(id, e[7]);
        if (state == Event.State.HELD && e[0].equals("FORUM")) {
            dsl.insertInto(EVENT_MOVED)
                    .set(EVENT_MOVED.EVENT_ID, id)
                    .set(EVENT_MOVED.FROM_AT, at(day.minusDays(7), 9))
                    .set(EVENT_MOVED.FROM_PLACE, e[3])
                    .set(EVENT_MOVED.REASON, "与全市大会时间冲突")
                    .set(EVENT_MOVED.AT, at(day.minusDays(20), 9))
                    .execute();
        }
        if (state != Event.State.DRAFT) {
            register(id, places, state, starts, people);
        }
    }

    private void programme(long id, String speaker) {
        String[][] slots = {
            {"09:00", "开场致辞", "市总工会"}, {"09:20", "主旨报告", speaker}, {"10:30", "案例交流", "职工代表（虚构）"}, {"14:00", "现场互动", ""}
        };
        for (int i = 0; i < slots.length; i++) {
            dsl.insertInto(EVENT_SLOT)
                    .set(EVENT_SLOT.EVENT_ID, id)
                    .set(EVENT_SLOT.POSITION, i + 1)
                    .set(EVENT_SLOT.BEGINS, LocalTime.parse(slots[i][0]))
                    .set(EVENT_SLOT.TITLE, slots[i][1])
                    .set(EVENT_SLOT.SPEAKER, slots[i][2])
                    .execute();
        }
    }

    /** As many as there are places, the next ones wait, and one gave the place back. Of ten, eight came. */
    private void register(long id, @Nullable Integer places, Event.State state, Instant starts, List<Somebody> people) {
        int taken = 0;
        int n = 0;
        for (Iterator<Somebody> each = people.iterator(); each.hasNext(); n++) {
            Somebody somebody = each.next();
            boolean placed = places == null || taken < places;
            var how = n == 3
                    ? Registration.State.CANCELLED
                    : placed ? Registration.State.REGISTERED : Registration.State.WAITING;
            if (how == Registration.State.REGISTERED) {
                taken++;
            }
            boolean came = state == Event.State.HELD && how == Registration.State.REGISTERED && n % 5 != 4;
            dsl.insertInto(REGISTRATION)
                    .set(REGISTRATION.EVENT_ID, id)
                    .set(REGISTRATION.NAME, somebody.name())
                    .set(REGISTRATION.NODE_ID, somebody.node())
                    .set(REGISTRATION.UNIT, somebody.unit())
                    .set(REGISTRATION.STATE, how.name())
                    .set(REGISTRATION.REGISTERED_AT, starts.minusSeconds(86_400L * 5 - n * 60L))
                    .set(REGISTRATION.CAME_AT, came ? starts.minusSeconds(600 - n) : null)
                    .set(
                            REGISTRATION.CAME_HOW,
                            came ? (n % 3 == 0 ? Registration.CameHow.LIST : Registration.CameHow.CODE).name() : null)
                    .execute();
        }
        dsl.update(EVENT).set(EVENT.TAKEN, taken).where(EVENT.ID.eq(id)).execute();
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(Page.ZONE).toInstant();
    }

    private long node(String code) {
        return dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq(code))
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
}
