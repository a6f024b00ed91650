package org.convene.people.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.document.PersonCheck;
import org.convene.ops.Portions;
import org.convene.people.directory.Changes.Compared;
import org.convene.people.directory.RecordChange.What;

/**
 * Takes what sources push about single people, such as an identity provider by SCIM: done at once, in one transaction, and
 * written down. Readings of many are planned first, see {@code org.convene.people.plan}.
 */
@Singleton
public class Directory {
    private static final int AT_ONCE = 200;

    private final DataSource database;
    private final DirectoryWriter writer;
    private final Changes changes;
    private final PersonCheck check;
    private final Clock clock;

    public Directory(DataSource database, DirectoryWriter writer, Changes changes, PersonCheck check, Clock clock) {
        this.database = database;
        this.writer = writer;
        this.changes = changes;
        this.check = check;
        this.clock = clock;
    }

    /** @param person by {@code person.schema.json}; its key is {@code key} */
    public void accept(String source, String key, ObjectNode person) throws SQLException {
        accept(source, List.of(person.deepCopy().put("key", key)));
    }

    /**
     * Each of these is as it is said; whoever is not among them stays as known.
     *
     * @throws IllegalArgumentException when one is not in order; none is taken then
     */
    public void accept(String source, List<ObjectNode> people) throws SQLException {
        Map<String, ObjectNode> byKey = new LinkedHashMap<>();
        for (ObjectNode person : people) {
            ObjectNode canonical = check.canonical(person);
            byKey.put(canonical.path("key").asText(), canonical);
        }
        for (List<String> keys : Portions.of(byKey.keySet(), AT_ONCE)) {
            Map<String, ObjectNode> some = new LinkedHashMap<>();
            keys.forEach(key -> some.put(key, byKey.get(key)));
            Transactions.in(database, connection -> {
                Compared compared = changes.compare(connection, source, some);
                List<RecordChange> all = new ArrayList<>(compared.changes());
                // whether the source still has the other cannot be told from what it pushes
                compared.rekeys().forEach(rekey -> all.add(rekey.asSomebodyElse()));
                done(connection, all);
                return null;
            });
        }
    }

    /** The source does not have it any more. */
    public void left(String source, String key) throws SQLException {
        Transactions.in(database, connection -> {
            done(connection, changes.leaving(connection, source, List.of(key), "the source removed it"));
            return null;
        });
    }

    /** @param group {@code {key, name}} */
    public void group(String source, ObjectNode group) throws SQLException {
        RecordKey key = new RecordKey(source, group.path("key").asText());
        Transactions.in(database, connection -> {
            name(connection, key, group.path("name").asText(key.key()));
            return null;
        });
    }

    public void groupLeft(String source, String key) throws SQLException {
        Transactions.in(database, connection -> {
            GroupStatements.forget(connection, new RecordKey(source, key));
            return null;
        });
    }

    /** Everybody in a group with a new name is told of to followers. In the caller's transaction. */
    public void name(Connection connection, RecordKey group, String name) throws SQLException {
        String shortened = name.length() <= 200 ? name : name.substring(0, 200);
        if (GroupStatements.name(connection, group, shortened)) {
            PersonStatements.tellOfThoseWith(connection, '"' + group.toString() + '"', clock.instant());
        }
    }

    private void done(Connection connection, List<RecordChange> planned) throws SQLException {
        Optional<RecordKey> drifted = writer.apply(connection, planned);
        if (drifted.isPresent()) {
            // the record was read in this transaction, and somebody else was faster: the caller's next try sees it
            throw new SQLException("The record " + drifted.get() + " changed meanwhile", "40001");
        }
        ChangeStatements.insert(connection, null, planned, clock.instant(), true);
    }

    /** Records that fit several people, the oldest first. */
    public List<PersonRecord> unclear(int most) throws SQLException {
        return Transactions.in(database, connection -> RecordStatements.unclear(connection, most));
    }

    /**
     * Somebody says whose record it is.
     *
     * @param person the id of one of the candidates, or empty for somebody new
     * @return the person's id; empty when there is no such record or person, or it is clear already
     */
    public Optional<String> assign(long record, Optional<String> person) throws SQLException {
        return Transactions.in(database, connection -> {
            Optional<PersonRecord> unclear =
                    RecordStatements.byNumber(connection, record).filter(known -> known.person() == null);
            boolean possible = person.isEmpty()
                    || !PersonStatements.byId(connection, List.of(person.get())).isEmpty();
            if (unclear.isEmpty() || !possible) {
                return Optional.<String>empty();
            }
            String id = person.orElseGet(() -> UUID.randomUUID().toString());
            writer.assign(connection, unclear.get(), id);
            PersonRecord known = unclear.get();
            RecordChange change = new RecordChange(
                    person.isEmpty() ? What.JOIN : What.LINK,
                    known.key(),
                    id,
                    List.of(),
                    known.base(),
                    null,
                    known.document(),
                    "somebody said who it is");
            ChangeStatements.insert(connection, null, new ArrayList<>(List.of(change)), clock.instant(), true);
            return Optional.of(id);
        });
    }
}
