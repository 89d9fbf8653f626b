package io.lingchuang.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Keeps the reason when the database is lost within a transaction. What the lost connection had begun, PostgreSQL rolls back by
 * itself; that it can no longer be told to must not stand in the place of the fault that says so, or an outage would look like a
 * fault of the product: 500 instead of 503, and a job that failed instead of one that begins anew.
 */
@Component("transactionManager")
class Transactions extends JdbcTransactionManager {

    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    Transactions(DataSource source, ObjectProvider<TransactionManagerCustomizers> customizers) {
        super(source);
        customizers.ifAvailable(all -> all.customize(this));
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        Connection connection = ((JdbcTransactionObjectSupport) status.getTransaction())
                .getConnectionHolder()
                .getConnection();
        try {
            super.doRollback(status);
        } catch (TransactionSystemException | DataAccessException fault) {
            if (!lost(connection)) {
                throw fault;
            }
            log.debug("The connection is lost, and its transaction with it", fault);
        }
    }

    private static boolean lost(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException unknown) {
            return true;
        }
    }
}
