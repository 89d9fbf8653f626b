package io.lingchuang.studios.naming;

import static io.lingchuang.db.studios.Tables.RULE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.StudioKind;
import io.lingchuang.studios.StudioKinds;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The city's own rules of naming: its officer changes them, and they hold from then on for what comes after. */
@Service
public class NamingRules {

    private final DSLContext dsl;
    private final StudioKinds kinds;
    private final Tree tree;
    private final Audit audit;

    NamingRules(DSLContext dsl, StudioKinds kinds, Tree tree, Audit audit) {
        this.dsl = dsl;
        this.kinds = kinds;
        this.tree = tree;
        this.audit = audit;
    }

    /**
     * @param termYears a naming counts until the end of the year so many years on
     * @param coolingYears after a plaque was taken off, its unit may not apply so long
     * @param leaderDays within so many days a studio that lost its leader names one
     * @param putRightDays the term to put right that is proposed
     * @param remindDays so many days before a day, people are reminded of it
     */
    public record Rule(
            int termYears, int coolingYears, int leaderDays, int putRightDays, int remindDays, int version) {}

    public Rule rule() {
        return dsl.selectFrom(RULE)
                .fetchSingle(r -> new Rule(
                        r.getTermYears(),
                        r.getCoolingYears(),
                        r.getLeaderDays(),
                        r.getPutRightDays(),
                        r.getRemindDays(),
                        r.getVersion()));
    }

    /** So many years on, a naming of the kind ends: by the kind's own rule, else by the city's. */
    int termYears(StudioKind kind) {
        Integer own = kinds.rule(kind).termYears();
        return own == null ? rule().termYears() : own;
    }

    /** The city's officer alone: a county names by the city's rules. */
    @Transactional
    public void change(Actor actor, Rule to) {
        requireCity(actor);
        int changed = dsl.update(RULE)
                .set(RULE.TERM_YEARS, to.termYears())
                .set(RULE.COOLING_YEARS, to.coolingYears())
                .set(RULE.LEADER_DAYS, to.leaderDays())
                .set(RULE.PUT_RIGHT_DAYS, to.putRightDays())
                .set(RULE.REMIND_DAYS, to.remindDays())
                .set(RULE.VERSION, to.version() + 1)
                .where(RULE.VERSION.eq(to.version()))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        audit.record(
                actor,
                "studios.rules",
                null,
                null,
                "%d, %d, %d, %d, %d"
                        .formatted(
                                to.termYears(),
                                to.coolingYears(),
                                to.leaderDays(),
                                to.putRightDays(),
                                to.remindDays()));
    }

    boolean mayChange(Actor actor) {
        return actor.holds(Right.KEEP_STUDIOS, tree.city().id());
    }

    void requireCity(Actor actor) {
        actor.requireHolds(Right.KEEP_STUDIOS, tree.city().id());
    }
}
