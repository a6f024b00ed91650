package org.convene.phone.call;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.convene.booking.Databases;
import org.junit.jupiter.api.io.TempDir;

class CallStormOnH2Test extends CallStormTests {
    @TempDir
    Path directory;

    @Override
    DataSource database() {
        return Databases.h2(directory);
    }
}
