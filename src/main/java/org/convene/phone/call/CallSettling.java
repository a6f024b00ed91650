package org.convene.phone.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.Sha256;
import org.convene.page.PageTimes;
import org.convene.phone.number.PhoneNumber;

/**
 * Settles calls to which nothing came for long enough: says who it was, and what is to be told. A call to which something
 * comes later is settled once more, and told again as amended, when that made a difference.
 */
@Singleton
@Named("callSettling")
public class CallSettling {
    private static final int AT_ONCE = 200;

    private final DataSource database;
    private final Clock clock;
    private final CallSettings settings;
    private final CallKeeper keeper;
    private final PageTimes times;
    private final CallMetrics metrics;
    private final CallStatements calls = new CallStatements();

    public CallSettling(
            DataSource database,
            Clock clock,
            CallSettings settings,
            CallKeeper keeper,
            PageTimes times,
            CallMetrics metrics) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.keeper = keeper;
        this.times = times;
        this.metrics = metrics;
    }

    /** Settles all that are due; returns how many. */
    public int settle() throws SQLException {
        int settled = 0;
        int some;
        do {
            some = settleSome();
            settled += some;
        } while (some == AT_ONCE);
        return settled;
    }

    private int settleSome() throws SQLException {
        int[] ambiguous = new int[1];
        int settled = Transactions.in(database, connection -> {
            ambiguous[0] = 0;
            Instant now = clock.instant();
            List<CallRow> quiet = calls.quiet(connection, now, AT_ONCE);
            if (quiet.isEmpty()) {
                return 0;
            }
            Map<String, CallRow> before = new TreeMap<>();
            quiet.forEach(row -> before.put(row.gcid(), row));
            Map<String, Call> folded = keeper.folded(connection, new TreeSet<>(before.keySet()));
            Map<String, List<Owner>> owners = OwnerStatements.of(connection, phones(folded));
            Set<String> days = new TreeSet<>();
            for (CallRow row : before.values()) {
                CallRow after = settled(row, folded.get(row.gcid()), owners);
                boolean isNew = after.revision() > row.revision();
                Optional<Instant> tellAt = isNew && settings.kafka() ? Optional.of(now) : Optional.empty();
                if (calls.settle(connection, row, after, tellAt)) {
                    days.add(after.day().orElseThrow());
                    row.day().ifPresent(days::add);
                    ambiguous[0] += isNew && after.ambiguous() ? 1 : 0;
                }
            }
            for (String day : days) {
                DayStatements.changed(connection, day);
            }
            return quiet.size();
        });
        metrics.ambiguous(ambiguous[0]);
        return settled;
    }

    private static Set<String> phones(Map<String, Call> calls) {
        Set<String> phones = new HashSet<>();
        calls.values().forEach(call -> {
            call.caller().key().ifPresent(phones::add);
            call.called().key().ifPresent(phones::add);
        });
        return phones;
    }

    /** A row without legs cannot be, unless they all went to another call; it stays as it was. */
    private CallRow settled(CallRow row, Call call, Map<String, List<Owner>> owners) {
        ObjectNode document = call == null ? row.document() : call.document(row.startedAt());
        boolean ambiguous = false;
        if (call != null) {
            ambiguous = name(document, "caller", call.caller(), owners);
            ambiguous |= name(document, "called", call.called(), owners);
        }
        String digest = Sha256.of(document.toString().getBytes(StandardCharsets.UTF_8));
        boolean isNew = !row.digest().equals(Optional.of(digest));
        return new CallRow(
                row.gcid(),
                row.startedAt(),
                row.outcome(),
                ambiguous,
                Optional.empty(),
                row.revision() + (isNew ? 1 : 0),
                Optional.of(times.local(row.startedAt()).toLocalDate().toString()),
                Optional.of(digest),
                document);
    }

    /** Returns whether the number fits several people, of whom none is named then. */
    private static boolean name(ObjectNode document, String side, PhoneNumber number, Map<String, List<Owner>> owners) {
        List<Owner> fitting = number.key().map(owners::get).orElse(null);
        if (fitting == null) {
            return false;
        }
        ObjectNode shown = (ObjectNode) document.get(side);
        Optional<Owner> one = Owner.theOne(fitting);
        one.ifPresent(owner -> shown.set("person", owner.json()));
        if (one.isEmpty()) {
            shown.put("ambiguous", Owner.people(fitting));
        }
        return one.isEmpty();
    }
}
