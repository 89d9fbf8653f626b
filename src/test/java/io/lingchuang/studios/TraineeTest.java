package io.lingchuang.studios;

import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.insights.Tables.RECORD;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static io.lingchuang.db.studios.Tables.TRAINEE_ACHIEVEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** What trainees made: filed into the library, counted once, and shown. */
class TraineeTest extends AtTheStudio {

    private static final String FIGURE = "studio.huaikuang.trainee";

    private Map<String, Object> made(Object... more) {
        Map<String, Object> fields =
                fields("title", "快速对中装置", "finishedOn", "2026-05-01", "maker", List.of(trainee, member));
        fields.putAll(fields(more));
        return fields;
    }

    @Test
    void what_a_trainee_made_is_filed_with_its_makers_and_counts() {
        String trainees = "/studios/" + studio + "/trainees";
        int before = list(visitor("worker2"), trainees);
        String page =
                done(visitor("worker2"), visitor("worker2").post(trainees + "/achievement", made("others", "李工、王工")));
        assertThat(page).contains("快速对中装置", "许飞、周晓梅、李工、王工");
        assertThat(list(visitor("worker2"), trainees)).isEqualTo(before + 1);
        assertThat(text(visitor("trainee").get(trainees))).contains("许飞", "快速对中装置");
    }

    private static int list(io.lingchuang.Visitor who, String trainees) {
        return org.jsoup.Jsoup.parse(who.get(trainees).body())
                .select(".list-group-item")
                .size();
    }

    @Test
    void without_a_trainee_or_before_they_came_it_is_not_filed() {
        String achievement = "/studios/" + studio + "/trainees/achievement";
        refused(visitor("worker2").post(achievement, made("maker", List.of(member))), "要有学员");
        refused(visitor("worker2").post(achievement, made("finishedOn", "2025-04-27")), "入室之后完成");
        refused(
                visitor("worker2")
                        .post(achievement, made("finishedOn", today.today().plusDays(1))),
                "日期还没有到");
        refused(visitor("worker2").post(achievement, made("maker", List.of(person("worker3")))), "不在这个工作室的名单上");
        done(visitor("worker2"), visitor("worker2").post(achievement, made("finishedOn", "2025-04-28")));
    }

    @Test
    void what_the_craft_masters_trainees_made_is_found_by_a_word_of_its_title() {
        assertThat(dsl.fetchCount(
                        TRAINEE_ACHIEVEMENT.join(ACHIEVEMENT).on(ACHIEVEMENT.ID.eq(TRAINEE_ACHIEVEMENT.ACHIEVEMENT_ID)),
                        TRAINEE_ACHIEVEMENT.STUDIO_ID.eq(masters()).and(ACHIEVEMENT.SEARCH.eq(""))))
                .isZero();
        assertThat(text(visitor("city").get("/achievements?q=%E6%88%AA%E9%BD%BF%E5%BA%A7")))
                .contains("截齿座专用吊具");
    }

    private long masters() {
        return dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.CODE.eq("huaikuang"))
                .fetchSingle()
                .value1();
    }

    private int counted() {
        return dsl.fetchCount(RECORD, RECORD.INDICATOR.eq(FIGURE).and(RECORD.FROM_DAY.le(today.today())));
    }

    private long achievement(LocalDate finished, Long... makers) {
        long id = dsl.insertInto(ACHIEVEMENT)
                .set(ACHIEVEMENT.TITLE, "试验成果")
                .set(
                        ACHIEVEMENT.NODE_ID,
                        dsl.select(STUDIO.NODE_ID)
                                .from(STUDIO)
                                .where(STUDIO.ID.eq(masters()))
                                .fetchSingle()
                                .value1())
                .set(ACHIEVEMENT.SOURCE, "LEDGER")
                .set(ACHIEVEMENT.FINISHED_ON, finished)
                .returningResult(ACHIEVEMENT.ID)
                .fetchSingle()
                .value1();
        for (int i = 0; i < makers.length; i++) {
            dsl.insertInto(MAKER, MAKER.ACHIEVEMENT_ID, MAKER.POSITION, MAKER.PERSON_ID, MAKER.NAME)
                    .values(id, i + 1, makers[i], "学员")
                    .execute();
        }
        return id;
    }

    @Test
    void more_than_fifty_achievements_of_the_masters_trainees_stand_behind_the_published_figure() {
        assertThat(counted()).isGreaterThan(50);
        assertThat(text(visitor("city").get("/figures/" + FIGURE))).contains("学员创新成果");
    }

    @Test
    void an_achievement_counts_once_within_or_after_the_traineeship_and_goes_on_when_the_trainee_is_gone() {
        List<Long> two = dsl.select(MEMBER.PERSON_ID)
                .from(MEMBER)
                .where(MEMBER.STUDIO_ID.eq(masters()))
                .groupBy(MEMBER.PERSON_ID)
                .having(
                        DSL.count().eq(1),
                        DSL.max(MEMBER.PART).eq("TRAINEE"),
                        DSL.max(MEMBER.UNTIL_DAY).isNull())
                .orderBy(MEMBER.PERSON_ID.desc())
                .limit(2)
                .fetch(MEMBER.PERSON_ID);
        LocalDate from = dsl.select(MEMBER.FROM_DAY)
                .from(MEMBER)
                .where(MEMBER.STUDIO_ID.eq(masters()), MEMBER.PERSON_ID.eq(two.getFirst()))
                .fetchSingle()
                .value1();
        int before = counted();
        achievement(from, two.get(0), two.get(1));
        assertThat(counted()).as("once, though two made it").isEqualTo(before + 1);
        achievement(from.minusDays(1), two.getFirst());
        assertThat(counted()).as("made before they came").isEqualTo(before + 1);
        dsl.update(MEMBER)
                .set(MEMBER.UNTIL_DAY, from.plusDays(30))
                .where(MEMBER.STUDIO_ID.eq(masters()), MEMBER.PERSON_ID.eq(two.getFirst()))
                .execute();
        achievement(from.plusDays(60), two.getFirst());
        assertThat(counted()).as("made after they left").isEqualTo(before + 2);
        long twin = dsl.insertInto(PERSON)
                .set(PERSON.NAME, "同一个人")
                .set(
                        PERSON.EMPLOYER_NODE_ID,
                        dsl.select(PERSON.EMPLOYER_NODE_ID)
                                .from(PERSON)
                                .where(PERSON.ID.eq(two.getFirst()))
                                .fetchSingle()
                                .value1())
                .set(PERSON.MERGED_INTO, two.getFirst())
                .returningResult(PERSON.ID)
                .fetchSingle()
                .value1();
        achievement(from.plusDays(90), twin);
        assertThat(counted()).as("under a record that was merged").isEqualTo(before + 3);
        dsl.update(PERSON)
                .set(PERSON.ACTIVE, false)
                .where(PERSON.ID.eq(two.getFirst()))
                .execute();
        assertThat(counted()).as("the person left the directory").isEqualTo(before + 3);
        dsl.update(PERSON)
                .set(PERSON.ACTIVE, true)
                .where(PERSON.ID.eq(two.getFirst()))
                .execute();
    }

    @Test
    void a_trainee_sees_their_own_line_and_nobody_outside_any() {
        String trainees = "/studios/" + studio + "/trainees";
        long second = dsl.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.STAFF_NUMBER.eq("QY001003"))
                .fetchSingle()
                .value1();
        dsl.insertInto(MEMBER)
                .set(MEMBER.STUDIO_ID, studio)
                .set(MEMBER.PERSON_ID, second)
                .set(MEMBER.PART, "TRAINEE")
                .set(MEMBER.FROM_DAY, LocalDate.parse("2025-06-01"))
                .execute();
        assertThat(text(visitor("clerk").get(trainees))).contains("共 2");
        assertThat(text(visitor("trainee").get(trainees))).contains("共 1", "许飞");
        assertThat(visitor("worker3").get(trainees).statusCode()).isEqualTo(404);
        assertThat(visitor("worker3").get(trainees + ".xlsx").statusCode()).isEqualTo(404);
    }
}
