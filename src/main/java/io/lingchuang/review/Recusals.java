package io.lingchuang.review;

import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.review.Tables.RECUSAL;

import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import io.lingchuang.entries.Entry;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who must not score what 回避, as far as the records know it: same employer, same enterprise group, a completer. */
@Component
class Recusals {

    enum Ground {
        EMPLOYER,
        GROUP,
        COMPLETER,
        OWN_WORD,
        CHAIR
    }

    private final DSLContext dsl;
    private final Tree tree;

    Recusals(DSLContext dsl, Tree tree) {
        this.dsl = dsl;
        this.tree = tree;
    }

    void record(long panel, long expert, long entry, Ground ground, String reason) {
        dsl.insertInto(RECUSAL)
                .set(RECUSAL.PANEL_ID, panel)
                .set(RECUSAL.EXPERT_ID, expert)
                .set(RECUSAL.ENTRY_ID, entry)
                .set(RECUSAL.GROUND, ground.name())
                .set(RECUSAL.REASON, reason)
                .onConflictDoNothing()
                .execute();
    }

    @Nullable
    Ground computed(Expert expert, Entry entry) {
        boolean completer = entry.createdBy() == expert.accountId()
                || entry.completers().stream()
                        .anyMatch(c -> c.personId() != null && Objects.equals(c.personId(), expert.personId()));
        if (completer) {
            return Ground.COMPLETER;
        }
        Node unit = tree.node(entry.unitNodeId());
        if (sameEmployer(expert, entry, unit)) {
            return Ground.EMPLOYER;
        }
        String group = group(unit);
        return expert.group() != null && expert.group().equals(group) ? Ground.GROUP : null;
    }

    private boolean sameEmployer(Expert expert, Entry entry, Node unit) {
        boolean byTree = false;
        if (expert.employerNodeId() != null) {
            Node own = enterprise(tree.node(expert.employerNodeId()));
            byTree = own.id() == enterprise(unit).id();
        }
        return byTree
                || enterprise(unit).name().equals(expert.employer())
                || entry.completers().stream()
                        .anyMatch(c -> !c.unitName().isEmpty() && c.unitName().equals(expert.employer()));
    }

    private Node enterprise(Node unit) {
        return tree.line(unit).stream()
                .filter(n -> n.kind() == Node.Kind.ENTERPRISE)
                .findFirst()
                .orElse(unit);
    }

    private @Nullable String group(Node unit) {
        return dsl.select(ENTERPRISE.GROUP_NAME)
                .from(ENTERPRISE)
                .where(ENTERPRISE.NODE_ID.eq(enterprise(unit).id()))
                .fetchOne(ENTERPRISE.GROUP_NAME);
    }
}
