package org.convene.booking;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

class LedgerOnH2Test extends LedgerTests {
    @TempDir
    Path directory;

    @Override
    DataSource database() {
        return Databases.h2(directory);
    }
}
