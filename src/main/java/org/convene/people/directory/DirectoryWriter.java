package org.convene.people.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.convene.people.directory.AliasStatements.Held;

/** Does what was decided about records, and makes the people anew that they belong to. All of it in the caller's transaction. */
@Singleton
public class DirectoryWriter {
    private final Merging merging;
    private final Aliases aliases;
    private final Clock clock;

    public DirectoryWriter(Merging merging, Aliases aliases, Clock clock) {
        this.merging = merging;
        this.aliases = aliases;
        this.clock = clock;
    }

    /**
     * Applies changes, all of one source and each of another key.
     *
     * @return the first record that is not in the state any more that its change starts from; then nothing was done
     */
    public Optional<RecordKey> apply(Connection connection, List<RecordChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        Map<String, PersonRecord> records = RecordStatements.locked(
                connection,
                changes.get(0).key().source(),
                changes.stream().map(change -> change.key().key()).toList());
        for (RecordChange change : changes) {
            PersonRecord record = records.get(change.key().key());
            if (!change.base().equals(record == null ? PersonRecord.NONE : record.base())) {
                return Optional.of(change.key());
            }
        }
        Instant now = clock.instant();
        Map<Boolean, List<RecordChange>> byNews = changes.stream()
                .collect(Collectors.partitioningBy(change -> change.base().isEmpty()));
        RecordStatements.insert(connection, byNews.get(true), now);
        RecordStatements.update(connection, byNews.get(false), now);
        Set<String> people = new LinkedHashSet<>();
        for (RecordChange change : changes) {
            PersonRecord record = records.get(change.key().key());
            String person = change.person() != null ? change.person() : record == null ? null : record.person();
            if (person != null) {
                people.add(person);
            }
        }
        makeAnew(connection, people, now);
        return Optional.empty();
    }

    /** Somebody said whose record it is. */
    void assign(Connection connection, PersonRecord record, String person) throws SQLException {
        RecordStatements.assign(connection, record.no(), person);
        makeAnew(connection, List.of(person), clock.instant());
    }

    private void makeAnew(Connection connection, Collection<String> ids, Instant now) throws SQLException {
        Map<String, StoredPerson> known = PersonStatements.byId(connection, ids);
        Map<String, List<PersonRecord>> records = RecordStatements.ofPersons(connection, ids);
        List<StoredPerson> added = new ArrayList<>();
        List<StoredPerson> changed = new ArrayList<>();
        for (String id : ids) {
            Merging.Merged merged = merging.merged(records.get(id));
            StoredPerson before = known.get(id);
            if (before == null) {
                added.add(person(id, null, merged, now));
            } else if (before.active() != merged.active()
                    || !before.attributes().equals(merged.attributes())
                    || before.gone() && merged.active()) {
                changed.add(person(id, before, merged, now));
            }
        }
        PersonStatements.insert(connection, added);
        PersonStatements.update(connection, changed);
        writeAliases(connection, ids, records, now);
    }

    private static StoredPerson person(String id, StoredPerson before, Merging.Merged merged, Instant now) {
        Instant leftAt = merged.active() ? null : before == null || before.leftAt() == null ? now : before.leftAt();
        boolean gone = before != null && before.gone() && !merged.active();
        ObjectNode attributes = merged.attributes();
        return new StoredPerson(
                id, before == null ? 1 : before.version() + 1, merged.active(), leftAt, gone, attributes, now, now);
    }

    private void writeAliases(
            Connection connection, Collection<String> ids, Map<String, List<PersonRecord>> records, Instant now)
            throws SQLException {
        Map<String, List<Held>> known = AliasStatements.ofPersons(connection, ids);
        List<Held> added = new ArrayList<>();
        List<Held> changed = new ArrayList<>();
        for (String id : ids) {
            Set<Alias> current = new HashSet<>();
            records.get(id).forEach(record -> current.addAll(aliases.of(record.document())));
            Map<Alias, Held> before = new HashMap<>();
            known.getOrDefault(id, List.of()).forEach(held -> before.put(held.alias(), held));
            for (Alias alias : current) {
                Held held = before.get(alias);
                if (held == null) {
                    added.add(new Held(id, alias, now, null));
                } else if (held.until() != null) {
                    changed.add(new Held(id, alias, held.since(), null));
                }
            }
            before.values().stream()
                    .filter(held -> held.until() == null && !current.contains(held.alias()))
                    .forEach(held -> changed.add(new Held(id, held.alias(), held.since(), now)));
        }
        AliasStatements.insert(connection, added);
        AliasStatements.update(connection, changed);
    }
}
