package org.convene.ops;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/** The configured database without a pool, for commands that ask a few things and end. */
public final class PlainDatabase {
    private static final String PREFIX = "quarkus.datasource.";

    private PlainDatabase() {}

    public static DataSource of(Config config) {
        String url = config.getValue(PREFIX + "jdbc.url", String.class);
        Properties login = new Properties();
        login.put(
                "user",
                config.getOptionalValue(PREFIX + "username", String.class).orElse(""));
        login.put(
                "password",
                config.getOptionalValue(PREFIX + "password", String.class).orElse(""));
        LedgerDriver driver = new LedgerDriver();
        // of a data source nobody needs more than connections
        return (DataSource) Proxy.newProxyInstance(
                PlainDatabase.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return driver.connect(existing(url), (Properties) login.clone());
                    }
                    throw new SQLException("there is no " + method.getName() + " here");
                });
    }

    /** Whoever only looks makes no database. */
    private static String existing(String url) {
        return url.startsWith("jdbc:h2:file:") ? url + ";IFEXISTS=TRUE" : url;
    }
}
