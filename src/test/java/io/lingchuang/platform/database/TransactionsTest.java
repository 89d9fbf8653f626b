package io.lingchuang.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.lingchuang.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/** The database goes away within a transaction: whoever asks why is told that it was away, and may try again. */
class TransactionsTest {

    private final String url = TestDatabase.freshUrl();
    private HikariDataSource pool;
    private DSLContext dsl;
    private TransactionTemplate transaction;

    @BeforeEach
    void aPool() {
        pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        dsl = DSL.using(new TransactionAwareDataSourceProxy(pool), SQLDialect.POSTGRES);
        dsl.execute("create table kept (n int primary key deferrable initially deferred)");
        transaction = new TransactionTemplate(new Transactions(
                pool, new StaticListableBeanFactory().getBeanProvider(TransactionManagerCustomizers.class)));
    }

    @AfterEach
    void gone() {
        pool.close();
    }

    private void losesTheDatabase() {
        long backend = dsl.fetchSingle("select pg_backend_pid()").into(long.class);
        try (Connection other = DriverManager.getConnection(url)) {
            assertThat(DSL.using(other, SQLDialect.POSTGRES)
                            .fetchSingle("select pg_terminate_backend({0}, 10000)", DSL.val((int) backend))
                            .into(boolean.class))
                    .isTrue();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void lost_just_before_the_commit() {
        Throwable fault = catchThrowable(() -> transaction.executeWithoutResult(status -> {
            dsl.execute("insert into kept values (1)");
            losesTheDatabase();
        }));
        assertThat(Outage.is(fault)).as("%s", fault).isTrue();
        assertThat(dsl.fetchCount(DSL.table("kept"))).isZero();
    }

    @Test
    void lost_before_the_next_statement() {
        Throwable fault = catchThrowable(() -> transaction.executeWithoutResult(status -> {
            dsl.execute("insert into kept values (1)");
            losesTheDatabase();
            dsl.execute("insert into kept values (2)");
        }));
        assertThat(Outage.is(fault)).as("%s", fault).isTrue();
        assertThat(dsl.fetchCount(DSL.table("kept"))).isZero();
    }

    /** As db-scheduler does when a job is begun. */
    @Test
    void lost_and_the_first_fault_passed_over() {
        Throwable fault = catchThrowable(() -> transaction.executeWithoutResult(status -> {
            losesTheDatabase();
            assertThat(catchThrowable(() -> dsl.execute("insert into kept values (1)")))
                    .isNotNull();
            dsl.execute("insert into kept values (2)");
        }));
        assertThat(Outage.is(fault)).as("%s", fault).isTrue();
        assertThat(dsl.fetchCount(DSL.table("kept"))).isZero();
    }

    @Test
    void a_commit_that_the_database_refuses_is_no_outage() {
        Throwable fault = catchThrowable(
                () -> transaction.executeWithoutResult(status -> dsl.execute("insert into kept values (1), (1)")));
        assertThat(fault).isNotNull().isNotInstanceOf(TransactionSystemException.class);
        assertThat(Outage.is(fault)).isFalse();
        assertThat(dsl.fetchCount(DSL.table("kept"))).isZero();
    }
}
