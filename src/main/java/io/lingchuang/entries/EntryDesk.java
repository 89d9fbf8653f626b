package io.lingchuang.entries;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** On a worker's desk: what came back, what was begun, whether they completed what others name them in, and what they may hand in. */
@Component
class EntryDesk implements DeskSource {

    private final DSLContext dsl;
    private final Applicants applicants;
    private final Calls calls;
    private final Tree tree;
    private final Today today;

    EntryDesk(DSLContext dsl, Applicants applicants, Calls calls, Tree tree, Today today) {
        this.dsl = dsl;
        this.applicants = applicants;
        this.calls = calls;
        this.tree = tree;
        this.today = today;
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        List<DeskCard> cards = new ArrayList<>();
        for (EntryState state : List.of(EntryState.RETURNED, EntryState.SUPPLEMENT, EntryState.DRAFT)) {
            inHand(viewer, state, page, cards);
        }
        asked(viewer, page, cards);
        open(viewer, page, cards);
        return cards;
    }

    private void inHand(Viewer viewer, EntryState state, Page page, List<DeskCard> cards) {
        var waiting = dsl.select(ENTRY.ID, ENTRY.DUE_ON)
                .from(ENTRY)
                .where(ENTRY.CREATED_BY.eq(viewer.accountId()), ENTRY.STATE.eq(state.name()))
                .orderBy(ENTRY.DUE_ON.asc().nullsLast())
                .limit(100)
                .fetch();
        if (!waiting.isEmpty()) {
            String href = waiting.size() == 1
                    ? "/entries/" + waiting.getFirst().value1() + "/edit"
                    : "/entries?state=" + state;
            cards.add(DeskCard.of(
                    page.t("entries.desk." + state),
                    waiting.size(),
                    waiting.getFirst().value2(),
                    href,
                    page.t("entries.continue"),
                    today.today()));
        }
    }

    private void asked(Viewer viewer, Page page, List<DeskCard> cards) {
        List<Long> waiting = dsl.select(ENTRY.ID)
                .from(ENTRY)
                .join(COMPLETER)
                .on(COMPLETER.ENTRY_ID.eq(ENTRY.ID))
                .join(PERSON)
                .on(PERSON.ID.eq(COMPLETER.PERSON_ID))
                .where(
                        PERSON.ACCOUNT_ID.eq(viewer.accountId()),
                        COMPLETER.STATE.eq(Entry.Answer.INVITED.name()),
                        ENTRY.NUMBER.isNotNull(),
                        ENTRY.STATE.ne(EntryState.WITHDRAWN.name()),
                        ENTRY.CREATED_BY.ne(viewer.accountId()))
                .orderBy(ENTRY.ID)
                .fetch(ENTRY.ID);
        if (!waiting.isEmpty()) {
            cards.add(DeskCard.of(
                    page.t("entries.desk.asked"),
                    waiting.size(),
                    null,
                    "/entries/" + waiting.getFirst(),
                    page.t("entries.toAnswer"),
                    today.today()));
        }
    }

    /** Calls that take entries from one's unit, and none of one's own is in yet. */
    private void open(Viewer viewer, Page page, List<DeskCard> cards) {
        Applicant me = applicants.ofAccount(viewer.accountId()).orElse(null);
        if (me == null) {
            return;
        }
        Set<Long> begun = dsl.selectDistinct(ENTRY.CALL_ID)
                .from(ENTRY)
                .where(ENTRY.CREATED_BY.eq(viewer.accountId()))
                .fetchSet(ENTRY.CALL_ID);
        List<Call> open = calls.published().stream()
                .filter(c -> c.open(today.now())
                        && !begun.contains(c.id())
                        && Drafts.under(tree.node(c.hostNodeId()), me.unit()))
                .toList();
        if (!open.isEmpty()) {
            LocalDate closes = open.stream()
                    .map(Call::closesAt)
                    .filter(Objects::nonNull)
                    .min(Instant::compareTo)
                    .map(at -> LocalDate.ofInstant(at, Page.ZONE))
                    .orElse(null);
            cards.add(DeskCard.of(
                            page.t("entries.desk.open"),
                            open.size(),
                            closes,
                            "/entries",
                            page.t("entries.start"),
                            today.today())
                    .detail(open.stream().map(Call::title).limit(3).collect(Collectors.joining("、"))));
        }
    }
}
