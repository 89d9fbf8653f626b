package io.lingchuang.studios.money;

import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.StudioState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One step for many subsidies at once: seen first, line by line, then all of them or none. */
@Service
public class SubsidyBatches {

    /** So many at once: a naming's batch, and a page that can be looked through. */
    static final int AT_ONCE = 100;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final DSLContext dsl;
    private final Subsidies subsidies;
    private final SubsidyStore store;

    SubsidyBatches(DSLContext dsl, Subsidies subsidies, SubsidyStore store) {
        this.dsl = dsl;
        this.subsidies = subsidies;
        this.store = store;
    }

    /** obstacle: the key of what keeps it from being done now, or null. */
    public record Line(
            Subsidy subsidy,
            String studio,
            BigDecimal amount,
            @Nullable String obstacle) {

        /** The part it is about, and in which version; nothing before the first is prepared. */
        public String mark() {
            List<Tranche> parts = subsidy.tranches();
            return subsidy.id()
                    + (parts.isEmpty()
                            ? "-0-0"
                            : "-" + parts.getLast().id() + "-" + parts.getLast().version());
        }
    }

    /** Those of them that are the actor's to do, in the order of their studios. */
    List<Line> look(Actor actor, BatchStep step, List<Long> ids, int share) {
        List<Subsidy> chosen = store.all(ids.stream().limit(AT_ONCE).toList()).stream()
                .filter(s -> actor.holds(step.right(), s.hostId()))
                .toList();
        List<Long> studios = chosen.stream().map(Subsidy::studioId).toList();
        Map<Long, List<Subsidy>> besides =
                store.ofStudios(studios).stream().collect(Collectors.groupingBy(Subsidy::studioId));
        return dsl
                .select(STUDIO.ID, STUDIO.NAME, STUDIO.STATE)
                .from(STUDIO)
                .where(STUDIO.ID.in(studios))
                .orderBy(STUDIO.NUMBER)
                .fetch()
                .stream()
                .flatMap(studio -> chosen.stream()
                        .filter(s -> s.studioId() == studio.value1())
                        .map(s -> new Line(
                                s,
                                studio.value2(),
                                amount(step, s, share),
                                obstacle(
                                        actor,
                                        step,
                                        s,
                                        StudioState.valueOf(studio.value3()),
                                        besides.getOrDefault(studio.value1(), List.of())))))
                .toList();
    }

    /** Of a first part the share of what was granted, rounded down to the cent; the others as they were prepared. */
    private static BigDecimal amount(BatchStep step, Subsidy subsidy, int share) {
        if (step == BatchStep.PREPARE || subsidy.untouched()) {
            return subsidy.amount().multiply(BigDecimal.valueOf(share)).divide(HUNDRED, 2, RoundingMode.DOWN);
        }
        return subsidy.tranches().getLast().amount();
    }

    private static @Nullable String obstacle(
            Actor actor, BatchStep step, Subsidy subsidy, StudioState studio, List<Subsidy> ofStudio) {
        if (subsidy.standing() != step.from()) {
            return "studiomoney.batch.elsewhere";
        }
        if (step != BatchStep.PAY && !studio.alive()) {
            return "studiomoney.ended";
        }
        return switch (step) {
            case PREPARE -> ofStudio.stream().anyMatch(Subsidy::waits) ? "studiomoney.unsettled" : null;
            case RELEASE ->
                subsidy.tranches().getLast().preparedBy() == actor.accountId()
                        ? "studiomoney.twoPeople"
                        : ofStudio.stream().anyMatch(Subsidy::unsettled) ? "studiomoney.unsettled" : null;
            case PAY -> null;
        };
    }

    /** Every line as it was seen, or none: what moved meanwhile is named by its studio. */
    @Transactional
    int prepare(Actor actor, List<String> marks, int share, Set<Use> uses) {
        return each(
                actor,
                BatchStep.PREPARE,
                marks,
                share,
                line -> subsidies.first(actor, line.subsidy().id(), line.amount(), uses));
    }

    @Transactional
    int release(Actor actor, List<String> marks) {
        return each(actor, BatchStep.RELEASE, marks, 100, line -> {
            Tranche part = line.subsidy().tranches().getLast();
            subsidies.approve(actor, part.id(), part.version());
        });
    }

    @Transactional
    int pay(Actor actor, List<String> marks, LocalDate on) {
        return each(actor, BatchStep.PAY, marks, 100, line -> {
            Tranche part = line.subsidy().tranches().getLast();
            subsidies.paid(actor, part.id(), part.version(), on);
        });
    }

    private interface Deed {
        void to(Line line);
    }

    private int each(Actor actor, BatchStep step, List<String> marks, int share, Deed deed) {
        if (marks.isEmpty() || marks.size() > AT_ONCE) {
            throw new Refusal("studiomoney.batch.some", AT_ONCE);
        }
        List<Line> lines = look(actor, step, ids(marks), share);
        if (lines.size() != marks.size()) {
            throw new Stale();
        }
        for (Line line : lines) {
            if (line.obstacle() != null || !marks.contains(line.mark())) {
                throw new Refusal("studiomoney.batch.moved", line.studio());
            }
            deed.to(line);
        }
        return lines.size();
    }

    /** What no page wrote is left out, and missed when the lines are counted. */
    static List<Long> ids(List<String> marks) {
        return marks.stream()
                .filter(m -> m.matches("[0-9]{1,18}-[0-9]{1,18}-[0-9]{1,9}"))
                .map(m -> Long.valueOf(m.substring(0, m.indexOf('-'))))
                .distinct()
                .toList();
    }
}
