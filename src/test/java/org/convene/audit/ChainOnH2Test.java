package org.convene.audit;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.convene.booking.Databases;
import org.junit.jupiter.api.io.TempDir;

class ChainOnH2Test extends ChainTests {
    @TempDir
    Path directory;

    @Override
    DataSource database() {
        return Databases.h2(directory);
    }
}
