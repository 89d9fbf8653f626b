package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.AUDIT;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The audit trail: who did what to what, when and from where. Append-only; the database refuses changes to it. */
@Service
public class Audit {

    private final DSLContext dsl;

    Audit(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** @param action module.verb, for example entries.submit; its text stands in the bundles under audit.ACTION */
    public void record(
            Actor actor,
            String action,
            @Nullable String subjectKind,
            @Nullable Long subjectId,
            @Nullable String detail) {
        write(
                actor.accountId() == 0 ? null : actor.accountId(),
                actor.name(),
                action,
                subjectKind,
                subjectId,
                detail,
                true);
    }

    void write(
            @Nullable Long accountId,
            String name,
            String action,
            @Nullable String subjectKind,
            @Nullable Long subjectId,
            @Nullable String detail,
            boolean success) {
        dsl.insertInto(AUDIT)
                .set(AUDIT.ACCOUNT_ID, accountId)
                .set(AUDIT.ACCOUNT_NAME, name)
                .set(AUDIT.ACTION, action)
                .set(AUDIT.SUBJECT_KIND, subjectKind)
                .set(AUDIT.SUBJECT_ID, subjectId)
                .set(AUDIT.DETAIL, detail)
                .set(AUDIT.IP, address())
                .set(AUDIT.SUCCESS, success)
                .execute();
    }

    static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : null;
    }
}
