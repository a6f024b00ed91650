package org.convene.ops;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The database is chosen at run time by its address, while the platform fixes the driver at build time; so this stands
 * there, and hands each address to the driver that knows it: H2 or PostgreSQL.
 */
public final class LedgerDriver implements Driver {
    private final Driver h2 = new org.h2.Driver();
    private final Driver postgresql = new org.postgresql.Driver();

    private Driver driver(String url) throws SQLException {
        if (h2.acceptsURL(url)) {
            return h2;
        }
        if (postgresql.acceptsURL(url)) {
            return postgresql;
        }
        throw new SQLException("quarkus.datasource.jdbc.url is neither jdbc:h2: nor jdbc:postgresql:");
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        Driver driver = driver(url);
        if (driver == postgresql) {
            // a network that swallows packets must not hold a thread for ever
            properties.putIfAbsent("connectTimeout", "5");
            properties.putIfAbsent("socketTimeout", "60");
            properties.putIfAbsent("tcpKeepAlive", "true");
        }
        return driver.connect(url, properties);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return h2.acceptsURL(url) || postgresql.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return driver(url).getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return true;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.convene");
    }
}
