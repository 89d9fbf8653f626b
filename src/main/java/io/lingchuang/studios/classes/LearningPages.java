package io.lingchuang.studios.classes;

import io.lingchuang.access.Actor;
import io.lingchuang.directory.People;
import io.lingchuang.directory.Person;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.Studios;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What somebody learns: the studios they are in, classes they may take, and the hours on their record. */
@Controller
class LearningPages implements DeskSource {

    private final CourseLists lists;
    private final Studios studios;
    private final People people;
    private final Pages pages;
    private final Today today;

    LearningPages(CourseLists lists, Studios studios, People people, Pages pages, Today today) {
        this.lists = lists;
        this.studios = studios;
        this.people = people;
        this.pages = pages;
        this.today = today;
    }

    @Bean
    static NavItem learningNav() {
        return new NavItem("studioclasses.learning", "/learning", 76, null);
    }

    /** 0: an account of nobody in the directory, which has no record. */
    private long person(Actor actor) {
        return people.ofAccount(actor.accountId()).map(Person::id).orElse(0L);
    }

    @SignedIn
    @GetMapping("/learning")
    String mine(Actor actor, ListRequest request, Model model) {
        long person = person(actor);
        model.addAttribute(
                "studios",
                studios.of(actor).stream()
                        .map(s -> new OwnStudio(
                                s.id(),
                                s.name(),
                                s.state().alive() && studios.standing(actor, s).works()))
                        .toList());
        model.addAttribute("ahead", lists.ahead(person));
        model.addAttribute("hours", lists.hours(person));
        model.addAttribute("list", lists.record(person).page(request));
        return "studios/classes/learning";
    }

    @SignedIn
    @GetMapping("/learning.xlsx")
    void excel(Actor actor, ListRequest request, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        ListExport.send(lists.record(person(actor)), request, pages.of(http), response);
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor)) {
            return List.of();
        }
        long person = person(actor);
        if (person == 0) {
            return List.of();
        }
        List<DeskCard> cards = new ArrayList<>();
        card(cards, page, "studioclasses.desk.soon", lists.soon(person), Course::day, "");
        card(cards, page, "studioclasses.desk.test", lists.tests(person), Course::testUntil, "/test");
        card(cards, page, "studioclasses.desk.close", lists.toClose(actor), Course::day, "");
        return cards;
    }

    private void card(
            List<DeskCard> cards,
            Page page,
            String title,
            List<Course> courses,
            Function<Course, LocalDate> due,
            String to) {
        if (!courses.isEmpty()) {
            Course first = courses.getFirst();
            cards.add(DeskCard.of(
                            page.t(title),
                            courses.size(),
                            due.apply(first),
                            "/classes/" + first.id() + to,
                            page.t("studioledger.desk.open"),
                            today.today())
                    .detail(first.title()));
        }
    }
}
