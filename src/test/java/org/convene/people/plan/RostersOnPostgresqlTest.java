package org.convene.people.plan;

import javax.sql.DataSource;
import org.convene.booking.Databases;

class RostersOnPostgresqlTest extends RostersTests {
    @Override
    DataSource database() {
        return Databases.postgresql();
    }
}
