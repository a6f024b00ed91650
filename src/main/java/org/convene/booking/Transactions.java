package org.convene.booking;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** All or nothing, and once more when another transaction was in the way. */
public final class Transactions {
    private static final int MOST_ATTEMPTS = 3;

    private Transactions() {}

    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    public static <T> T in(DataSource database, Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(database, work);
            } catch (SQLException failed) {
                if (attempt == MOST_ATTEMPTS || !isConflict(failed)) {
                    throw failed;
                }
            }
        }
    }

    private static <T> T once(DataSource database, Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failed) {
                rollback(connection, failed);
                throw failed;
            }
        }
    }

    /** A broken connection cannot be rolled back; what broke it is what matters. */
    static void rollback(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            reason.addSuppressed(broken);
        }
    }

    /** Deadlock, serialization failure (SQLSTATE class 40) or a row that somebody else inserted meanwhile (23505). */
    public static boolean isConflict(SQLException failed) {
        for (SQLException e = failed; e != null; e = e.getNextException()) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("40") || state.equals("23505")) {
                return true;
            }
        }
        return false;
    }
}
