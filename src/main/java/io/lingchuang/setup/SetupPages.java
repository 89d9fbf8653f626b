package io.lingchuang.setup;

import io.lingchuang.access.AccountKeeping;
import io.lingchuang.access.Founding;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door of the set-up, and its steps about the federation and its people. {@link SetupDoor} lets nobody else in. */
@Controller
class SetupPages {

    private static final String SHOWN = "lingchuang.setup.shown";

    private final Opening opening;
    private final Setup setup;
    private final Founding founding;
    private final Tree tree;
    private final Forms forms;
    private final Throttle trying;

    SetupPages(Opening opening, Setup setup, Founding founding, Tree tree, Forms forms, Clock clock) {
        this.opening = opening;
        this.setup = setup;
        this.founding = founding;
        this.tree = tree;
        this.forms = forms;
        this.trying = new Throttle(clock, 10, Duration.ofMinutes(10));
    }

    @Everyone
    @GetMapping("/setup")
    String door(HttpServletRequest request, Model model) {
        if (SetupDoor.passed(request, opening)) {
            return "redirect:" + setup.next().address();
        }
        model.addAttribute("form", Form.empty());
        return "setup/code";
    }

    @Everyone
    @PostMapping("/setup/code")
    String enter(@RequestParam(defaultValue = "") String code, HttpServletRequest request, Model model) {
        return forms.submit(
                Form.empty(),
                model,
                () -> {
                    if (!trying.allows(request.getRemoteAddr())) {
                        throw new Refusal("access.tooOften");
                    }
                    if (!opening.isCode(code)) {
                        throw Refusal.onField("code", "setup.codeWrong");
                    }
                    SetupDoor.pass(request, opening);
                    return setup.next().address();
                },
                () -> "setup/code");
    }

    @Everyone
    @GetMapping("/setup/1")
    String federation(Model model) {
        Form form = Form.empty();
        tree.founded().ifPresent(city -> form.put("name", city.name()).put("organCode", city.organCode()));
        model.addAttribute("form", form.put("above", tree.above()));
        return step(SetupStep.FEDERATION, "setup/federation", model);
    }

    @Everyone
    @PostMapping("/setup/1")
    String federation(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String organCode,
            @RequestParam(defaultValue = "") String above,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    setup.federation(name.strip(), organCode.strip(), above.strip());
                    return SetupStep.ADMINISTRATIONS.address();
                },
                () -> step(SetupStep.FEDERATION, "setup/federation", model));
    }

    @Everyone
    @GetMapping("/setup/2")
    String administrations(HttpServletRequest request, Model model) {
        return peopleAsThey(SetupStep.ADMINISTRATIONS, Setup.ADMINISTRATIONS, request, model);
    }

    @Everyone
    @PostMapping("/setup/2")
    String administrations(@RequestParam Map<String, String> typed, HttpServletRequest request, Model model) {
        return seat(SetupStep.ADMINISTRATIONS, Setup.ADMINISTRATIONS, typed, request, model);
    }

    @Everyone
    @GetMapping("/setup/4")
    String people(HttpServletRequest request, Model model) {
        return peopleAsThey(SetupStep.PEOPLE, Setup.PEOPLE, request, model);
    }

    @Everyone
    @PostMapping("/setup/4")
    String people(@RequestParam Map<String, String> typed, HttpServletRequest request, Model model) {
        return seat(SetupStep.PEOPLE, Setup.PEOPLE, typed, request, model);
    }

    private String peopleAsThey(SetupStep step, List<Role> roles, HttpServletRequest request, Model model) {
        Form form = Form.empty();
        for (Role role : roles) {
            founding.seat(role)
                    .ifPresentOrElse(
                            s -> form.put("name_" + role, s.name())
                                    .put("login_" + role, s.login())
                                    .put("phone_" + role, s.phone()),
                            () -> form.put("login_" + role, suggested(role)));
        }
        model.addAttribute("form", form);
        model.addAttribute("shown", request.getSession().getAttribute(SHOWN + step));
        request.getSession().removeAttribute(SHOWN + step);
        return people(step, roles, model);
    }

    private static String suggested(Role role) {
        return switch (role) {
            case SYSTEM_ADMIN -> "admin";
            case SECURITY_ADMIN -> "security";
            case AUDIT_ADMIN -> "audit";
            default -> role.name().toLowerCase(Locale.ROOT);
        };
    }

    private String people(SetupStep step, List<Role> roles, Model model) {
        model.addAttribute("roles", roles);
        model.addAttribute(
                "seated",
                roles.stream().filter(r -> founding.seat(r).isPresent()).toList());
        model.addAttribute("choose", step == SetupStep.ADMINISTRATIONS);
        return step(step, "setup/people", model);
    }

    private String seat(
            SetupStep step, List<Role> roles, Map<String, String> typed, HttpServletRequest request, Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    var made = setup.seat(
                            roles.stream().map(r -> person(step, r, typed)).toList());
                    if (made.isEmpty()) {
                        return SetupStep.values()[step.ordinal() + 1].address();
                    }
                    request.getSession().setAttribute(SHOWN + step, made);
                    return step.address();
                },
                () -> people(step, roles, model));
    }

    private static Setup.Person person(SetupStep step, Role role, Map<String, String> typed) {
        String phone = typed.getOrDefault("phone_" + role, "").strip();
        return new Setup.Person(
                role,
                typed.getOrDefault("name_" + role, "").strip(),
                typed.getOrDefault("login_" + role, "").strip(),
                phone.isEmpty() ? null : phone,
                step == SetupStep.ADMINISTRATIONS ? typed.getOrDefault("password_" + role, "") : "");
    }

    /** For a password that was not written down. */
    @Everyone
    @PostMapping("/setup/password")
    String freshPassword(@RequestParam(defaultValue = "") String role, HttpServletRequest request) {
        for (SetupStep step : List.of(SetupStep.ADMINISTRATIONS, SetupStep.PEOPLE)) {
            List<Role> roles = step == SetupStep.ADMINISTRATIONS ? Setup.ADMINISTRATIONS : Setup.PEOPLE;
            for (Role seat : roles) {
                if (seat.name().equals(role)) {
                    List<AccountKeeping.Made> made = List.of(setup.freshPassword(seat));
                    request.getSession().setAttribute(SHOWN + step, made);
                    return "redirect:" + step.address();
                }
            }
        }
        throw new NotFound();
    }

    private String step(SetupStep step, String template, Model model) {
        return show(setup, step, template, model);
    }

    /** A step is shown when all before it are done; the kinds of unit are told beside what stands there. */
    static String show(Setup setup, SetupStep step, String template, Model model) {
        SetupStep next = setup.next();
        if (step.compareTo(next) > 0) {
            return "redirect:" + next.address();
        }
        model.addAttribute("step", step);
        model.addAttribute("done", setup.done());
        model.addAttribute("enterprises", setup.units(Node.Kind.ENTERPRISE));
        return template;
    }
}
