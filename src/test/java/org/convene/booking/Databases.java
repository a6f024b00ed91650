package org.convene.booking;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/** Empty ledgers on the databases that Convene runs on, made by its own migrations. */
public final class Databases {
    private static EmbeddedPostgres postgres;

    private Databases() {}

    public static DataSource h2(Path directory) {
        return migrated(JdbcConnectionPool.create(
                "jdbc:h2:file:" + directory.resolve("ledger") + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000", "convene", ""));
    }

    /** One server for all tests of this process; it ends with it. */
    public static synchronized DataSource postgresql() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "50")
                        .start();
            }
            return migrated(postgres.getPostgresDatabase());
        } catch (IOException noServer) {
            throw new UncheckedIOException(noServer);
        }
    }

    private static DataSource migrated(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        execute(database, "delete from booking");
        execute(database, "delete from booking_wanted");
        execute(database, "delete from booking_seen");
        execute(database, "delete from quarantine");
        execute(database, "delete from shared_value");
        return database;
    }

    static void execute(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
