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
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The pool of experts. */
@Service
class Experts {

    private final DSLContext dsl;
    private final Accounts accounts;
    private final Audit audit;

    Experts(DSLContext dsl, Accounts accounts, Audit audit) {
        this.dsl = dsl;
        this.accounts = accounts;
        this.audit = audit;
    }

    List<Expert> all() {
        return find(EXPERT.ID.isNotNull());
    }

    Expert expert(long id) {
        return find(EXPERT.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
    }

    Optional<Expert> ofAccount(long accountId) {
        return find(EXPERT.ACCOUNT_ID.eq(accountId)).stream().findFirst();
    }

    List<Expert> find(Condition which) {
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
    void add(
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
        Long employerNode = dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.NAME.eq(employer.strip()))
                .limit(1)
                .fetchOne(NODE.ID);
        dsl.insertInto(EXPERT)
                .set(EXPERT.ACCOUNT_ID, id)
                .set(EXPERT.EMPLOYER_NAME, employer.strip())
                .set(EXPERT.EMPLOYER_NODE_ID, employerNode)
                .set(EXPERT.GROUP_NAME, group)
                .set(EXPERT.FIELDS, fields.toArray(String[]::new))
                .execute();
        accounts.grant(actor, id, Role.EXPERT, nodeId, null);
        audit.record(actor, "review.addExpert", "account", id, name);
    }

    @Transactional
    void activate(Actor actor, long id, boolean active) {
        if (!actor.may(Right.RUN_PANEL)) {
            throw new NotFound();
        }
        if (dsl.update(EXPERT)
                        .set(EXPERT.ACTIVE, active)
                        .where(EXPERT.ID.eq(id))
                        .execute()
                == 0) {
            throw new NotFound();
        }
        audit.record(actor, active ? "review.activateExpert" : "review.deactivateExpert", "expert", id, null);
    }
}
