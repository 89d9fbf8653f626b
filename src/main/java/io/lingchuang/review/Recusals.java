package io.lingchuang.review;

import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.review.Tables.RECUSAL;

import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import io.lingchuang.entries.Entry;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who must not score what 回避, as far as the records know it: same employer, same enterprise group, a completer. */
@Component
public class Recusals {

    public enum Ground {
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

    /**
     * What of an entry bears on who may score it.
     *
     * @param people the completers whom the directory knows
     * @param unitNames where the completers say they work
     */
    public record About(
            long createdBy,
            List<Long> people,
            long enterpriseId,
            String enterprise,
            @Nullable String group,
            List<String> unitNames) {}

    @Nullable
    Ground computed(Expert expert, Entry entry) {
        Node enterprise = enterprise(tree.node(entry.unitNodeId()));
        Long own = expert.employerNodeId() == null
                ? null
                : enterprise(tree.node(expert.employerNodeId())).id();
        return ground(
                expert,
                own,
                new About(
                        entry.createdBy(),
                        entry.completers().stream()
                                .map(Entry.Completer::personId)
                                .filter(Objects::nonNull)
                                .toList(),
                        enterprise.id(),
                        enterprise.name(),
                        group(enterprise),
                        entry.completers().stream()
                                .map(Entry.Completer::unitName)
                                .toList()));
    }

    /** The rule alone. employerId: the enterprise that employs the expert, where the tree has it. */
    public static @Nullable Ground ground(Expert expert, @Nullable Long employerId, About entry) {
        boolean completer = entry.createdBy() == expert.accountId()
                || (expert.personId() != null && entry.people().contains(expert.personId()));
        if (completer) {
            return Ground.COMPLETER;
        }
        boolean employer = (employerId != null && employerId == entry.enterpriseId())
                || entry.enterprise().equals(expert.employer())
                || entry.unitNames().stream().anyMatch(n -> !n.isEmpty() && n.equals(expert.employer()));
        if (employer) {
            return Ground.EMPLOYER;
        }
        return expert.group() != null && expert.group().equals(entry.group()) ? Ground.GROUP : null;
    }

    private Node enterprise(Node unit) {
        return tree.line(unit).stream()
                .filter(n -> n.kind() == Node.Kind.ENTERPRISE)
                .findFirst()
                .orElse(unit);
    }

    private @Nullable String group(Node enterprise) {
        return dsl.select(ENTERPRISE.GROUP_NAME)
                .from(ENTERPRISE)
                .where(ENTERPRISE.NODE_ID.eq(enterprise.id()))
                .fetchOne(ENTERPRISE.GROUP_NAME);
    }
}
