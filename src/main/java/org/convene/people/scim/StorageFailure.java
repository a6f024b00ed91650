package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import java.sql.SQLException;
import org.convene.booking.Transactions;
import org.jboss.logging.Logger;

/** The database did not do it. Who called learns no more than that; identity providers try again by themselves. */
final class StorageFailure extends ScimException {
    private static final Logger LOG = Logger.getLogger(StorageFailure.class);
    private static final long serialVersionUID = 1;

    private final boolean conflict;

    StorageFailure(SQLException cause) {
        super("Nothing was changed: the hub could not store it. Try again.", cause, 503, null);
        this.conflict = Transactions.isConflict(cause);
        // a database's words may quote the values, which are about people
        LOG.warnf("A SCIM request could not be stored: SQLSTATE %s", cause.getSQLState());
    }

    boolean isConflict() {
        return conflict;
    }

    /** Statements of a request. */
    interface Work<T> {
        T run() throws SQLException;
    }

    static <T> T guard(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException failed) {
            throw new StorageFailure(failed);
        }
    }
}
