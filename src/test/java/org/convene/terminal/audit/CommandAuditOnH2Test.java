package org.convene.terminal.audit;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.convene.booking.Databases;
import org.junit.jupiter.api.io.TempDir;

class CommandAuditOnH2Test extends CommandAuditTests {
    @TempDir
    static Path directory;

    @Override
    DataSource database() {
        return Databases.h2(directory);
    }
}
