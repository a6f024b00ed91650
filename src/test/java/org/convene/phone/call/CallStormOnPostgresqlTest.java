package org.convene.phone.call;

import javax.sql.DataSource;
import org.convene.booking.Databases;

class CallStormOnPostgresqlTest extends CallStormTests {
    @Override
    DataSource database() {
        return Databases.postgresql();
    }
}
