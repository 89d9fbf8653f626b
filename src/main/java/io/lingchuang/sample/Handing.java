package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.Drafts;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.EntryTyping;
import io.lingchuang.entries.Journey;
import io.lingchuang.entries.Submission;
import io.lingchuang.platform.days.Today;
import io.lingchuang.sample.IdeaTexts.Idea;
import io.lingchuang.vetting.Vetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Entries handed in and vetted through the product's own use cases, each by whoever stands where the entry stands. */
@Component
class Handing {

    /** No text of the past years has so high a number. */
    private static final int FIRST_IDEA = 500_000;

    /** So many ideas have one of every industry among them. */
    private static final int IDEAS_APART = 300;

    private final DSLContext dsl;
    private final Accounts accounts;
    private final Calls calls;
    private final Drafts drafts;
    private final Submission submission;
    private final Vetting vetting;
    private final Journey journey;
    private final Today today;
    private final IdeaTexts texts = new IdeaTexts(WholeCity.SEED);

    Handing(
            DSLContext dsl,
            Accounts accounts,
            Calls calls,
            Drafts drafts,
            Submission submission,
            Vetting vetting,
            Journey journey,
            Today today) {
        this.dsl = dsl;
        this.accounts = accounts;
        this.calls = calls;
        this.drafts = drafts;
        this.submission = submission;
        this.vetting = vetting;
        this.journey = journey;
        this.today = today;
    }

    Actor who(String login) {
        return accounts.actor(dsl.select(ACCOUNT.ID)
                        .from(ACCOUNT)
                        .where(ACCOUNT.LOGIN.eq(login))
                        .fetchSingle()
                        .value1())
                .orElseThrow();
    }

    Entry entry(long id) {
        return journey.entry(id);
    }

    /** A worker writes down an idea of their own, with a colleague. nth: of their trade. */
    long ownDraft(String worker, long call, int nth, String... colleagues) {
        return fill(who(worker), drafts.start(who(worker), call), nth, List.of(colleagues));
    }

    /** A unit's clerk writes one down for the n-th of its people. */
    long draftFor(String clerk, String unit, long call, int nth) {
        long person = dsl.select(PERSON.ID)
                .from(PERSON)
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(NODE.CODE.eq(unit), PERSON.ACCOUNT_ID.isNull())
                .orderBy(PERSON.ID)
                .offset(nth)
                .limit(1)
                .fetchSingle()
                .value1();
        long id = drafts.startFor(who(clerk), call, person, "本人口述，工会代填，已征得同意（虚构）");
        return fill(who(clerk), id, nth, List.of());
    }

    private long fill(Actor by, long id, int nth, List<String> colleagues) {
        Entry entry = journey.entry(id);
        Call call = calls.call(entry.callId());
        Idea idea = idea(entry);
        List<EntryTyping.Name> names = new ArrayList<>();
        entry.completers().forEach(c -> names.add(new EntryTyping.Name(c.name(), c.unitName(), null)));
        colleagues.forEach(c -> names.add(new EntryTyping.Name(c, "", null)));
        drafts.save(
                by,
                id,
                entry.version(),
                new EntryTyping(
                        idea.title(),
                        call.categories().isEmpty()
                                ? null
                                : call.categories()
                                        .get(nth % call.categories().size())
                                        .id(),
                        entry.line(),
                        Answers.of(call, idea, today.today(), new SplittableRandom(id)),
                        Answers.ticked(call),
                        names));
        return id;
    }

    /** An idea of the unit's own industry, which nobody has handed in. */
    private Idea idea(Entry entry) {
        String industry = dsl.select(ENTERPRISE.INDUSTRY)
                .from(ENTERPRISE)
                .where(ENTERPRISE.NODE_ID.eq(entry.unitNodeId()))
                .fetchSingle()
                .value1();
        int from = FIRST_IDEA + (int) entry.id() * IDEAS_APART;
        for (int n = from; n < from + IDEAS_APART; n++) {
            if (!texts.isCopy(n) && texts.idea(n).industry().equals(Unit.field(industry))) {
                return texts.idea(n);
            }
        }
        return texts.idea(texts.isCopy(from) ? from + 1 : from);
    }

    void handIn(long id) {
        Entry entry = journey.entry(id);
        submission.submit(actor(entry.createdBy()), id, entry.version());
    }

    void withdraw(long id, String reason) {
        Entry entry = journey.entry(id);
        submission.withdraw(actor(entry.createdBy()), id, entry.version(), reason);
    }

    /** One level up: by a vetter of the node where it stands. */
    void recommend(long id) {
        Entry entry = journey.entry(id);
        vetting.recommend(vetter(entry), id, entry.version(), "内容真实，效果明显，同意推荐");
    }

    /** All levels up to the host's formal check. */
    void recommendToHost(long id) {
        while (journey.entry(id).state() == EntryState.VETTING) {
            recommend(id);
        }
    }

    void giveBack(long id, String reason) {
        Entry entry = journey.entry(id);
        vetting.returnToApplicant(vetter(entry), id, entry.version(), reason);
    }

    void notRecommend(long id, String reason) {
        Entry entry = journey.entry(id);
        vetting.notRecommend(vetter(entry), id, entry.version(), reason);
    }

    void accept(long id) {
        vetting.accept(who("city"), id, journey.entry(id).version(), "");
    }

    void askSupplement(long id, String reason) {
        vetting.askSupplement(who("city"), id, journey.entry(id).version(), reason);
    }

    private Actor vetter(Entry entry) {
        return actor(accounts.holders(Right.VET, Objects.requireNonNull(entry.atNodeId())).stream()
                .min(Long::compare)
                .orElseThrow());
    }

    private Actor actor(long account) {
        return accounts.actor(account).orElseThrow();
    }
}
