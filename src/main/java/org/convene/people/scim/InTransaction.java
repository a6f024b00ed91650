package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.interceptor.Interceptor;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.convene.booking.Transactions;

/** All that one operation does is done, or nothing of it. */
final class InTransaction implements Interceptor {
    private final DataSource database;

    InTransaction(DataSource database) {
        this.database = database;
    }

    @Override
    public <T> T doAround(Supplier<T> operation, Context context) {
        ScimRequest request = ScimRequest.of(context);
        try {
            return Transactions.in(database, connection -> {
                request.begin(connection);
                try {
                    return operation.get();
                } finally {
                    request.end();
                }
            });
        } catch (StorageFailure failed) {
            if (failed.isConflict()) {
                request.wasInTheWay();
            }
            throw failed;
        } catch (SQLException failed) {
            throw new StorageFailure(failed);
        }
    }
}
