package io.lingchuang.platform.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away for a moment from one that says no. What failed for the first reason may be tried again. */
public final class Outage {

    private Outage() {}

    public static boolean is(@Nullable Throwable fault) {
        for (Throwable t = fault; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && is(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(SQLException fault) {
        String state = fault.getSQLState() == null ? "" : fault.getSQLState();
        return fault instanceof SQLTransientConnectionException // the pool has none to give
                || fault instanceof SQLNonTransientConnectionException
                || fault instanceof SQLRecoverableException
                || state.startsWith("08") // no connection, or lost
                || state.startsWith("57P") // shut down, crashed, or still recovering
                || state.equals("53300") // too many connections
                || takenAway(fault, state);
    }

    /** What somebody who passes over the first fault, as db-scheduler does, is told at the next statement of the same transaction. */
    private static boolean takenAway(SQLException fault, String state) {
        return state.isEmpty()
                && "Connection is closed".equals(fault.getMessage()); // the pool's words; it gives no state
    }
}
