package org.convene.phone.call;

import javax.sql.DataSource;
import org.convene.booking.Databases;

class CallLogOnPostgresqlTest extends CallLogTests {
    @Override
    DataSource database() {
        return Databases.postgresql();
    }
}
