package org.convene.phone.call;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import javax.sql.DataSource;

/** A database that is lost now and then: a transaction is not committed, or is and nobody learns of it. */
final class FailingDatabase {
    private final DataSource database;
    private final Random random;
    private int failures;

    FailingDatabase(DataSource database, Random random) {
        this.database = database;
        this.random = random;
    }

    int failures() {
        return failures;
    }

    DataSource source() {
        return proxy(DataSource.class, database);
    }

    private <T> T proxy(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, with) -> {
            boolean commits = method.getName().equals("commit");
            if (commits && random.nextInt(12) == 0) {
                failures++;
                if (random.nextBoolean()) {
                    method.invoke(real, with);
                }
                throw new SQLException("the connection is lost", "08006");
            }
            try {
                Object result = method.invoke(real, with);
                return result instanceof Connection connection ? proxy(Connection.class, connection) : result;
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }));
    }
}
