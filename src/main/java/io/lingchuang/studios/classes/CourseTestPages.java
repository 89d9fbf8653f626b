package io.lingchuang.studios.classes;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.studios.ledger.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The test of a class: its questions as the teacher writes them, and the same as a learner answers them. */
@Controller
class CourseTestPages {

    /** Rows that a form offers beyond those that are written. */
    private static final int MORE = 4;

    private final CourseTests tests;
    private final CourseLists lists;
    private final Learners learners;
    private final Ledger ledger;
    private final Forms forms;
    private final Today today;

    CourseTestPages(CourseTests tests, CourseLists lists, Learners learners, Ledger ledger, Forms forms, Today today) {
        this.tests = tests;
        this.lists = lists;
        this.learners = learners;
        this.ledger = ledger;
        this.forms = forms;
        this.today = today;
    }

    @SignedIn
    @GetMapping("/classes/{id}/questions")
    String write(@PathVariable long id, Actor actor, Model model) {
        Course course = lists.course(id);
        ledger.writtenBy(actor, course.studioId());
        Form form = Form.empty();
        tests.questions(id).forEach(q -> form.put("q" + q.position(), q.text()).put("c" + q.position(), q.lines()));
        model.addAttribute("form", form);
        return questionsPage(course, model);
    }

    private String questionsPage(Course course, Model model) {
        model.addAttribute("course", course);
        model.addAttribute(
                "rows", Math.min(Question.MOST, tests.questions(course.id()).size() + MORE));
        model.addAttribute("taken", tests.taken(course.id()));
        return "studios/classes/questions";
    }

    @SignedIn
    @PostMapping("/classes/{id}/questions")
    String written(@PathVariable long id, Actor actor, Model model) {
        Course course = lists.course(id);
        ledger.writtenBy(actor, course.studioId());
        Form typed = forms.typed();
        Form form = Form.empty(); // as it will stand: without the rows that were left empty
        List<Question> questions = new ArrayList<>();
        for (int i = 1; i <= Question.MOST; i++) {
            String text = typed.value("q" + i);
            String lines = typed.value("c" + i);
            if (!text.isBlank() || !lines.isBlank()) {
                int place = questions.size() + 1;
                questions.add(Question.typed(place, text, lines));
                form.put("q" + place, text).put("c" + place, lines);
            }
        }
        return forms.submit(
                form,
                model,
                () -> {
                    tests.write(actor, id, questions);
                    forms.flash("studioclasses.did.questions", questions.size());
                    return "/classes/" + id;
                },
                () -> {
                    String page = questionsPage(course, model);
                    model.addAttribute("rows", Math.min(Question.MOST, questions.size() + MORE));
                    return page;
                });
    }

    @SignedIn
    @GetMapping("/classes/{id}/test")
    String test(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return testPage(id, actor, model);
    }

    private String testPage(long id, Actor actor, Model model) {
        Course course = learners.seenBy(actor, id);
        Learner me = learners.of(actor, id).filter(Learner::present).orElseThrow(NotFound::new);
        model.addAttribute("course", course);
        model.addAttribute("me", me);
        model.addAttribute("questions", tests.questions(id));
        model.addAttribute("left", CourseTests.TIMES - tests.times(id, me.personId()));
        model.addAttribute("open", course.testOpen(today.now()));
        return "studios/classes/test";
    }

    @SignedIn
    @PostMapping("/classes/{id}/test")
    String take(@PathVariable long id, Actor actor, Model model) {
        learners.seenBy(actor, id);
        Form form = forms.typed();
        Map<Integer, Set<Integer>> ticked = new HashMap<>();
        for (int i = 1; i <= Question.MOST; i++) {
            Set<Integer> places = new TreeSet<>();
            form.values("q" + i).stream().filter(v -> v.matches("[1-8]")).forEach(v -> places.add(Integer.valueOf(v)));
            if (!places.isEmpty()) {
                ticked.put(i, places);
            }
        }
        return forms.submit(
                form,
                model,
                () -> {
                    int score = tests.take(actor, id, ticked);
                    forms.flash("studioclasses.did.test", score);
                    return "/classes/" + id;
                },
                () -> testPage(id, actor, model));
    }
}
