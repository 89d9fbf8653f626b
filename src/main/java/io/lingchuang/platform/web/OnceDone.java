package io.lingchuang.platform.web;

import static io.lingchuang.db.platform.Tables.ONCE;

import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The transaction that does a form's work says so on its once-token, and both are kept or lost together. */
@Component
class OnceDone implements TransactionExecutionListener {

    private final ObjectProvider<DSLContext>
            dsl; // asked for late: it needs the transaction manager that this listens to

    OnceDone(ObjectProvider<DSLContext> dsl) {
        this.dsl = dsl;
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null
                && !transaction.isReadOnly()
                && request.getAttribute(Once.CLAIMED, RequestAttributes.SCOPE_REQUEST) instanceof UUID token) {
            dsl.getObject()
                    .update(ONCE)
                    .set(ONCE.DONE, true)
                    .where(ONCE.TOKEN.eq(token))
                    .execute();
        }
    }
}
