package org.convene.phone.call;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.phone.number.PhoneNumbers;

/** Keeps legs as they are told, and the calls they make. Some at a time, each time all or nothing. */
@Singleton
public class CallKeeper {
    /** A leg that nobody ends (the vendor leaves the time out when it has none) must not hold its call back for ever. */
    private static final Duration LONGEST_CALL = Duration.ofDays(1);

    private final DataSource database;
    private final Clock clock;
    private final CallSettings settings;
    private final PhoneNumbers numbers;
    private final LegStatements legs = new LegStatements();
    private final CallStatements calls = new CallStatements();

    public CallKeeper(DataSource database, Clock clock, CallSettings settings, PhoneNumbers numbers) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.numbers = numbers;
    }

    /** How many legs were new, and how many had changed. */
    record Kept(int added, int changed) {}

    /** Legs that are known as they are change nothing. Of two with one number the later counts. */
    Kept keep(String user, List<Leg> told) throws SQLException {
        Map<Long, Leg> byRecord = new LinkedHashMap<>();
        told.forEach(leg -> byRecord.put(leg.record(), leg));
        return byRecord.isEmpty()
                ? new Kept(0, 0)
                : Transactions.in(database, connection -> keep(connection, user, byRecord));
    }

    private Kept keep(Connection connection, String user, Map<Long, Leg> byRecord) throws SQLException {
        Map<Long, Leg> known = legs.known(connection, user, byRecord.keySet());
        List<Leg> added = new ArrayList<>();
        List<Leg> changed = new ArrayList<>();
        TreeSet<String> touched = new TreeSet<>();
        for (Leg leg : byRecord.values()) {
            Leg before = known.get(leg.record());
            if (!leg.equals(before)) {
                (before == null ? added : changed).add(leg);
                touched.add(leg.gcid());
                touched.add(before == null ? leg.gcid() : before.gcid());
            }
        }
        if (!touched.isEmpty()) {
            write(connection, added, changed);
            fold(connection, touched);
        }
        return new Kept(added.size(), changed.size());
    }

    private void write(Connection connection, List<Leg> added, List<Leg> changed) throws SQLException {
        if (!added.isEmpty()) {
            legs.insert(connection, added);
        }
        if (!changed.isEmpty()) {
            legs.update(connection, changed);
        }
    }

    /** In the order of their ids, so that two writers do not wait for each other. */
    private void fold(Connection connection, TreeSet<String> touched) throws SQLException {
        Instant now = clock.instant();
        Map<String, CallRow> known = calls.known(connection, touched);
        List<CallRow> fresh = new ArrayList<>();
        List<CallRow> changed = new ArrayList<>();
        for (Call call : folded(connection, touched).values()) {
            CallRow before = known.get(call.gcid());
            Instant start = call.startedAt().orElse(before == null ? now : before.startedAt());
            CallRow row = new CallRow(
                    call.gcid(),
                    start,
                    call.outcome().word(),
                    false,
                    Optional.of(now.plus(call.lasts() ? LONGEST_CALL : settings.settle())),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    call.document(start));
            (before == null ? fresh : changed).add(row);
        }
        if (!fresh.isEmpty()) {
            calls.insert(connection, fresh);
        }
        if (!changed.isEmpty()) {
            calls.change(connection, changed);
        }
    }

    /** Calls as their legs make them now, by id. */
    Map<String, Call> folded(Connection connection, TreeSet<String> gcids) throws SQLException {
        Map<String, CallFold> folds = new TreeMap<>();
        legs.ofCalls(
                connection,
                gcids,
                leg -> folds.computeIfAbsent(leg.gcid(), each -> new CallFold(numbers))
                        .add(leg));
        Map<String, Call> folded = new TreeMap<>();
        folds.forEach((gcid, fold) -> folded.put(gcid, fold.call()));
        return folded;
    }

    LogCursor cursor(String name) throws SQLException {
        return Transactions.in(database, connection -> CursorStatements.read(connection, name));
    }

    /** How many known legs an answer should have had. See {@link LegStatements#absent}. */
    int absent(String user, Instant since, long[] records) throws SQLException {
        return Transactions.in(database, connection -> legs.absent(connection, user, since, records));
    }

    void moved(String name, LogCursor cursor) throws SQLException {
        Transactions.in(database, connection -> {
            CursorStatements.write(connection, name, cursor);
            return null;
        });
    }
}
