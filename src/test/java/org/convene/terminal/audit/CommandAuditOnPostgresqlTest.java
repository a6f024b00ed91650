package org.convene.terminal.audit;

import javax.sql.DataSource;
import org.convene.booking.Databases;

class CommandAuditOnPostgresqlTest extends CommandAuditTests {
    @Override
    DataSource database() {
        return Databases.postgresql();
    }
}
