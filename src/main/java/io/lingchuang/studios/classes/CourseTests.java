package io.lingchuang.studios.classes;

import static io.lingchuang.db.studios.Tables.ATTEMPT;
import static io.lingchuang.db.studios.Tables.COURSE;
import static io.lingchuang.db.studios.Tables.LEARNER;
import static io.lingchuang.db.studios.Tables.QUESTION;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.ledger.Ledger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The short test of a class 随堂测验: written by those who teach, taken up to three times by whoever was there; the best counts. */
@Service
public class CourseTests {

    static final int TIMES = 3;

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Studios studios;
    private final Ledger ledger;
    private final Learners learners;
    private final CourseLists lists;
    private final Today today;

    CourseTests(
            DSLContext dsl,
            ObjectMapper json,
            Studios studios,
            Ledger ledger,
            Learners learners,
            CourseLists lists,
            Today today) {
        this.dsl = dsl;
        this.json = json;
        this.studios = studios;
        this.ledger = ledger;
        this.learners = learners;
        this.lists = lists;
        this.today = today;
    }

    List<Question> questions(long course) {
        return dsl.selectFrom(QUESTION)
                .where(QUESTION.COURSE_ID.eq(course))
                .orderBy(QUESTION.POSITION)
                .fetch(q -> new Question(
                        q.getPosition(),
                        q.getText(),
                        json.readValue(q.getChoices().data(), new TypeReference<List<String>>() {}),
                        json.readValue(q.getAnswers().data(), new TypeReference<TreeSet<Integer>>() {})));
    }

    boolean taken(long course) {
        return dsl.fetchExists(ATTEMPT, ATTEMPT.COURSE_ID.eq(course));
    }

    int times(long course, long person) {
        return dsl.fetchCount(ATTEMPT, ATTEMPT.COURSE_ID.eq(course).and(ATTEMPT.PERSON_ID.eq(person)));
    }

    /** Writes the questions anew, until somebody has taken the test. */
    @Transactional
    void write(Actor actor, long id, List<Question> questions) {
        dsl.selectOne().from(COURSE).where(COURSE.ID.eq(id)).forUpdate().fetch();
        Course course = lists.course(id);
        ledger.writtenBy(actor, course.studioId());
        if (taken(id)) {
            throw new Refusal("studioclasses.test.begun");
        }
        questions.forEach(CourseTests::check);
        dsl.deleteFrom(QUESTION).where(QUESTION.COURSE_ID.eq(id)).execute();
        for (Question q : questions) {
            dsl.insertInto(QUESTION)
                    .set(QUESTION.COURSE_ID, id)
                    .set(QUESTION.POSITION, q.position())
                    .set(QUESTION.TEXT, q.text())
                    .set(QUESTION.CHOICES, JSONB.valueOf(json.writeValueAsString(q.choices())))
                    .set(QUESTION.ANSWERS, JSONB.valueOf(json.writeValueAsString(q.answers())))
                    .execute();
        }
        studios.happened(actor, course.studioId(), "classTest", course.title());
    }

    private static void check(Question q) {
        if (q.text().length() < 2 || q.text().length() > 300) {
            throw Refusal.onField("q" + q.position(), "typing.length", 2, 300);
        }
        boolean formless = q.choices().stream().anyMatch(c -> c.isEmpty() || c.length() > 200);
        if (formless || q.choices().size() < 2 || q.choices().size() > Question.MOST_CHOICES) {
            throw Refusal.onField("c" + q.position(), "studioclasses.test.choices", Question.MOST_CHOICES);
        }
        if (q.answers().isEmpty()) {
            throw Refusal.onField("c" + q.position(), "studioclasses.test.noneRight");
        }
    }

    /** Takes the test. @return per cent reached this time */
    @Transactional
    public int take(Actor actor, long id, Map<Integer, Set<Integer>> ticked) {
        dsl.selectOne().from(COURSE).where(COURSE.ID.eq(id)).forUpdate().fetch();
        Course course = learners.seenBy(actor, id);
        Learner me = learners.of(actor, id).filter(Learner::present).orElseThrow(NotFound::new);
        List<Question> questions = questions(id);
        if (!course.testOpen(today.now()) || questions.isEmpty()) {
            throw new Refusal("studioclasses.test.closed");
        }
        for (Question q : questions) {
            if (ticked.getOrDefault(q.position(), Set.of()).isEmpty()) {
                throw Refusal.onField("q" + q.position(), "studioclasses.test.unanswered");
            }
        }
        int times = times(id, me.personId());
        if (times >= TIMES) {
            throw new Refusal("studioclasses.test.often", TIMES);
        }
        int score = Question.score(questions, ticked);
        dsl.insertInto(ATTEMPT)
                .set(ATTEMPT.COURSE_ID, id)
                .set(ATTEMPT.PERSON_ID, me.personId())
                .set(ATTEMPT.NUMBER, times + 1)
                .set(ATTEMPT.TICKED, JSONB.valueOf(json.writeValueAsString(ticked)))
                .set(ATTEMPT.SCORE, score)
                .execute();
        Integer before = me.best();
        int best = before == null ? score : Math.max(before, score);
        Integer mark = course.passMark();
        boolean earned = course.state() == Course.State.HELD && mark != null && best >= mark;
        dsl.update(LEARNER)
                .set(LEARNER.BEST, best)
                .set(LEARNER.HOURS, earned ? course.hours() : me.hours())
                .where(LEARNER.COURSE_ID.eq(id), LEARNER.PERSON_ID.eq(me.personId()))
                .execute();
        return score;
    }
}
