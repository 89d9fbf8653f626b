package io.lingchuang.studios.naming;

import static io.lingchuang.db.studios.Tables.ABOUT;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryRule;
import io.lingchuang.entries.Problem;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioKind;
import io.lingchuang.studios.StudioKinds;
import io.lingchuang.studios.Studios;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may be named, renewed or assessed. Looked at when an entry is handed in, so that nobody is judged for nothing, and again at
 * the decision, as months lie between.
 */
@Component
class Eligible implements EntryRule {

    static final String NAMING = "STUDIO_NAMING";
    static final String RENEWAL = "STUDIO_RENEWAL";
    static final String ASSESSMENT = "STUDIO_ASSESSMENT";

    private final DSLContext dsl;
    private final Studios studios;
    private final Tree tree;
    private final Today today;

    Eligible(DSLContext dsl, Studios studios, Tree tree, Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.tree = tree;
        this.today = today;
    }

    @Override
    public List<Problem> problems(Call call, Entry entry) {
        Refusal no = switch (call.programme()) {
            case NAMING -> {
                boolean onlyBases = !StudioKinds.of(call).contains(StudioKind.STUDIO);
                boolean renewsToo = call.tiers().stream().anyMatch(t -> t.code().startsWith("RENEW"));
                Studio led = studioOf(entry);
                yield renewsToo && led != null
                        ? notRenewed(led)
                        : notNamed(entry, onlyBases ? StudioKind.INNOVATION_BASE : StudioKind.STUDIO, level(call));
            }
            case RENEWAL, ASSESSMENT -> notRenewed(studioOf(entry));
            default -> null;
        };
        return no == null ? List.of() : List.of(new Problem("completers", no.key(), no.args()));
    }

    /** The studio that an entry is about: the one it was begun for, else the one its first completer leads. */
    @Nullable
    Studio studioOf(Entry entry) {
        Long about = dsl.select(ABOUT.STUDIO_ID)
                .from(ABOUT)
                .where(ABOUT.ENTRY_ID.eq(entry.id()))
                .fetchOne(ABOUT.STUDIO_ID);
        if (about != null) {
            return studios.studio(about);
        }
        Entry.Completer first = entry.first();
        return first == null || first.personId() == null
                ? null
                : studios.ledByPerson(first.personId()).orElse(null);
    }

    /** A studio that stands is renewed or assessed. */
    @Nullable
    Refusal notRenewed(@Nullable Studio studio) {
        if (studio == null) {
            return new Refusal("naming.leadsNone");
        }
        return studio.state().alive() ? null : new Refusal("naming.studioEnded", studio.name());
    }

    /** One leads at most one studio, a plaque of a level is given once, and after a plaque was taken off its unit waits. */
    @Nullable
    Refusal notNamed(Entry entry, StudioKind kind, NamingLevel level) {
        Entry.Completer first = entry.first();
        if (first == null || first.personId() == null) {
            return new Refusal("naming.noLeader");
        }
        LocalDate cooling = coolingUntil(entry.unitNodeId());
        if (cooling != null) {
            return new Refusal("naming.cooling", String.valueOf(cooling));
        }
        Studio led = kind == StudioKind.STUDIO
                ? studios.ledByPerson(first.personId()).orElse(null)
                : null;
        return led != null && !level.above(highest(led)) ? new Refusal("naming.leadsAnother", led.name()) : null;
    }

    /** The first day on which the unit may apply again; null when it may today. */
    @Nullable
    LocalDate coolingUntil(long unit) {
        return dsl.select(STUDIO.COOLING_UNTIL)
                .from(STUDIO)
                .where(STUDIO.NODE_ID.eq(unit), STUDIO.COOLING_UNTIL.gt(today.today()))
                .orderBy(STUDIO.COOLING_UNTIL.desc())
                .limit(1)
                .fetchOne(STUDIO.COOLING_UNTIL);
    }

    private NamingLevel highest(Studio studio) {
        var naming = io.lingchuang.db.studios.Tables.NAMING;
        return dsl
                .select(naming.LEVEL)
                .from(naming)
                .where(naming.STUDIO_ID.eq(studio.id()))
                .fetch(naming.LEVEL)
                .stream()
                .map(NamingLevel::valueOf)
                .min(NamingLevel::compareTo)
                .orElse(NamingLevel.COUNTY);
    }

    private NamingLevel level(Call call) {
        return tree.node(call.hostNodeId()).kind() == Node.Kind.CITY ? NamingLevel.CITY : NamingLevel.COUNTY;
    }
}
