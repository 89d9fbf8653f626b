package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.review.Tables.EXPERT;

import io.lingchuang.access.Role;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.Page;
import io.lingchuang.sample.Invented.Draw;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The people of the whole city: workers and their honours, clerks of every union, the pool of experts. Nobody of them is real, none has a phone. */
@Component
class WholePeople {

    private static final int LIMIT = 200;
    private static final int UNITS_AT_ONCE = 25;
    private static final int EXPERTS = 55;
    private static final List<String> TITLES = List.of("高级工程师", "正高级工程师", "高级技师", "副教授", "总工程师", "主任技师");
    private static final int SKILL_AWARDS = 10;
    private static final int EXPERT_WORKERS = 520;
    private static final int BACKBONES = 280;

    /** How many of a hundred and twenty stand on each step of the ladder; the first have none. */
    private static final int[] STEPS = {14, 8, 26, 30, 26, 10, 4, 1, 1};

    private static final List<String> LEVELS = List.of(
            "",
            "APPRENTICE",
            "JUNIOR",
            "INTERMEDIATE",
            "SENIOR",
            "TECHNICIAN",
            "SENIOR_TECHNICIAN",
            "SPECIAL_TECHNICIAN",
            "CHIEF_TECHNICIAN");

    private final DSLContext dsl;

    WholePeople(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Whom the first twenty units employ, by id; the others' names follow from their ids. */
    Map<Long, String> first() {
        return dsl.select(PERSON.ID, PERSON.NAME).from(PERSON).fetchMap(PERSON.ID, PERSON.NAME);
    }

    /** Units and their people, unions' clerks and the workers who have an account of their own. */
    void load(BulkLoad load, Invented invented, List<Unit> units, LocalDate since) {
        Map<String, List<Long>> trades = trades();
        String hash = dsl.select(ACCOUNT.PASSWORD_HASH)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq("city"))
                .fetchSingle()
                .value1();
        long known = dsl.select(org.jooq.impl.DSL.max(ACCOUNT.ID))
                .from(ACCOUNT)
                .fetchSingle()
                .value1();
        List<List<Unit>> parts = java.util.stream.IntStream.iterate(0, i -> i < units.size(), i -> i + UNITS_AT_ONCE)
                .mapToObj(i -> units.subList(i, Math.min(units.size(), i + UNITS_AT_ONCE)))
                .toList();
        load.each(parts, part -> {
            Rows rows = new Rows();
            for (Unit unit : part) {
                if (unit.clerk() > known) {
                    clerk(rows, unit, hash, since);
                }
                if (unit.workers() > 0) { // the first twenty have their people already
                    workers(rows, invented, unit, trades.getOrDefault(unit.industry(), List.of()), hash, since);
                }
            }
            return rows;
        });
    }

    private static void clerk(Rows rows, Unit unit, String hash, LocalDate since) {
        var at = since.atTime(9, 0).atZone(Page.ZONE).toInstant();
        rows.add(Into.ACCOUNTS, unit.clerk(), login(unit), unit.clerkName(), hash, at);
        rows.add(Into.GRANTS, unit.clerk(), Role.CLERK, unit.node().id(), since, at);
    }

    private static String login(Unit unit) {
        return unit.node().code().toLowerCase(java.util.Locale.ROOT);
    }

    private static void workers(
            Rows rows, Invented invented, Unit unit, List<Long> trades, String hash, LocalDate since) {
        for (int i = 0; i < unit.people(); i++) {
            long id = unit.firstPerson() + i;
            SplittableRandom random = invented.random(Draw.WORKER, id);
            String name = invented.person(id);
            boolean account = i < unit.workers();
            if (account) {
                var at = since.plusDays(random.nextInt(200)).atTime(10, 0).atZone(Page.ZONE);
                rows.add(
                        Into.ACCOUNTS, unit.firstWorker() + i, login(unit) + "-" + (i + 1), name, hash, at.toInstant());
            }
            boolean head = i == unit.people() - 1;
            String number = "%s%04d".formatted(unit.node().code(), i + 1);
            rows.add(
                    Into.PEOPLE,
                    id,
                    name,
                    unit.node().id(),
                    number,
                    trades.get(random.nextInt(trades.size())),
                    level(random),
                    !head && random.nextInt(8) > 0,
                    head,
                    account ? unit.firstWorker() + i : null,
                    Bigrams.index(name, number));
        }
    }

    private static @org.jspecify.annotations.Nullable String level(SplittableRandom random) {
        int at = random.nextInt(120);
        for (int i = 0; i < STEPS.length; i++) {
            at -= STEPS[i];
            if (at < 0) {
                return i == 0 ? null : LEVELS.get(i);
            }
        }
        return null;
    }

    private Map<String, List<Long>> trades() {
        Map<String, List<Long>> byIndustry = new HashMap<>(dsl.select(OCCUPATION.CATEGORY, OCCUPATION.ID)
                .from(OCCUPATION)
                .orderBy(OCCUPATION.ID)
                .fetchGroups(OCCUPATION.CATEGORY, OCCUPATION.ID));
        List<Long> common = byIndustry.getOrDefault("通用", List.of());
        byIndustry.replaceAll((industry, own) ->
                java.util.stream.Stream.concat(own.stream(), common.stream()).toList());
        return byIndustry;
    }

    /** Titles in force: exactly as many as the city publishes of three of them, each held by somebody else. */
    void honours(BulkLoad load, List<Unit> units, Scale scale, int year) {
        Rows rows = new Rows();
        List<Unit> large = units.stream().filter(u -> u.workers() > 1).toList();
        int n = 0;
        n = honour(rows, large, n, scale.of(SKILL_AWARDS), "淮北市技能大奖", "CITY", year);
        n = honour(rows, large, n, scale.of(EXPERT_WORKERS), "技术能手", "CITY", year - 1);
        n = honour(rows, large, n, scale.of(BACKBONES), "创新骨干", "CITY", year - 1);
        n = honour(rows, large, n, scale.of(150), "淮北市劳动模范", "CITY", year - 2);
        n = honour(rows, large, n, scale.of(60), "安徽省劳动模范", "PROVINCIAL", year - 3);
        honour(rows, large, n, scale.of(12), "全国劳动模范", "NATIONAL", year - 4);
        load.write(rows);
    }

    /** The n-th holder is somebody in the n-th unit; when all units had one, it is the next person of each. */
    private static int honour(Rows rows, List<Unit> units, int from, int count, String title, String level, int year) {
        for (int n = from; n < from + count; n++) {
            Unit unit = units.get(n % units.size());
            long person = unit.firstPerson() + 1 + n / units.size();
            rows.add(Into.HONOURS, person, title, level, year - n % 3 % 2, "虚构〔" + year + "〕" + (n + 1));
        }
        return from + count;
    }

    /** The pool: people of larger units, each with an account of their own as an expert, for the industry of their unit and of another. */
    void experts(BulkLoad load, Invented invented, List<Unit> units, long city, LocalDate since) {
        long account = Math.max(
                units.stream()
                        .mapToLong(u -> Math.max(u.clerk(), u.firstWorker() + u.workers()))
                        .max()
                        .orElseThrow(),
                0);
        long expert = dsl.select(org.jooq.impl.DSL.max(EXPERT.ID))
                .from(EXPERT)
                .fetchSingle()
                .value1();
        String hash = dsl.select(ACCOUNT.PASSWORD_HASH)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq("city"))
                .fetchSingle()
                .value1();
        var at = since.atTime(9, 0).atZone(Page.ZONE).toInstant();
        List<Unit> large = units.stream().filter(u -> u.people() > 100).toList();
        List<Unit> from = large.isEmpty() ? units : large;
        Rows rows = new Rows();
        for (int i = 0; i < EXPERTS; i++) {
            Unit unit = from.get(i * from.size() / EXPERTS);
            long id = ++account;
            rows.add(Into.ACCOUNTS, id, "expert" + (6 + i), invented.account(id), hash, at);
            rows.add(Into.GRANTS, id, Role.EXPERT, city, since, at);
            rows.add(
                    Into.EXPERTS,
                    ++expert,
                    id,
                    city,
                    unit.node().id(),
                    unit.node().name(),
                    TITLES.get(i % TITLES.size()),
                    "{}", // the catalogue's occupations have the industries for categories, so these find them too
                    array(unit.industry(), units.get(i * 7 % units.size()).industry()),
                    unit.field().equals(unit.industry()) ? "{}" : array(unit.field()),
                    since,
                    since.plusYears(5),
                    i % 5 == 2 ? LIMIT : null); // so many entries a panel, as they said
        }
        load.write(rows);
    }

    private static String array(String... words) {
        return Stream.of(words).distinct().collect(Collectors.joining(",", "{", "}"));
    }
}
