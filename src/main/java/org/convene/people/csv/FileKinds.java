package org.convene.people.csv;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.convene.people.Roster;
import org.convene.people.csv.DropDirectory.Dropped;
import org.convene.people.directory.KnownPeople;
import org.convene.people.reading.RouteMappings;

/** What a dropped file is, by its name: a table of people, or OneRoster's zip of tables. */
@Singleton
public class FileKinds {
    private static final String CHANGES = "delta";

    private final CsvSettings settings;
    private final CsvMappings csv;
    private final OneRosterMappings oneRoster;
    private final KnownPeople people;
    private final Clock clock;

    public FileKinds(CsvSettings settings, RouteMappings routes, KnownPeople people, Clock clock) {
        this.settings = settings;
        this.csv = new CsvMappings(routes.of("csv.describe-columns"), routes.of("csv.describe-row"));
        this.oneRoster =
                new OneRosterMappings(routes.of("oneroster.describe-user"), routes.of("oneroster.describe-group"));
        this.people = people;
        this.clock = clock;
    }

    /** @param writable whether lines that cannot be used may be written beside it */
    Roster roster(Dropped file, boolean writable) throws IOException {
        LocalDate today = LocalDate.now(clock);
        if (file.isZip()) {
            return OneRosterRoster.of(file, writable, oneRoster, people, today);
        }
        boolean changes = file.name().toLowerCase(Locale.ROOT).contains(CHANGES);
        return new CsvRoster(file, settings.isFull() && !changes, writable, csv, today);
    }
}
