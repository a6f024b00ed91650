package org.convene.people.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.document.PersonCheck;
import org.convene.people.RosterListener;
import org.convene.people.directory.ChangeStatements;
import org.convene.people.directory.Changes;
import org.convene.people.directory.Changes.Compared;
import org.convene.people.directory.Changes.Rekey;
import org.convene.people.directory.Directory;
import org.convene.people.directory.RecordChange;
import org.convene.people.directory.RecordChange.What;
import org.convene.people.directory.RecordKey;

/**
 * Hears one reading of a source and writes down what it would change, some at a time. Who was told of without a change costs
 * a bit; only newcomers' keys are kept as they are, to find those that are told of twice.
 */
final class Comparison implements RosterListener {
    private static final int PORTION = 500;

    private final DataSource database;
    private final Changes changes;
    private final Directory directory;
    private final PersonCheck check;
    private final Clock clock;
    private final String source;
    private final long plan;

    private final Map<String, ObjectNode> people = new LinkedHashMap<>();
    private final List<String> gone = new ArrayList<>();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final List<Rekey> rekeys = new ArrayList<>();
    private final BitSet heardOf = new BitSet();
    private final Set<String> newcomers = new HashSet<>();
    private final List<String> unusable = new ArrayList<>();
    private final PlanDigest digest = new PlanDigest();
    private long told;
    private long written;
    private long leavers;
    private long unusables;
    private boolean somebodyUnknown;

    Comparison(
            DataSource database,
            Changes changes,
            Directory directory,
            PersonCheck check,
            Clock clock,
            String source,
            long plan) {
        this.database = database;
        this.changes = changes;
        this.directory = directory;
        this.check = check;
        this.clock = clock;
        this.source = source;
        this.plan = plan;
    }

    @Override
    public Optional<String> person(String where, ObjectNode person) throws IOException {
        String key = person.path("key").asText("");
        ObjectNode canonical;
        try {
            canonical = check.canonical(person);
        } catch (IllegalArgumentException notInOrder) {
            unusable(where, key.isBlank() ? null : key, notInOrder.getMessage());
            return Optional.of(notInOrder.getMessage());
        }
        if (people.putIfAbsent(key, canonical) != null) {
            unusable(key, key, "the source tells of it twice");
        } else if (people.size() == PORTION) {
            compare();
        }
        return Optional.empty();
    }

    @Override
    public void group(ObjectNode group) throws IOException {
        String key = group.path("key").asText("");
        if (key.isBlank()) {
            unusable("a group", "", "it has no key");
            return;
        }
        groups.put(key, group.path("name").asText(key));
        if (groups.size() == PORTION) {
            name();
        }
    }

    @Override
    public void left(String key) throws IOException {
        gone.add(key);
        if (gone.size() == PORTION) {
            leave();
        }
    }

    @Override
    public void unusable(String where, String key, String reason) throws IOException {
        unusables++;
        if (unusable.size() < 20) {
            unusable.add(where + ": " + reason);
        }
        if (key == null) {
            somebodyUnknown = true;
        } else if (!key.isEmpty()) {
            // whoever it is stays as known
            in(connection -> changes.numbers(connection, source, List.of(key))).forEach(this::heard);
        }
    }

    /** After the reading ended well: portions in hand, and whoever was not told of. */
    void end(boolean whole) throws IOException {
        name();
        compare();
        leave();
        Set<Long> replaced = new HashSet<>();
        for (Rekey rekey : rekeys) {
            boolean same = whole && rekey.already().stream().noneMatch(no -> heardOf.get(Math.toIntExact(no)));
            if (same) {
                replaced.addAll(rekey.already());
            }
            write(List.of(same ? rekey.asTheSame() : rekey.asSomebodyElse()));
        }
        if (whole) {
            absent(replaced);
        }
    }

    private void absent(Set<Long> replaced) throws IOException {
        long place = 0;
        Map<Long, String> present;
        do {
            long after = place;
            present = in(connection -> changes.present(connection, source, after, PORTION));
            List<String> missing = new ArrayList<>();
            List<String> renamed = new ArrayList<>();
            for (Map.Entry<Long, String> record : present.entrySet()) {
                place = record.getKey();
                if (replaced.contains(place)) {
                    renamed.add(record.getValue());
                } else if (!heardOf.get(Math.toIntExact(place))) {
                    missing.add(record.getValue());
                }
            }
            leave(missing, "the source does not tell of it any more", What.LEAVE);
            leave(renamed, "the source has it under another key now", What.CHANGE);
        } while (present.size() == PORTION);
    }

    private void name() throws IOException {
        Map<String, String> some = Map.copyOf(groups);
        groups.clear();
        in(connection -> {
            for (Map.Entry<String, String> group : some.entrySet()) {
                directory.name(connection, new RecordKey(source, group.getKey()), group.getValue());
            }
            return null;
        });
    }

    private void compare() throws IOException {
        Map<String, ObjectNode> some = new LinkedHashMap<>(people);
        people.clear();
        Compared compared = in(connection -> changes.compare(connection, source, some));
        Set<String> twice = new HashSet<>();
        compared.known().forEach((key, no) -> {
            if (heardOf.get(Math.toIntExact(no))) {
                twice.add(key);
            } else {
                heard(no);
            }
        });
        List<RecordChange> all = new ArrayList<>();
        for (RecordChange change : compared.changes()) {
            if (!isTwice(change, twice)) {
                all.add(change);
            }
        }
        for (Rekey rekey : compared.rekeys()) {
            if (!isTwice(rekey.asTheSame(), twice)) {
                rekeys.add(rekey);
            }
        }
        told += some.size() - twice.size();
        write(all);
        for (String key : twice) {
            unusable(key, "", "the source tells of it twice");
        }
    }

    /** Of newcomers; whether somebody known was told of twice is seen by the record's number. */
    private boolean isTwice(RecordChange change, Set<String> twice) {
        String key = change.key().key();
        if (change.base().isEmpty() && !newcomers.add(key)) {
            twice.add(key);
        }
        return twice.contains(key);
    }

    private void leave() throws IOException {
        List<String> some = List.copyOf(gone);
        gone.clear();
        leave(some, "the source says that it left", What.LEAVE);
    }

    private void leave(List<String> keys, String why, What what) throws IOException {
        if (!keys.isEmpty()) {
            List<RecordChange> leaving = in(connection -> changes.leaving(connection, source, keys, why));
            write(
                    what == What.LEAVE
                            ? leaving
                            : leaving.stream().map(change -> change.as(what)).toList());
        }
    }

    private void heard(long no) {
        heardOf.set(Math.toIntExact(no));
    }

    private void write(List<RecordChange> planned) throws IOException {
        in(connection -> {
            ChangeStatements.insert(connection, plan, planned, clock.instant(), false);
            PlanStatements.heard(connection, plan, told, written + planned.size());
            return null;
        });
        written += planned.size();
        for (RecordChange change : planned) {
            digest.add(change);
            leavers += change.what() == What.LEAVE ? 1 : 0;
        }
    }

    private <T> T in(Transactions.Work<T> work) throws IOException {
        try {
            return Transactions.in(database, work);
        } catch (SQLException failed) {
            throw new IOException("What was read could not be kept: " + failed.getMessage(), failed);
        }
    }

    long told() {
        return told;
    }

    long written() {
        return written;
    }

    long leavers() {
        return leavers;
    }

    long unusables() {
        return unusables;
    }

    /** The first of what could not be used. */
    List<String> unusable() {
        return List.copyOf(unusable);
    }

    /** Whether a record could not be used and nobody knows whose it was: it may be anybody who is missing. */
    boolean hasSomebodyUnknown() {
        return somebodyUnknown;
    }

    String digest() {
        return digest.hex();
    }
}
