package io.lingchuang.sample;

import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.ATTEMPT;
import static io.lingchuang.db.studios.Tables.COURSE;
import static io.lingchuang.db.studios.Tables.COURSE_MATERIAL;
import static io.lingchuang.db.studios.Tables.COURSE_MOVED;
import static io.lingchuang.db.studios.Tables.LEARNER;
import static io.lingchuang.db.studios.Tables.LEDGER_PART;
import static io.lingchuang.db.studios.Tables.LEDGER_RECORD;
import static io.lingchuang.db.studios.Tables.MATERIAL;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.QUESTION;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.achievements.Shelf;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.Page;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.classes.Course;
import io.lingchuang.studios.ledger.LedgerKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The classes that the craft masters gave and give, and what their trainees made: more than the fifty that the city publishes. */
@Component
class SampleClasses {

    private static final int MADE = 54;
    private static final String[] TITLES = {
        "液压支架检修入门", "变频调速原理与参数整定", "井下停送电标准化操作", "皮带机典型故障二十例", "电气图纸识读", "PLC 编程基础", "机械测绘与零件加工", "职工创新怎样选题"
    };
    private static final String[] THINGS = {"支架立柱", "刮板机链条", "变频柜风道", "电缆接头", "瓦斯抽放管路", "皮带托辊", "水泵联轴器", "截齿座", "绞车制动闸"
    };
    private static final String[] DEEDS = {"拆装工装", "快速对中装置", "磨损检测卡尺", "防护罩改进", "状态指示装置", "专用吊具"};

    private final DSLContext dsl;
    private final Today today;
    private final Shelf shelf;
    private final Random random = new Random(WholeCity.SEED + 141);

    SampleClasses(DSLContext dsl, Today today, Shelf shelf) {
        this.dsl = dsl;
        this.today = today;
        this.shelf = shelf;
    }

    private record Trainee(long person, String name, LocalDate from) {}

    void ofMasters(long studio) {
        List<Trainee> trainees = dsl.select(PERSON.ID, PERSON.NAME, MEMBER.FROM_DAY)
                .from(MEMBER)
                .join(PERSON)
                .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                .where(MEMBER.STUDIO_ID.eq(studio), MEMBER.PART.eq(Part.TRAINEE.name()))
                .orderBy(MEMBER.ID)
                .fetch(r -> new Trainee(r.value1(), r.value2(), r.value3()));
        List<Long> teachers = dsl.select(MEMBER.PERSON_ID)
                .from(MEMBER)
                .where(MEMBER.STUDIO_ID.eq(studio), MEMBER.PART.in(Part.LEADER.name(), Part.CORE.name()))
                .orderBy(MEMBER.ID)
                .fetch(MEMBER.PERSON_ID);
        for (int i = 0; i < TITLES.length; i++) {
            held(studio, teachers.get(i % teachers.size()), i, trainees);
        }
        LocalDate now = today.today();
        long cancelled = course(studio, teachers.get(1), "防爆电气检查", now.minusDays(40), Course.OpenTo.UNIT, null);
        learner(cancelled, trainees.getFirst(), "SIGNED_UP", null);
        dsl.update(COURSE)
                .set(COURSE.STATE, "CANCELLED")
                .set(COURSE.WHY, "授课人临时参加抢修")
                .where(COURSE.ID.eq(cancelled))
                .execute();
        long ahead = course(studio, teachers.get(2), "技能大赛赛前辅导", now.plusDays(6), Course.OpenTo.CITY, 60);
        trainees.subList(0, 7).forEach(t -> learner(ahead, t, "SIGNED_UP", null));
        learner(ahead, trainees.get(7), "LEFT", null);
        test(ahead);
        moved(ahead, now.plusDays(3));
        long later = course(studio, teachers.getFirst(), "大师讲堂：我的三次技术攻关", now.plusDays(20), Course.OpenTo.CITY, null);
        trainees.subList(0, 3).forEach(t -> learner(later, t, "SIGNED_UP", null));
        for (int i = 0; i < MADE; i++) {
            made(studio, trainees, i);
        }
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 30).atZone(Page.ZONE).toInstant();
    }

    private long course(
            long studio, long teacher, String title, LocalDate day, Course.OpenTo openTo, @Nullable Integer mark) {
        return dsl.insertInto(COURSE)
                .set(COURSE.STUDIO_ID, studio)
                .set(COURSE.TITLE, title)
                .set(COURSE.CONTENT, "讲解四十分钟，实训台操作一小时，随堂答疑。")
                .set(COURSE.TEACHER_ID, teacher)
                .set(COURSE.STARTS_AT, at(day, 14))
                .set(COURSE.ENDS_AT, at(day, 16))
                .set(COURSE.PLACE, "培训楼三层工作室")
                .set(COURSE.HOURS, new BigDecimal("2"))
                .set(COURSE.PLACES, 30)
                .set(COURSE.OPEN_TO, openTo.name())
                .set(COURSE.PASS_MARK, mark)
                .returningResult(COURSE.ID)
                .fetchSingle()
                .value1();
    }

    /** One that took place: with its learners, their hours, and its line in the ledger. */
    private void held(long studio, long teacher, int n, List<Trainee> trainees) {
        LocalDate day = today.today().minusDays(12 + 34L * n);
        Integer mark = n % 3 == 0 ? 60 : null;
        long course =
                course(studio, teacher, TITLES[n], day, n % 2 == 0 ? Course.OpenTo.UNIT : Course.OpenTo.CITY, mark);
        if (mark != null) {
            test(course);
        }
        int came = 0;
        for (Trainee t : trainees) {
            boolean there = random.nextInt(6) > 0 || t == trainees.getFirst();
            learner(course, t, there ? "PRESENT" : "ABSENT", day);
            if (there) {
                came++;
                int score = 34 + 33 * random.nextInt(3);
                if (mark != null) {
                    attempt(course, t, score, day);
                }
                if (mark == null || score >= mark) {
                    dsl.update(LEARNER)
                            .set(LEARNER.HOURS, new BigDecimal("2"))
                            .where(LEARNER.COURSE_ID.eq(course), LEARNER.PERSON_ID.eq(t.person()))
                            .execute();
                }
            }
        }
        long record = dsl.insertInto(LEDGER_RECORD)
                .set(LEDGER_RECORD.STUDIO_ID, studio)
                .set(LEDGER_RECORD.KIND, LedgerKind.CLASS.name())
                .set(LEDGER_RECORD.DAY, day)
                .set(LEDGER_RECORD.TITLE, TITLES[n])
                .set(LEDGER_RECORD.HEADCOUNT, came + 1)
                .set(LEDGER_RECORD.WRITER, "施敏华")
                .set(LEDGER_RECORD.AT, SampleLedger.at(day))
                .set(LEDGER_RECORD.SEARCH, Bigrams.index(TITLES[n]))
                .returningResult(LEDGER_RECORD.ID)
                .fetchSingle()
                .value1();
        dsl.insertInto(LEDGER_PART, LEDGER_PART.RECORD_ID, LEDGER_PART.PERSON_ID)
                .select(dsl.select(org.jooq.impl.DSL.val(record), LEARNER.PERSON_ID)
                        .from(LEARNER)
                        .where(LEARNER.COURSE_ID.eq(course), LEARNER.STATE.eq("PRESENT"))
                        .union(dsl.select(org.jooq.impl.DSL.val(record), org.jooq.impl.DSL.val(teacher))))
                .execute();
        dsl.update(COURSE)
                .set(COURSE.STATE, "HELD")
                .set(COURSE.RECORD_ID, record)
                .where(COURSE.ID.eq(course))
                .execute();
        dsl.insertInto(COURSE_MATERIAL, COURSE_MATERIAL.COURSE_ID, COURSE_MATERIAL.MATERIAL_ID)
                .select(dsl.select(org.jooq.impl.DSL.val(course), MATERIAL.ID)
                        .from(MATERIAL)
                        .where(MATERIAL.STUDIO_ID.eq(studio), MATERIAL.TITLE.eq(TITLES[n])))
                .execute();
    }

    private void learner(long course, Trainee t, String state, @Nullable LocalDate came) {
        boolean present = state.equals("PRESENT");
        dsl.insertInto(LEARNER)
                .set(LEARNER.COURSE_ID, course)
                .set(LEARNER.PERSON_ID, t.person())
                .set(LEARNER.STATE, state)
                .set(LEARNER.PRESENT_AT, present && came != null ? at(came, 14) : null)
                .set(LEARNER.WAY, present ? random.nextInt(4) == 0 ? "TICKED" : "CODE" : null)
                .execute();
    }

    private void moved(long course, LocalDate from) {
        dsl.insertInto(COURSE_MOVED)
                .set(COURSE_MOVED.COURSE_ID, course)
                .set(COURSE_MOVED.VERSION, 0)
                .set(COURSE_MOVED.FROM_AT, at(from, 14))
                .set(COURSE_MOVED.FROM_PLACE, "培训楼二层")
                .set(COURSE_MOVED.REASON, "会议室占用")
                .execute();
        dsl.update(COURSE).set(COURSE.VERSION, 1).where(COURSE.ID.eq(course)).execute();
    }

    private void test(long course) {
        String[][] questions = {
            {"停电检修前第一步是", "[\"直接验电\", \"办理停电工作票\", \"放电\"]", "[2]"},
            {"下列属于个人防护用品的有", "[\"绝缘手套\", \"绝缘靴\", \"收音机\"]", "[1, 2]"},
            {"发现设备异响应当", "[\"继续运行\", \"停机检查\"]", "[2]"}
        };
        for (int i = 0; i < questions.length; i++) {
            dsl.insertInto(QUESTION)
                    .set(QUESTION.COURSE_ID, course)
                    .set(QUESTION.POSITION, i + 1)
                    .set(QUESTION.TEXT, questions[i][0])
                    .set(QUESTION.CHOICES, JSONB.valueOf(questions[i][1]))
                    .set(QUESTION.ANSWERS, JSONB.valueOf(questions[i][2]))
                    .execute();
        }
    }

    private void attempt(long course, Trainee t, int score, LocalDate day) {
        int kept = score == 34 ? 33 : score == 67 ? 66 : score; // of three questions: one, two or all right
        dsl.insertInto(ATTEMPT)
                .set(ATTEMPT.COURSE_ID, course)
                .set(ATTEMPT.PERSON_ID, t.person())
                .set(ATTEMPT.NUMBER, 1)
                .set(
                        ATTEMPT.TICKED,
                        JSONB.valueOf(
                                kept == 100
                                        ? "{\"1\":[2],\"2\":[1,2],\"3\":[2]}"
                                        : kept == 66
                                                ? "{\"1\":[2],\"2\":[1],\"3\":[2]}"
                                                : "{\"1\":[2],\"2\":[1],\"3\":[1]}"))
                .set(ATTEMPT.SCORE, kept)
                .set(ATTEMPT.AT, at(day, 16))
                .execute();
        dsl.update(LEARNER)
                .set(LEARNER.BEST, kept)
                .where(LEARNER.COURSE_ID.eq(course), LEARNER.PERSON_ID.eq(t.person()))
                .execute();
    }

    /** Something that one or two trainees made during their time or after it. */
    private void made(long studio, List<Trainee> trainees, int n) {
        Trainee first = trainees.get(n % trainees.size());
        long days = Math.max(1, today.today().toEpochDay() - first.from().toEpochDay());
        long id = dsl.insertInto(ACHIEVEMENT)
                .set(ACHIEVEMENT.TITLE, THINGS[n % THINGS.length] + DEEDS[n / THINGS.length])
                .set(ACHIEVEMENT.SUMMARY, "学员在师傅指导下完成，已在区队使用，减少一人操作。")
                .set(
                        ACHIEVEMENT.NODE_ID,
                        dsl.select(STUDIO.NODE_ID)
                                .from(STUDIO)
                                .where(STUDIO.ID.eq(studio))
                                .fetchSingle()
                                .value1())
                .set(ACHIEVEMENT.SOURCE, "LEDGER")
                .set(ACHIEVEMENT.FINISHED_ON, first.from().plusDays(random.nextInt((int) days)))
                .returningResult(ACHIEVEMENT.ID)
                .fetchSingle()
                .value1();
        maker(id, 1, first);
        if (n % 3 == 0) {
            maker(id, 2, trainees.get((n + 5) % trainees.size()));
        }
        shelf.index(id);
    }

    private void maker(long achievement, int place, Trainee who) {
        dsl.insertInto(MAKER, MAKER.ACHIEVEMENT_ID, MAKER.POSITION, MAKER.PERSON_ID, MAKER.NAME)
                .values(achievement, place, who.person(), who.name())
                .execute();
    }
}
