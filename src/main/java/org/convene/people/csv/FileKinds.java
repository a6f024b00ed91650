package org.convene.people.csv;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.convene.document.PersonCheck;
import org.convene.people.Roster;
import org.convene.people.csv.DropDirectory.Dropped;
import org.convene.people.reading.LastKnown;
import org.convene.people.reading.RouteMappings;

/** What a dropped file is, by its name: a table of people, or OneRoster's zip of tables. */
@Singleton
public class FileKinds {
    private static final String CHANGES = "delta";

    private final CsvSettings settings;
    private final CsvMappings csv;
    private final OneRosterMappings oneRoster;
    private final PersonCheck check;
    private final LastKnown known;
    private final Clock clock;

    public FileKinds(CsvSettings settings, RouteMappings routes, PersonCheck check, LastKnown known, Clock clock) {
        this.settings = settings;
        this.csv = new CsvMappings(routes.of("csv.describe-columns"), routes.of("csv.describe-row"));
        this.oneRoster =
                new OneRosterMappings(routes.of("oneroster.describe-user"), routes.of("oneroster.describe-group"));
        this.check = check;
        this.known = known;
        this.clock = clock;
    }

    /** @param writable whether lines that cannot be used may be written beside it */
    Roster roster(Dropped file, boolean writable) throws IOException {
        LocalDate today = LocalDate.now(clock);
        if (file.isZip()) {
            return OneRosterRoster.of(file, writable, oneRoster, check, known, today);
        }
        boolean changes = file.name().toLowerCase(Locale.ROOT).contains(CHANGES);
        return new CsvRoster(file, settings.isFull() && !changes, writable, csv, check, today);
    }
}
