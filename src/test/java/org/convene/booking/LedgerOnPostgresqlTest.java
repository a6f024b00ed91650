package org.convene.booking;

import javax.sql.DataSource;

class LedgerOnPostgresqlTest extends LedgerTests {
    @Override
    DataSource database() {
        return Databases.postgresql();
    }
}
