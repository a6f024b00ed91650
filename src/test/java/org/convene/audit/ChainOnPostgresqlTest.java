package org.convene.audit;

import javax.sql.DataSource;
import org.convene.booking.Databases;

class ChainOnPostgresqlTest extends ChainTests {
    @Override
    DataSource database() {
        return Databases.postgresql();
    }
}
