package org.convene.people.csv;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.convene.people.csv.DropDirectory.Dropped;
import org.convene.people.csv.DropDirectory.State;
import org.convene.people.reading.HeardRoster;
import org.convene.people.reading.JqFile;

/** Files as somebody drops them. */
final class CsvFiles {
    static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    static final CsvMappings MAPPINGS = new CsvMappings(
            JqFile.mapping("sources/people/csv/headers.to-fields.jq"),
            JqFile.mapping("sources/people/csv/row.to-person.jq"));
    static final OneRosterMappings ONE_ROSTER = new OneRosterMappings(
            JqFile.mapping("sources/people/oneroster/user.to-person.jq"),
            JqFile.mapping("sources/people/oneroster/row.to-group.jq"));

    private CsvFiles() {}

    static Dropped dropped(Path file) throws IOException {
        return new Dropped(
                file,
                new State(Files.size(file), Files.getLastModifiedTime(file).toInstant()));
    }

    static Path written(Path directory, String name, String text, Charset charset) throws IOException {
        return Files.write(directory.resolve(name), text.getBytes(charset));
    }

    static HeardRoster whole(Path file) throws IOException {
        return heard(file, true);
    }

    static HeardRoster delta(Path file) throws IOException {
        return heard(file, false);
    }

    private static HeardRoster heard(Path file, boolean whole) throws IOException {
        return HeardRoster.of(new CsvRoster(dropped(file), whole, true, MAPPINGS, TODAY));
    }

    static HeardRoster whole(Path directory, String text) throws IOException {
        return whole(written(directory, "people.csv", text, StandardCharsets.UTF_8));
    }

    static HeardRoster delta(Path directory, String text) throws IOException {
        return delta(written(directory, "people-delta.csv", text, StandardCharsets.UTF_8));
    }
}
