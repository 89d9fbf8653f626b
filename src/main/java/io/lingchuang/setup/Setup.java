package io.lingchuang.setup;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.setup.Tables.OPENING;

import io.lingchuang.access.AccountKeeping;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.CalendarKeeping;
import io.lingchuang.access.Founding;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.CallTemplates;
import io.lingchuang.calls.NewCalls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The five steps of the set-up. Whoever typed the code does them in the product's own name; each is one transaction, and what is done
 * is told from what stands in the house, so that a set-up that was cut off goes on where it stood.
 */
@Service
class Setup {

    static final List<Role> ADMINISTRATIONS = List.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN);
    static final List<Role> PEOPLE = List.of(Role.OFFICER, Role.CHIEF, Role.FINANCE);

    /** A person as typed. An empty password asks for one to be made. */
    record Person(
            Role role, String name, String login, @Nullable String phone, String password) {}

    private final DSLContext dsl;
    private final Opening opening;
    private final Founding founding;
    private final Tree tree;
    private final CalendarKeeping calendar;
    private final WorkingDays days;
    private final NewCalls calls;
    private final CallTemplates templates;
    private final Today today;
    private final Audit audit;

    Setup(
            DSLContext dsl,
            Opening opening,
            Founding founding,
            Tree tree,
            CalendarKeeping calendar,
            WorkingDays days,
            NewCalls calls,
            CallTemplates templates,
            Today today,
            Audit audit) {
        this.dsl = dsl;
        this.opening = opening;
        this.founding = founding;
        this.tree = tree;
        this.calendar = calendar;
        this.days = days;
        this.calls = calls;
        this.templates = templates;
        this.today = today;
        this.audit = audit;
    }

    Set<SetupStep> done() {
        Set<SetupStep> done = EnumSet.noneOf(SetupStep.class);
        if (dsl.fetchExists(OPENING, OPENING.FOUNDED.isTrue())) {
            done.add(SetupStep.FEDERATION);
        }
        if (all(ADMINISTRATIONS)) {
            done.add(SetupStep.ADMINISTRATIONS);
        }
        if (dsl.fetchExists(OPENING, OPENING.TREE_DONE.isTrue())) {
            done.add(SetupStep.TREE);
        }
        if (all(PEOPLE)) {
            done.add(SetupStep.PEOPLE);
        }
        return done;
    }

    private boolean all(List<Role> roles) {
        return roles.stream().allMatch(r -> founding.seat(r).isPresent());
    }

    /** Where to go on. */
    SetupStep next() {
        Set<SetupStep> done = done();
        return Arrays.stream(SetupStep.values())
                .filter(s -> !done.contains(s))
                .findFirst()
                .orElse(SetupStep.OPENING);
    }

    @Transactional
    public void federation(String name, String organCode, String above) {
        opening.lock();
        length("name", name, 2, 80);
        if (!organCode.matches("\\p{IsHan}{1,8}")) {
            throw Refusal.onField("organCode", "setup.organCodeShape");
        }
        length("above", above, 2, 60);
        if (above.equals(name)) {
            throw Refusal.onField("above", "setup.aboveItself");
        }
        founding.federation(founding.founder(), name, organCode, above);
        dsl.update(OPENING).set(OPENING.FOUNDED, true).execute();
    }

    private static void length(String field, String typed, int least, int most) {
        if (typed.length() < least || typed.length() > most) {
            throw Refusal.onField(field, "setup.length", least, most);
        }
    }

    /** Gives people their roles at the federation. All six of the house are different people: names and logins stand once. */
    @Transactional
    public List<AccountKeeping.Made> seat(List<Person> people) {
        opening.lock();
        List<Founding.Seat> others = new ArrayList<>();
        for (Role role : ADMINISTRATIONS.containsAll(roles(people)) ? PEOPLE : ADMINISTRATIONS) {
            founding.seat(role).ifPresent(others::add);
        }
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            length("name_" + person.role(), person.name(), 2, 40);
            for (Person before : people.subList(0, i)) {
                different(person, before.name(), before.login());
            }
            others.forEach(other -> different(person, other.name(), other.login()));
        }
        Actor founder = founding.founder();
        return people.stream()
                .map(p -> founding.seat(founder, p.role(), p.login(), p.name(), p.phone(), p.password()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Role> roles(List<Person> people) {
        return people.stream().map(Person::role).toList();
    }

    private static void different(Person person, String name, String login) {
        if (person.name().equals(name)) {
            throw Refusal.onField("name_" + person.role(), "setup.twoPeople", name);
        }
        if (person.login().equals(login)) {
            throw Refusal.onField("login_" + person.role(), "setup.twoLogins", login);
        }
    }

    @Transactional
    public AccountKeeping.Made freshPassword(Role role) {
        opening.lock();
        return founding.freshPassword(founding.founder(), role);
    }

    @Transactional
    public void leaveTree() {
        opening.lock();
        dsl.update(OPENING).set(OPENING.TREE_DONE, true).execute();
    }

    @Transactional
    public void keepCalendar(int year, String source, String typed) {
        opening.lock();
        if (year != thisYear() && year != thisYear() + 1) {
            throw new Refusal("access.calendarYear");
        }
        calendar.keep(founding.founder(), year, source, typed);
    }

    int thisYear() {
        return today.today().getYear();
    }

    /** A draft; its window is set and it is published by the officer. */
    @Transactional
    public void firstCall(String template, String title) {
        opening.lock();
        if (templates.all().stream().noneMatch(t -> t.code().equals(template))) {
            throw Refusal.onField("template", "setup.chooseTemplate");
        }
        if (title.length() > 120) {
            throw Refusal.onField("title", "setup.length", 2, 120);
        }
        if (!drafts().isEmpty()) {
            throw Refusal.onField("template", "setup.callThere");
        }
        calls.fromTemplate(founding.founder(), tree.city().id(), template, title, thisYear());
    }

    List<String> drafts() {
        return dsl.select(CALL.TITLE).from(CALL).orderBy(CALL.ID).fetch(CALL.TITLE);
    }

    long units(Node.Kind kind) {
        return dsl.fetchCount(NODE, NODE.KIND.eq(kind.name()));
    }

    long occupations() {
        return dsl.fetchCount(OCCUPATION);
    }

    /** Opens the house: nothing of the set-up is left. */
    @Transactional
    public void open(boolean calendarSeen) {
        opening.lock();
        Set<SetupStep> done = done();
        if (!done.containsAll(EnumSet.complementOf(EnumSet.of(SetupStep.OPENING)))) {
            throw new Refusal("setup.notYet");
        }
        if (!days.known(thisYear())) {
            throw new Refusal("setup.calendarMissing", String.valueOf(thisYear()));
        }
        if (!calendarSeen) {
            throw Refusal.onField("calendarSeen", "setup.calendarNotSeen");
        }
        dsl.update(OPENING).set(OPENING.FINISHED_AT, today.now()).execute();
        audit.record(founding.founder(), "setup.open", "node", tree.city().id(), tree.cityName());
    }
}
