package io.lingchuang.services.help;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.directory.Tables.HONOUR;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.services.Tables.RATING;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.services.Tables.TEAM;
import static io.lingchuang.db.services.Tables.TEAM_MEMBER;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.services.alliance.Team;
import io.lingchuang.services.alliance.Teams;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Who could help with a request, and why: what they can do, the words of the problem, what they did before, how far it is, and what they
 * have at hand now. Reasons add up to points; an officer decides.
 */
@Service
public class Matching {

    private static final int SHOWN = 5;
    private static final int WORDS = 3;
    /** Who has much at hand comes later, but those who know the matter are not lost from view. */
    private static final int MOST_LOAD = 20;

    private static final List<String> AT_HAND = List.of("DISPATCHED", "ACCEPTED", "APPOINTED", "VISITED");

    private final DSLContext dsl;
    private final Teams teams;
    private final Dispatching dispatching;

    Matching(DSLContext dsl, Teams teams, Dispatching dispatching) {
        this.dsl = dsl;
        this.teams = teams;
        this.dispatching = dispatching;
    }

    /** Active teams, the best first; those who said no to this request are left out. */
    public List<Proposal> teams(HelpRequest r) {
        Set<Long> declined = dispatching.declined(r.id());
        Map<Long, Integer> load = counts(REQUEST.STATE.in(AT_HAND));
        Map<Long, Integer> done =
                counts(REQUEST.STATE.eq("CLOSED").and(REQUEST.KIND.eq(r.kind().name())));
        Map<Long, BigDecimal> rated = ratings();
        Map<Long, Integer> results = results();
        Map<Long, String> places = dsl.select(TEAM.ID, NODE.PATH)
                .from(TEAM)
                .join(NODE)
                .on(NODE.ID.eq(TEAM.NODE_ID))
                .fetchMap(TEAM.ID, NODE.PATH);
        return teams.active().stream()
                .filter(t -> !declined.contains(t.id()))
                .map(t -> {
                    List<Proposal.Reason> why = new ArrayList<>();
                    if (t.kinds().contains(r.kind())) {
                        why.add(new Proposal.Reason("help.why.kind", "", 30));
                    }
                    skill(r, t, why);
                    past(done.getOrDefault(t.id(), 0), rated.get(t.id()), results.getOrDefault(t.id(), 0), why);
                    if (Requests.county(places.getOrDefault(t.id(), "")).equals(r.county())) {
                        why.add(new Proposal.Reason("help.why.near", "", 10));
                    }
                    int busy = load.getOrDefault(t.id(), 0);
                    why.add(new Proposal.Reason("help.why.load", String.valueOf(busy), -Math.min(5 * busy, MOST_LOAD)));
                    return new Proposal(t.id(), t.name(), t.unit(), points(why), List.copyOf(why), busy);
                })
                .sorted(Comparator.comparing(Proposal::points).reversed().thenComparing(Proposal::id))
                .limit(SHOWN)
                .toList();
    }

    /** The others that could be sent, by name: the officer decides. */
    public Map<Long, String> others(HelpRequest r, List<Proposal> proposed) {
        Set<Long> out = new HashSet<>(dispatching.declined(r.id()));
        proposed.forEach(p -> out.add(p.id()));
        Map<Long, String> others = new LinkedHashMap<>();
        teams.active().stream().filter(t -> !out.contains(t.id())).forEach(t -> others.put(t.id(), t.name()));
        return others;
    }

    private static void skill(HelpRequest r, Team team, List<Proposal.Reason> why) {
        if (!r.industry().isEmpty() && team.industry().equals(r.industry())) {
            why.add(new Proposal.Reason("help.why.industry", r.industry(), 15));
        }
        List<String> found = inCommon(r, team.tags() + " " + team.field());
        if (!found.isEmpty()) {
            why.add(new Proposal.Reason("help.why.words", String.join("、", found), 5 * found.size()));
        }
    }

    private static void past(int done, @Nullable BigDecimal rated, int results, List<Proposal.Reason> why) {
        if (done > 0) {
            why.add(new Proposal.Reason("help.why.done", String.valueOf(done), Math.min(done, 5) * 2));
        }
        if (rated != null) {
            why.add(new Proposal.Reason("help.why.rated", rated.toPlainString(), rated.intValue() >= 4 ? 5 : 0));
        }
        if (results > 0) {
            why.add(new Proposal.Reason("help.why.results", String.valueOf(results), Math.min(results, 5)));
        }
    }

    private static int points(List<Proposal.Reason> why) {
        return why.stream().mapToInt(Proposal.Reason::points).sum();
    }

    /** What the request has of their skills, as long as it goes and at least two characters of a word; a few say enough. */
    static List<String> inCommon(HelpRequest r, String skill) {
        String asked = plain(r.title() + " " + r.problem());
        Set<String> found = new LinkedHashSet<>();
        for (String words : plain(skill).split("[^\\p{L}\\p{N}]+")) {
            if (words.matches("\\p{ASCII}*")) {
                if (words.length() > 1 && asked.matches("(?s).*(?<![a-z0-9])" + words + "(?![a-z0-9]).*")) {
                    found.add(words);
                }
            } else {
                runs(words, asked, found);
            }
        }
        return found.stream()
                .filter(one -> found.stream().noneMatch(other -> other.length() > one.length() && other.contains(one)))
                .limit(WORDS)
                .toList();
    }

    private static String plain(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static void runs(String words, String asked, Set<String> found) {
        int from = 0;
        while (from < words.length() - 1) {
            int until = from + 1;
            while (until < words.length() && asked.contains(words.substring(from, until + 1))) {
                until++;
            }
            if (until - from > 1) {
                found.add(words.substring(from, until));
            }
            from = until - from > 1 ? until : from + 1;
        }
    }

    private Map<Long, Integer> counts(Condition which) {
        return dsl.select(REQUEST.TEAM_ID, DSL.count())
                .from(REQUEST)
                .where(REQUEST.TEAM_ID.isNotNull(), which)
                .groupBy(REQUEST.TEAM_ID)
                .fetchMap(r -> r.value1(), r -> r.value2());
    }

    private Map<Long, BigDecimal> ratings() {
        Field<BigDecimal> mean = DSL.avg(RATING.MANNER
                        .plus(RATING.SKILL)
                        .plus(RATING.SPEED)
                        .plus(RATING.EFFECT)
                        .cast(BigDecimal.class))
                .div(4);
        Map<Long, BigDecimal> rated = new HashMap<>();
        dsl.select(REQUEST.TEAM_ID, mean)
                .from(RATING)
                .join(REQUEST)
                .on(REQUEST.ID.eq(RATING.REQUEST_ID))
                .groupBy(REQUEST.TEAM_ID)
                .forEach(r -> rated.put(r.value1(), r.value2().setScale(1, RoundingMode.HALF_UP)));
        return rated;
    }

    /** Awards and achievements of each team's people. */
    private Map<Long, Integer> results() {
        Map<Long, Integer> results = new HashMap<>();
        dsl.select(TEAM_MEMBER.TEAM_ID, DSL.countDistinct(AWARD.ID))
                .from(TEAM_MEMBER)
                .join(COMPLETER)
                .on(COMPLETER.PERSON_ID.eq(TEAM_MEMBER.PERSON_ID))
                .join(AWARD)
                .on(AWARD.ENTRY_ID.eq(COMPLETER.ENTRY_ID), AWARD.STATE.eq("IN_FORCE"))
                .where(teams.belongsToday())
                .groupBy(TEAM_MEMBER.TEAM_ID)
                .forEach(r -> results.merge(r.value1(), r.value2(), Integer::sum));
        dsl.select(TEAM_MEMBER.TEAM_ID, DSL.countDistinct(MAKER.ACHIEVEMENT_ID))
                .from(TEAM_MEMBER)
                .join(MAKER)
                .on(MAKER.PERSON_ID.eq(TEAM_MEMBER.PERSON_ID))
                .where(teams.belongsToday())
                .groupBy(TEAM_MEMBER.TEAM_ID)
                .forEach(r -> results.merge(r.value1(), r.value2(), Integer::sum));
        return results;
    }

    /** Studios that work on such things, to go along. */
    public List<Proposal> studios(HelpRequest r) {
        return dsl
                .select(STUDIO.ID, STUDIO.NAME, NODE.NAME, NODE.PATH, STUDIO.INDUSTRY, STUDIO.FIELD)
                .from(STUDIO)
                .join(NODE)
                .on(NODE.ID.eq(STUDIO.NODE_ID))
                .where(STUDIO.STATE.in("IN_FORCE", "TO_PUT_RIGHT"), NODE.ID.ne(r.nodeId()))
                .orderBy(STUDIO.ID)
                .fetch(s -> {
                    List<Proposal.Reason> why = new ArrayList<>();
                    if (s.value5().equals(r.industry())) {
                        why.add(new Proposal.Reason("help.why.industry", r.industry(), 15));
                    }
                    List<String> found = inCommon(r, s.value6());
                    if (!found.isEmpty()) {
                        why.add(new Proposal.Reason("help.why.words", String.join("、", found), 5 * found.size()));
                    }
                    if (Requests.county(s.value4()).equals(r.county())) {
                        why.add(new Proposal.Reason("help.why.near", "", 10));
                    }
                    return new Proposal(s.value1(), s.value2(), s.value3(), points(why), List.copyOf(why), null);
                })
                .stream()
                .filter(p -> p.points() > 10)
                .sorted(Comparator.comparing(Proposal::points).reversed().thenComparing(Proposal::id))
                .limit(SHOWN)
                .toList();
    }

    /** People of studios of the enterprise's industry who hold a national or provincial honour. */
    public List<Proposal> people(HelpRequest r) {
        Field<String> honours = DSL.field("string_agg(distinct {0}, '、')", String.class, HONOUR.TITLE);
        Field<String> studios = DSL.min(STUDIO.NAME);
        return dsl
                .select(PERSON.ID, PERSON.NAME, NODE.NAME, NODE.PATH, honours, studios)
                .from(MEMBER)
                .join(STUDIO)
                .on(STUDIO.ID.eq(MEMBER.STUDIO_ID), STUDIO.STATE.in("IN_FORCE", "TO_PUT_RIGHT"))
                .join(PERSON)
                .on(PERSON.ID.eq(MEMBER.PERSON_ID), PERSON.ACTIVE.isTrue())
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .join(HONOUR)
                .on(HONOUR.PERSON_ID.eq(PERSON.ID), HONOUR.LEVEL.in("NATIONAL", "PROVINCIAL"))
                .where(MEMBER.UNTIL_DAY.isNull(), MEMBER.PART.in("LEADER", "CORE"), NODE.ID.ne(r.nodeId()))
                .and(STUDIO.INDUSTRY.eq(r.industry()))
                .groupBy(PERSON.ID, NODE.ID)
                .orderBy(PERSON.ID)
                .fetch(p -> {
                    List<Proposal.Reason> why = new ArrayList<>(List.of(
                            new Proposal.Reason("help.why.honour", p.value5(), 10),
                            new Proposal.Reason("help.why.studio", p.value6(), 5)));
                    if (Requests.county(p.value4()).equals(r.county())) {
                        why.add(new Proposal.Reason("help.why.near", "", 10));
                    }
                    return new Proposal(p.value1(), p.value2(), p.value3(), points(why), List.copyOf(why), null);
                })
                .stream()
                .sorted(Comparator.comparing(Proposal::points).reversed().thenComparing(Proposal::id))
                .limit(SHOWN)
                .toList();
    }
}
