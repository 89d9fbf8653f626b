package io.lingchuang.review.pool;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.review.Tables.EXPERT;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Role;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Experts;
import io.lingchuang.review.Recusals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the pool. Whoever runs panels chooses from all of it; an expert's data is changed, and their contact and bank seen, by the officers
 * of the federation that took them in. Experts see their own data and correct how they are reached.
 */
@Service
public class Pool {

    private final DSLContext dsl;
    private final Experts experts;
    private final Accounts accounts;
    private final FieldWords words;
    private final Recusals recusals;
    private final Audit audit;

    Pool(DSLContext dsl, Experts experts, Accounts accounts, FieldWords words, Recusals recusals, Audit audit) {
        this.dsl = dsl;
        this.experts = experts;
        this.accounts = accounts;
        this.words = words;
        this.recusals = recusals;
        this.audit = audit;
    }

    /** For whoever runs panels somewhere. */
    public Member member(Actor actor, long id) {
        if (!actor.may(Right.RUN_PANEL)) {
            throw new NotFound();
        }
        return find(EXPERT.ID.eq(id)).orElseThrow(NotFound::new);
    }

    public boolean keeps(Actor actor, Member member) {
        return actor.holds(Right.RUN_PANEL, member.keptBy());
    }

    Member kept(Actor actor, long id) {
        Member member = find(EXPERT.ID.eq(id)).orElseThrow(NotFound::new);
        actor.requireHolds(Right.RUN_PANEL, member.keptBy());
        return member;
    }

    /** The expert that the actor is. */
    public Member own(Actor actor) {
        return find(EXPERT.ACCOUNT_ID.eq(actor.accountId())).orElseThrow(NotFound::new);
    }

    Optional<Member> find(Condition which) {
        return dsl.select(EXPERT.fields())
                .select(ACCOUNT.NAME, ACCOUNT.PHONE, PERSON.ID, ENTERPRISE.GROUP_NAME, NODE.NAME)
                .from(EXPERT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .join(NODE)
                .on(NODE.ID.eq(EXPERT.KEPT_BY))
                .leftJoin(PERSON)
                .on(PERSON.ACCOUNT_ID.eq(EXPERT.ACCOUNT_ID))
                .leftJoin(ENTERPRISE)
                .on(ENTERPRISE.NODE_ID.eq(EXPERT.EMPLOYER_NODE_ID))
                .where(which)
                .fetchOptional(r -> new Member(
                        r.get(EXPERT.ID),
                        r.get(EXPERT.ACCOUNT_ID),
                        r.get(PERSON.ID),
                        r.get(ACCOUNT.PHONE),
                        r.get(EXPERT.KEPT_BY),
                        r.get(NODE.NAME),
                        r.get(EXPERT.EMPLOYER_NODE_ID),
                        r.get(ENTERPRISE.GROUP_NAME),
                        new Particulars(
                                r.get(ACCOUNT.NAME),
                                r.get(EXPERT.TITLE),
                                r.get(EXPERT.EMPLOYER_NAME),
                                r.get(EXPERT.GROUP_NAME),
                                Arrays.asList(r.get(EXPERT.OCCUPATIONS)),
                                Arrays.asList(r.get(EXPERT.INDUSTRIES)),
                                Arrays.asList(r.get(EXPERT.TAGS)),
                                r.get(EXPERT.LOAD_LIMIT),
                                r.get(EXPERT.TERM_FROM),
                                r.get(EXPERT.TERM_UNTIL),
                                r.get(EXPERT.PHONE),
                                r.get(EXPERT.EMAIL)),
                        r.get(EXPERT.ACTIVE),
                        r.get(EXPERT.VERSION)));
    }

    /** Everything that is wrong with what was typed, each beside its field. signIn: the phone of a new expert's account. */
    List<Refusal> faults(Typed typed, @Nullable String signIn) {
        return faults(typed, signIn, words.known());
    }

    List<Refusal> faults(Typed typed, @Nullable String signIn, FieldWords.Known known) {
        List<Refusal> faults = new ArrayList<>(typed.faults(known));
        if (signIn != null && !signIn.matches("1[0-9]{10}")) {
            faults.add(Refusal.onField("phone", "review.phoneForm"));
        }
        return faults;
    }

    /** Takes somebody in: the account of that phone, or a new one that signs in by a code to it. */
    @Transactional
    public long add(Actor actor, long node, String signIn, Particulars p) {
        if (!nameOf(signIn).orElse(p.name()).equals(p.name())) {
            throw Refusal.onField("phone", "review.pool.otherName"); // a slip would make the wrong person an expert
        }
        long id = experts.add(actor, node, p.name(), signIn, p.employer(), p.group(), p.tags());
        write(id, 0, p);
        return id;
    }

    /** What the account of this phone is called, where there is one. */
    Optional<String> nameOf(String signIn) {
        return dsl.select(ACCOUNT.NAME)
                .from(ACCOUNT)
                .where(ACCOUNT.PHONE.eq(signIn))
                .fetchOptional(ACCOUNT.NAME);
    }

    @Transactional
    public void change(Actor actor, long id, int version, Particulars p) {
        Member before = kept(actor, id);
        if (!before.particulars().name().equals(p.name())) {
            if (before.personId() != null) {
                throw Refusal.onField("name", "access.nameOfOthers"); // the directory has it too
            }
            accounts.rename(actor, before.accountId(), p.name(), Role.EXPERT);
        }
        write(id, version, p);
        audit.record(actor, "review.changeExpert", "expert", id, p.name());
        recusals.lookAgain(actor, id); // another employer or group
    }

    private void write(long id, int version, Particulars p) {
        int written = dsl.update(EXPERT)
                .set(EXPERT.TITLE, p.title())
                .set(EXPERT.EMPLOYER_NAME, p.employer())
                .set(EXPERT.EMPLOYER_NODE_ID, experts.employerNode(p.employer()))
                .set(EXPERT.GROUP_NAME, p.group())
                .set(EXPERT.OCCUPATIONS, p.occupations().toArray(String[]::new))
                .set(EXPERT.INDUSTRIES, p.industries().toArray(String[]::new))
                .set(EXPERT.TAGS, p.tags().toArray(String[]::new))
                .set(EXPERT.LOAD_LIMIT, p.loadLimit())
                .set(EXPERT.TERM_FROM, p.from())
                .set(EXPERT.TERM_UNTIL, p.until())
                .set(EXPERT.PHONE, p.phone())
                .set(EXPERT.EMAIL, p.email())
                .set(EXPERT.VERSION, version + 1)
                .where(EXPERT.ID.eq(id), EXPERT.VERSION.eq(version))
                .execute();
        if (written == 0) {
            throw new Stale();
        }
    }

    /** In the pool, or out of it for as long as nobody takes them in again. */
    @Transactional
    public void activate(Actor actor, long id, boolean active) {
        kept(actor, id);
        dsl.update(EXPERT)
                .set(EXPERT.ACTIVE, active)
                .set(EXPERT.VERSION, EXPERT.VERSION.plus(1))
                .where(EXPERT.ID.eq(id))
                .execute();
        audit.record(actor, active ? "review.activateExpert" : "review.deactivateExpert", "expert", id, null);
    }

    /** Phone and mail in full; who looked stands on the audit trail. */
    @Transactional
    public String lookAtContact(Actor actor, long id) {
        Member member = kept(actor, id);
        audit.record(
                actor,
                "review.lookAtContact",
                "expert",
                id,
                member.particulars().name());
        return Stream.of(member.contact(), member.particulars().email())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** How the expert is reached, corrected by themselves. */
    @Transactional
    public void reach(Actor actor, int version, String phone, String email) {
        Member me = own(actor);
        List<Refusal> faults = Typed.contactFaults(phone, email);
        if (!faults.isEmpty()) {
            throw faults.getFirst();
        }
        int written = dsl.update(EXPERT)
                .set(EXPERT.PHONE, Typed.orNull(phone))
                .set(EXPERT.EMAIL, Typed.orNull(email))
                .set(EXPERT.VERSION, version + 1)
                .where(EXPERT.ID.eq(me.id()), EXPERT.VERSION.eq(version))
                .execute();
        if (written == 0) {
            throw new Stale();
        }
        audit.record(actor, "review.ownContact", "expert", me.id(), null);
    }
}
