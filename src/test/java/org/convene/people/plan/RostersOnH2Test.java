package org.convene.people.plan;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.convene.booking.Databases;
import org.junit.jupiter.api.io.TempDir;

class RostersOnH2Test extends RostersTests {
    @TempDir
    Path directory;

    @Override
    DataSource database() {
        return Databases.h2(directory);
    }
}
