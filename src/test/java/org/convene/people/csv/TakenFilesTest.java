package org.convene.people.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.convene.StillClock;
import org.convene.booking.Databases;
import org.convene.people.csv.TakenFiles.Taken;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that may not be moved is read once, unless it becomes another. */
class TakenFilesTest {
    @TempDir
    Path directory;

    private TakenFiles files(String database) {
        DataSource ledger = database.equals("h2") ? Databases.h2(directory) : Databases.postgresql();
        return new TakenFiles(ledger, new StillClock(Instant.parse("2026-11-23T06:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void theSameContentUnderTheSameNameIsKnown(String database) throws SQLException {
        TakenFiles files = files(database);
        assertEquals(Optional.empty(), files.find("people.csv", "a1"));
        files.add("people.csv", "a1", Optional.empty());
        assertEquals(Optional.of(new Taken(Optional.empty())), files.find("people.csv", "a1"));
        assertEquals(Optional.empty(), files.find("other.csv", "a1"));

        files.add("people.csv", "b2", Optional.of("it is empty" + "!".repeat(2000)));
        assertEquals(
                Optional.of(989),
                files.find("people.csv", "b2")
                        .flatMap(Taken::problem)
                        .map(words -> words.replace("it is empty", "").length()));
        assertEquals(Optional.empty(), files.find("people.csv", "a1"), "what was before came back, and is read again");

        files.forget("people.csv");
        assertEquals(Optional.empty(), files.find("people.csv", "b2"));
    }
}
