package io.lingchuang.directory;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class PersonPages {

    private final People people;
    private final PeopleLists lists;
    private final NodeLists nodes;
    private final Occupations occupations;
    private final Tree tree;
    private final Forms forms;
    private final Pages pages;

    PersonPages(
            People people,
            PeopleLists lists,
            NodeLists nodes,
            Occupations occupations,
            Tree tree,
            Forms forms,
            Pages pages) {
        this.people = people;
        this.lists = lists;
        this.nodes = nodes;
        this.occupations = occupations;
        this.tree = tree;
        this.forms = forms;
        this.pages = pages;
    }

    @Allowed(Right.SEE_DIRECTORY)
    @GetMapping("/directory/people")
    String list(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.people(actor, pages.of(request)).page(list));
        return "directory/people";
    }

    @Allowed(Right.SEE_DIRECTORY)
    @GetMapping("/directory/people.xlsx")
    void excel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.people(actor, page), list, page, response);
    }

    @Allowed(Right.SEE_DIRECTORY)
    @GetMapping("/directory/people/{id}")
    String one(Actor actor, @PathVariable long id, Model model) {
        model.addAttribute("form", Form.empty());
        return personPage(actor, id, model);
    }

    private String personPage(Actor actor, long id, Model model) {
        Person person = people.person(id);
        Node unit = tree.node(person.employerNodeId());
        actor.requireReaches(Right.SEE_DIRECTORY, unit);
        Map<String, String> levels = new LinkedHashMap<>();
        for (HonourLevel level : HonourLevel.values()) {
            if (level == HonourLevel.UNIT || actor.reaches(Right.KEEP_TREE, unit)) {
                levels.put(level.name(), forms.text("HonourLevel." + level.name()));
            }
        }
        model.addAttribute("person", person.masked());
        model.addAttribute("unit", unit);
        model.addAttribute(
                "occupation",
                person.occupationId() == null
                        ? null
                        : occupations.find(person.occupationId()).orElse(null));
        model.addAttribute("honours", people.honours(id));
        model.addAttribute("levels", levels);
        model.addAttribute("keeps", actor.reaches(Right.KEEP_DIRECTORY, unit));
        return "directory/person";
    }

    /** The phone in full is said once, on the next page, and the look stands in the audit trail. */
    @Allowed(Right.SEE_DIRECTORY)
    @PostMapping("/directory/people/{id}/phone")
    String phone(Actor actor, @PathVariable long id) {
        forms.flash("directory.phoneIs", people.lookAtPhone(actor, id));
        return "redirect:/directory/people/" + id;
    }

    /** unit: the code of the employer. phone: empty leaves it as it is, noPhone takes it off. */
    record PersonForm(
            @NotBlank @Size(min = 2, max = 40) String name,
            @NotBlank String unit,
            @Size(max = 30) @Nullable String staffNumber,
            @Nullable Long occupationId,
            @Nullable SkillLevel skillLevel,
            @Pattern(regexp = "|1[0-9]{10}") @Nullable String phone,
            @Nullable Boolean noPhone,
            @Nullable Boolean frontLine,
            @Nullable Boolean unitHead,
            @Nullable Integer version) {}

    private NewPerson person(PersonForm typed, @Nullable String phoneBefore) {
        Node unit =
                tree.byCode(typed.unit().strip()).orElseThrow(() -> Refusal.onField("unit", "directory.unitUnknown"));
        String phone = Texts.orNull(typed.phone());
        return new NewPerson(
                typed.name().strip(),
                unit.id(),
                Texts.orNull(typed.staffNumber()),
                typed.occupationId(),
                typed.skillLevel(),
                Boolean.TRUE.equals(typed.noPhone()) ? null : phone == null ? phoneBefore : phone,
                Boolean.TRUE.equals(typed.frontLine()),
                Boolean.TRUE.equals(typed.unitHead()));
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @GetMapping("/directory/people/new")
    String start(Actor actor, Model model) {
        model.addAttribute("form", Form.empty().put("frontLine", true));
        return formPage(actor, null, model);
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @PostMapping("/directory/people/new")
    String add(Actor actor, @Valid PersonForm typed, BindingResult errors, Model model) {
        return forms.submit(
                errors,
                model,
                () -> "/directory/people/" + people.add(actor, reached(actor, person(typed, null))),
                () -> formPage(actor, null, model));
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @GetMapping("/directory/people/{id}/edit")
    String edit(Actor actor, @PathVariable long id, Model model) {
        Person person = people.person(id);
        Node unit = tree.node(person.employerNodeId());
        actor.requireReaches(Right.KEEP_DIRECTORY, unit);
        model.addAttribute(
                "form",
                Form.of(new PersonForm(
                        person.name(),
                        unit.code(),
                        person.staffNumber(),
                        person.occupationId(),
                        person.skillLevel(),
                        null,
                        null,
                        person.frontLine(),
                        person.unitHead(),
                        person.version())));
        return formPage(actor, person, model);
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @PostMapping("/directory/people/{id}/edit")
    String change(Actor actor, @PathVariable long id, @Valid PersonForm typed, BindingResult errors, Model model) {
        Person before = people.person(id);
        actor.requireReaches(Right.KEEP_DIRECTORY, tree.node(before.employerNodeId()));
        return forms.submit(
                errors,
                model,
                () -> {
                    int version = typed.version() == null ? -1 : typed.version();
                    people.change(actor, id, version, reached(actor, person(typed, before.phone())));
                    return "/directory/people/" + id;
                },
                () -> formPage(actor, before, model));
    }

    /** A unit beyond reach is refused beside its field, in the same words as one that is not there. */
    private NewPerson reached(Actor actor, NewPerson typed) {
        if (!actor.reaches(Right.KEEP_DIRECTORY, tree.node(typed.employerNodeId()))) {
            throw Refusal.onField("unit", "directory.unitUnknown");
        }
        return typed;
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @PostMapping("/directory/people/{id}/active")
    String active(Actor actor, @PathVariable long id, @RequestParam int version, @RequestParam boolean active) {
        people.setActive(actor, id, version, active);
        return "redirect:/directory/people/" + id;
    }

    record HonourForm(
            @NotBlank @Size(min = 2, max = 80) String title,
            @NotNull HonourLevel level,
            @NotNull @Min(1949) @Max(2100) Integer year,
            @Size(max = 60) @Nullable String number) {}

    @Allowed(Right.KEEP_DIRECTORY)
    @PostMapping("/directory/people/{id}/honours")
    String honour(Actor actor, @PathVariable long id, @Valid HonourForm typed, BindingResult errors, Model model) {
        return forms.submit(
                errors,
                model,
                () -> {
                    people.addHonour(
                            actor,
                            id,
                            typed.title().strip(),
                            typed.level(),
                            typed.year(),
                            Texts.orNull(typed.number()));
                    return "/directory/people/" + id;
                },
                () -> personPage(actor, id, model));
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @PostMapping("/directory/people/{id}/honours/{honour}/remove")
    String removeHonour(Actor actor, @PathVariable long id, @PathVariable long honour) {
        people.removeHonour(actor, id, honour);
        return "redirect:/directory/people/" + id;
    }

    private String formPage(Actor actor, @Nullable Person person, Model model) {
        Map<String, String> levels = new LinkedHashMap<>();
        for (SkillLevel level : SkillLevel.values()) {
            levels.put(level.name(), forms.text("SkillLevel." + level.name()));
        }
        Map<String, String> trades = new LinkedHashMap<>();
        occupations.all().forEach(o -> trades.put(String.valueOf(o.id()), o.name() + " " + o.code()));
        model.addAttribute("person", person == null ? null : person.masked());
        model.addAttribute("units", nodes.choices(actor, Right.KEEP_DIRECTORY));
        model.addAttribute("occupations", trades);
        model.addAttribute("levels", levels);
        return "directory/person-form";
    }
}
