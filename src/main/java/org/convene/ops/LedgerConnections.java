package org.convene.ops;

import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkus.agroal.runtime.AgroalConnectionConfigurer;
import io.quarkus.agroal.runtime.JdbcDriver;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Set;

/** Tells the pool which errors mean that a connection is broken, so that none of them is lent out again. */
@Singleton
@JdbcDriver("other")
public class LedgerConnections implements AgroalConnectionConfigurer {
    /** H2: the database was closed, or is closing, or its file is broken. */
    private static final Set<Integer> H2_CLOSED = Set.of(90007, 90028, 90067, 90098, 90121);

    @Override
    public void setExceptionSorter(String databaseKind, AgroalDataSourceConfigurationSupplier configuration) {
        configuration.connectionPoolConfiguration().exceptionSorter(LedgerConnections::isBroken);
    }

    static boolean isBroken(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        // class 08: connection exception; 57P01 to 57P05: PostgreSQL is being shut down, or was
        return state.startsWith("08")
                || state.startsWith("57P0")
                || H2_CLOSED.contains(error.getErrorCode())
                || error instanceof SQLNonTransientConnectionException;
    }
}
