package org.convene.calendar;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.Portions;

/** What the calendars hold, as far as it was read. */
@Singleton
public class CalendarEvents {
    /** As many as a statement may name, with room to spare on every database. */
    private static final int CHUNK = 500;

    private final DataSource database;
    private final Clock clock;
    private final CalendarStatements statements = new CalendarStatements();

    public CalendarEvents(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** ETags by address. */
    public Map<String, String> etags(String calendar) throws SQLException {
        return in(connection -> statements.etags(connection, calendar));
    }

    public Map<String, KnownEvent> byHref(String calendar, Collection<String> hrefs) throws SQLException {
        Map<String, KnownEvent> found = new HashMap<>();
        for (List<String> chunk : Portions.of(hrefs, CHUNK)) {
            found.putAll(in(connection -> statements.byHref(connection, calendar, chunk)));
        }
        return found;
    }

    /** The events of these UIDs in all calendars, by key; of each the one known longest first. */
    public Map<String, List<KnownEvent>> byKey(Collection<String> keys) throws SQLException {
        Map<String, List<KnownEvent>> found = new HashMap<>();
        for (List<String> chunk : Portions.of(keys, CHUNK)) {
            in(connection -> statements.byUid(connection, chunk))
                    .forEach(event -> found.computeIfAbsent(event.uid(), key -> new ArrayList<>())
                            .add(event));
        }
        return found;
    }

    /** The event that makes the meetings of this key: of several copies the one known longest that meets. */
    public Optional<KnownEvent> meeting(String key) throws SQLException {
        return byKey(List.of(key)).getOrDefault(key, List.of()).stream()
                .filter(KnownEvent::meets)
                .findFirst();
    }

    /** Addresses of events whose next occurrences are to be reckoned. */
    public List<String> expanding(String calendar, int most) throws SQLException {
        Instant now = clock.instant();
        return in(connection -> statements.expanding(connection, calendar, now, most));
    }

    public List<KnownEvent> marked(String calendar, KnownEvent.Mark mark, int most) throws SQLException {
        return in(connection -> statements.marked(connection, calendar, mark, most));
    }

    /** Events that cannot be read, or not be written to. */
    public List<KnownEvent> troubled(String calendar, int most) throws SQLException {
        return in(connection -> statements.troubled(connection, calendar, most));
    }

    public void write(List<KnownEvent> events) throws SQLException {
        in(connection -> {
            statements.write(connection, events, clock.instant());
            return null;
        });
    }

    /** They are not in their calendar any more. */
    public void leave(Collection<KnownEvent> events) throws SQLException {
        in(connection -> {
            statements.leave(connection, events.stream().map(KnownEvent::no).toList(), clock.instant());
            return null;
        });
    }

    private <T> T in(Transactions.Work<T> work) throws SQLException {
        return Transactions.in(database, work);
    }
}
