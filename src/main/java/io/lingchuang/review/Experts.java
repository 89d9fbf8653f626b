package io.lingchuang.review;

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
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is in the pool of experts, and who of them can be put on a panel today. */
@Service
public class Experts {

    private final DSLContext dsl;
    private final Accounts accounts;
    private final Audit audit;
    private final Today today;

    Experts(DSLContext dsl, Accounts accounts, Audit audit, Today today) {
        this.dsl = dsl;
        this.accounts = accounts;
        this.audit = audit;
        this.today = today;
    }

    List<Expert> all() {
        return find(EXPERT.ID.isNotNull());
    }

    public Expert expert(long id) {
        return find(EXPERT.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
    }

    public Optional<Expert> ofAccount(long accountId) {
        return find(EXPERT.ACCOUNT_ID.eq(accountId)).stream().findFirst();
    }

    /** In the pool, and today lies within their term 聘期: only such are put on a panel. */
    public Condition available() {
        LocalDate day = today.today();
        return EXPERT.ACTIVE
                .isTrue()
                .and(EXPERT.TERM_FROM.isNull().or(EXPERT.TERM_FROM.le(day)))
                .and(EXPERT.TERM_UNTIL.isNull().or(EXPERT.TERM_UNTIL.ge(day)));
    }

    /** Those of them who are not available today, for one of the two reasons. */
    List<Expert> unavailable(Collection<Long> ids) {
        return find(EXPERT.ID.in(ids).andNot(available()));
    }

    /** At most so many entries a panel; who has no limit of their own is not in it. */
    Map<Long, Integer> limits(Collection<Long> ids) {
        return dsl.select(EXPERT.ID, EXPERT.LOAD_LIMIT)
                .from(EXPERT)
                .where(EXPERT.ID.in(ids), EXPERT.LOAD_LIMIT.isNotNull())
                .fetchMap(EXPERT.ID, EXPERT.LOAD_LIMIT);
    }

    public List<Expert> find(Condition which) {
        return dsl.select(
                        EXPERT.ID,
                        EXPERT.ACCOUNT_ID,
                        ACCOUNT.NAME,
                        PERSON.ID,
                        EXPERT.EMPLOYER_NODE_ID,
                        EXPERT.EMPLOYER_NAME,
                        EXPERT.GROUP_NAME,
                        ENTERPRISE.GROUP_NAME,
                        EXPERT.FIELDS,
                        EXPERT.ACTIVE)
                .from(EXPERT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .leftJoin(PERSON)
                .on(PERSON.ACCOUNT_ID.eq(EXPERT.ACCOUNT_ID))
                .leftJoin(ENTERPRISE)
                .on(ENTERPRISE.NODE_ID.eq(EXPERT.EMPLOYER_NODE_ID))
                .where(which)
                .orderBy(EXPERT.ID)
                .fetch(r -> new Expert(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7() != null ? r.value7() : r.value8(),
                        Arrays.asList(r.value9()),
                        r.value10()));
    }

    /** Takes somebody into the pool: the account of that login or phone, or a new one that signs in by a code to the phone. */
    @Transactional
    public long add(
            Actor actor,
            long nodeId,
            String name,
            String phone,
            String employer,
            @Nullable String group,
            List<String> fields) {
        actor.requireHolds(Right.RUN_PANEL, nodeId);
        if (!phone.matches("1[0-9]{10}")) {
            throw Refusal.onField("phone", "review.phoneForm");
        }
        if (name.strip().length() < 2) {
            throw Refusal.onField("name", "form.required");
        }
        if (employer.strip().length() < 2) {
            throw Refusal.onField("employer", "form.required"); // recusal stands on it
        }
        if (name.length() > 40 || employer.length() > 80 || (group != null && group.length() > 80)) {
            throw Refusal.onField(name.length() > 40 ? "name" : "employer", "review.nameTooLong", 80);
        }
        Long account = dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.PHONE.eq(phone))
                .fetchOne(ACCOUNT.ID);
        long id = account != null ? account : accounts.create(actor, phone, name.strip(), phone, null);
        if (dsl.fetchExists(EXPERT, EXPERT.ACCOUNT_ID.eq(id))) {
            throw Refusal.onField("phone", "review.alreadyExpert");
        }
        long expert = dsl.insertInto(EXPERT)
                .set(EXPERT.ACCOUNT_ID, id)
                .set(EXPERT.KEPT_BY, nodeId)
                .set(EXPERT.EMPLOYER_NAME, employer.strip())
                .set(EXPERT.EMPLOYER_NODE_ID, employerNode(employer.strip()))
                .set(EXPERT.GROUP_NAME, group)
                .set(EXPERT.TAGS, fields.toArray(String[]::new))
                .returningResult(EXPERT.ID)
                .fetchSingle()
                .value1();
        accounts.grant(actor, id, Role.EXPERT, nodeId, null);
        audit.record(actor, "review.addExpert", "account", id, name);
        return expert;
    }

    /** The unit of the tree that has this name, if the tree has it. */
    public @Nullable Long employerNode(String name) {
        return dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.NAME.eq(name), NODE.ACTIVE.isTrue())
                .orderBy(NODE.ID)
                .limit(1)
                .fetchOne(NODE.ID);
    }
}
