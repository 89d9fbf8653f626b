package io.lingchuang.studios.plan;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.MEMBER;

import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Letters to those who are named in a plan. Each is sent once. */
@Component
class PlanLetters {

    private final DSLContext dsl;
    private final Messages messages;
    private final Wording words;

    PlanLetters(DSLContext dsl, Messages messages, Wording words) {
        this.dsl = dsl;
        this.messages = messages;
        this.words = words;
    }

    static String address(long studio, int year) {
        return "/studios/" + studio + "/plan?year=" + year;
    }

    /** Everybody named learns what is theirs in the year. */
    void hung(Plan plan, List<PlanItem> items) {
        Map<Long, List<PlanItem>> ofEach = new LinkedHashMap<>();
        items.forEach(item -> item.doers()
                .forEach(d -> ofEach.computeIfAbsent(d.memberId(), m -> new java.util.ArrayList<>())
                        .add(item)));
        Map<Long, Long> accounts = accounts(ofEach.keySet());
        ofEach.forEach((member, own) -> {
            Long account = accounts.get(member);
            if (account != null) {
                messages.send(
                        account,
                        words.of("studioplan.letter.hung", String.valueOf(plan.year()), own.size()),
                        own.stream().map(this::line).collect(Collectors.joining("\n")),
                        address(plan.studioId(), plan.year()),
                        "plan-hung:" + plan.id());
            }
        });
    }

    /** Whoever takes an item over that hangs on the wall learns it. */
    void taken(PlanItem item, Set<Long> members) {
        accounts(members)
                .forEach((member, account) -> messages.send(
                        account,
                        words.of("studioplan.letter.taken", item.title()),
                        line(item),
                        address(item.studioId(), item.year()),
                        "plan-taken:" + item.id() + ":" + item.version()));
    }

    /** Items that near their last day without a record, and those that are past it. leaders: of each studio. */
    void due(List<PlanItem> items, Map<Long, Long> leaders) {
        Map<Long, Set<Long>> hearers = new LinkedHashMap<>();
        for (PlanItem item : items) {
            Set<Long> members = new LinkedHashSet<>();
            item.doers().stream().filter(d -> !d.left()).forEach(d -> members.add(d.memberId()));
            Long leader = leaders.get(item.studioId());
            if (item.light() == Light.RED && leader != null) {
                members.add(leader);
            }
            hearers.put(item.id(), members);
        }
        Map<Long, Long> accounts = accounts(
                hearers.values().stream().flatMap(Set::stream).distinct().toList());
        for (PlanItem item : items) {
            String what = item.light() == Light.RED ? "late" : "soon";
            for (Long member : hearers.getOrDefault(item.id(), Set.of())) {
                Long account = accounts.get(member);
                if (account != null) {
                    messages.send(
                            account,
                            words.of(
                                    "studioplan.letter." + what,
                                    item.title(),
                                    item.dueDay().toString()),
                            line(item),
                            "/plan-items/" + item.id(),
                            "plan-" + what + ":" + item.id() + ":" + item.dueDay());
                }
            }
        }
    }

    private String line(PlanItem item) {
        return words.of(
                "studioplan.letter.line",
                item.title(),
                item.fromMonth(),
                item.untilMonth(),
                item.goal(),
                item.quantity(),
                item.unit());
    }

    private Map<Long, Long> accounts(Collection<Long> members) {
        return dsl.select(MEMBER.ID, PERSON.ACCOUNT_ID)
                .from(MEMBER)
                .join(PERSON)
                .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                .where(MEMBER.ID.in(members), PERSON.ACCOUNT_ID.isNotNull())
                .fetchMap(MEMBER.ID, PERSON.ACCOUNT_ID);
    }
}
