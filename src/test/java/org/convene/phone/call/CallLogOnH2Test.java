package org.convene.phone.call;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.convene.booking.Databases;
import org.junit.jupiter.api.io.TempDir;

class CallLogOnH2Test extends CallLogTests {
    @TempDir
    Path directory;

    @Override
    DataSource database() {
        return Databases.h2(directory);
    }
}
