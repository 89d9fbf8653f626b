package io.lingchuang.studios;

import static io.lingchuang.db.studios.Tables.KIND_EVIDENCE;
import static io.lingchuang.db.studios.Tables.KIND_RULE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** In what the kinds differ: how long a naming of one counts and what counts in its assessment. The city's officer changes it. */
@Service
public class StudioKinds {

    private final DSLContext dsl;
    private final Tree tree;
    private final Audit audit;

    StudioKinds(DSLContext dsl, Tree tree, Audit audit) {
        this.dsl = dsl;
        this.tree = tree;
        this.audit = audit;
    }

    /** @param termYears null: as long as the city's rule for all says */
    public record Rule(StudioKind kind, @Nullable Integer termYears, Set<Evidence> counts, int version) {}

    public Rule rule(StudioKind kind) {
        return dsl.selectFrom(KIND_RULE)
                .where(KIND_RULE.KIND.eq(kind.name()))
                .fetchSingle(r -> new Rule(kind, r.getTermYears(), counting(kind), r.getVersion()));
    }

    /** What counts in an assessment of the kind. */
    public Set<Evidence> counting(StudioKind kind) {
        Set<Evidence> counts = EnumSet.noneOf(Evidence.class);
        dsl.select(KIND_EVIDENCE.EVIDENCE)
                .from(KIND_EVIDENCE)
                .where(KIND_EVIDENCE.KIND.eq(kind.name()))
                .forEach(r -> counts.add(Evidence.valueOf(r.value1())));
        return counts;
    }

    /** Holds for what comes after; what was said in assessments before stays as it was. */
    @Transactional
    public void change(Actor actor, Rule to) {
        actor.requireHolds(Right.KEEP_STUDIOS, tree.city().id());
        if (to.counts().isEmpty()) {
            throw Refusal.onField("counts", "naming.kind.countsNeeded");
        }
        int changed = dsl.update(KIND_RULE)
                .set(KIND_RULE.TERM_YEARS, to.termYears())
                .set(KIND_RULE.VERSION, to.version() + 1)
                .where(KIND_RULE.KIND.eq(to.kind().name()), KIND_RULE.VERSION.eq(to.version()))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        dsl.deleteFrom(KIND_EVIDENCE)
                .where(KIND_EVIDENCE.KIND.eq(to.kind().name()))
                .execute();
        for (Evidence evidence : to.counts()) {
            dsl.insertInto(KIND_EVIDENCE)
                    .set(KIND_EVIDENCE.KIND, to.kind().name())
                    .set(KIND_EVIDENCE.EVIDENCE, evidence.name())
                    .execute();
        }
        audit.record(actor, "studios.kindRule", null, null, to.kind() + " " + to.termYears() + " " + to.counts());
    }

    /** Of a tier that names or assesses, by its code: what names a base begins with its kind. */
    public static StudioKind ofTier(String code) {
        return code.startsWith(StudioKind.INNOVATION_BASE.name())
                ? StudioKind.INNOVATION_BASE
                : code.startsWith(StudioKind.RURAL_BASE.name()) ? StudioKind.RURAL_BASE : StudioKind.STUDIO;
    }

    /** The kinds that a call is about: those of its tiers; studios where it has none. */
    public static Set<StudioKind> of(Call call) {
        Set<StudioKind> kinds = call.tiers().stream().map(t -> ofTier(t.code())).collect(Collectors.toSet());
        return kinds.isEmpty() ? Set.of(StudioKind.STUDIO) : kinds;
    }
}
