package org.convene.people.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.convene.document.Documents;
import org.convene.people.directory.Matching.Verdict;
import org.convene.people.directory.RecordChange.What;
import org.convene.people.directory.RecordStatements.Known;

/** Compares what a source says now with what it said last, and says what that means. Writes nothing. */
@Singleton
public class Changes {
    private final Matching matching;

    public Changes(Matching matching) {
        this.matching = matching;
    }

    /**
     * A portion of a reading, compared.
     *
     * @param known the numbers of the records that were told of, by key
     * @param rekeys newcomers who seem to be somebody whom the source had under another key
     */
    public record Compared(List<RecordChange> changes, Map<String, Long> known, List<Rekey> rekeys) {}

    /**
     * Either the same person under another key, or somebody else; it is the same when the source does not tell of the records
     * {@code already} any more.
     */
    public record Rekey(RecordChange asTheSame, RecordChange asSomebodyElse, List<Long> already) {}

    /** @param people canonical, by key; those without a change are not in the answer */
    public Compared compare(Connection connection, String source, Map<String, ObjectNode> people) throws SQLException {
        Map<String, Known> known = RecordStatements.known(connection, source, people.keySet());
        List<String> changed = new ArrayList<>();
        Map<String, ObjectNode> newcomers = new LinkedHashMap<>();
        for (Map.Entry<String, ObjectNode> person : people.entrySet()) {
            Known before = known.get(person.getKey());
            if (before == null) {
                newcomers.put(person.getKey(), person.getValue());
            } else if (!before.present() || !before.digest().equals(Documents.digest(person.getValue()))) {
                changed.add(person.getKey());
            }
        }
        List<RecordChange> changes = new ArrayList<>();
        Map<String, PersonRecord> before = RecordStatements.locked(connection, source, changed);
        changed.forEach(key -> changes.add(changed(before.get(key), people.get(key))));
        List<Rekey> rekeys = new ArrayList<>();
        Map<String, Verdict> verdicts = matching.verdicts(connection, source, newcomers);
        newcomers.forEach((key, person) -> {
            RecordKey record = new RecordKey(source, key);
            Verdict verdict = verdicts.get(key);
            if (verdict instanceof Verdict.Unclear unclear) {
                changes.add(unclear(record, person, unclear));
            } else if (verdict instanceof Verdict.Known same && same.already().isEmpty()) {
                changes.add(linked(record, person, same));
            } else if (verdict instanceof Verdict.Known same) {
                rekeys.add(new Rekey(linked(record, person, same), joined(record, person), same.already()));
            } else {
                changes.add(joined(record, person));
            }
        });
        Map<String, Long> numbers = new LinkedHashMap<>();
        known.forEach((key, record) -> numbers.put(key, record.no()));
        return new Compared(changes, numbers, rekeys);
    }

    private static RecordChange changed(PersonRecord before, ObjectNode after) {
        boolean isActive = PersonRecord.isActive(after);
        What what = before.person() == null
                ? What.UNCLEAR
                : before.isActive() == isActive ? What.CHANGE : isActive ? What.RETURN : What.LEAVE;
        String why = !before.present()
                ? "the source has it again"
                : switch (what) {
                    case LEAVE -> "the source switched it off";
                    case RETURN -> "the source switched it on again";
                    default -> "the source says something else";
                };
        return new RecordChange(
                what, before.key(), before.person(), before.candidates(), before.base(), before.document(), after, why);
    }

    private static RecordChange joined(RecordKey key, ObjectNode person) {
        String id = UUID.randomUUID().toString();
        return newcomer(What.JOIN, key, id, List.of(), person, "the source has somebody new");
    }

    private static RecordChange linked(RecordKey key, ObjectNode person, Verdict.Known known) {
        String why = "the " + known.by().word() + " is the same";
        return newcomer(What.LINK, key, known.person(), List.of(), person, why);
    }

    private static RecordChange unclear(RecordKey key, ObjectNode person, Verdict.Unclear unclear) {
        return newcomer(What.UNCLEAR, key, null, unclear.candidates(), person, unclear.why());
    }

    private static RecordChange newcomer(
            What what, RecordKey key, String id, List<String> candidates, ObjectNode person, String why) {
        return new RecordChange(what, key, id, candidates, PersonRecord.NONE, null, person, why);
    }

    /** Some records that a source still had, in the order of their numbers: number and key. */
    public Map<Long, String> present(Connection connection, String source, long after, int most) throws SQLException {
        Map<Long, String> present = new LinkedHashMap<>();
        RecordStatements.present(connection, source, after, most)
                .forEach(known -> present.put(known.no(), known.key()));
        return present;
    }

    /** The numbers of records with these keys, where they are known. */
    public List<Long> numbers(Connection connection, String source, Collection<String> keys) throws SQLException {
        return RecordStatements.known(connection, source, keys).values().stream()
                .map(Known::no)
                .toList();
    }

    public long countPresent(Connection connection, String source) throws SQLException {
        return RecordStatements.count(connection, source);
    }

    /** @param gone keys of records that the source does not have any more */
    public List<RecordChange> leaving(Connection connection, String source, Collection<String> gone, String why)
            throws SQLException {
        return RecordStatements.locked(connection, source, gone).values().stream()
                .filter(PersonRecord::present)
                .map(record -> new RecordChange(
                        record.person() == null ? What.UNCLEAR : record.isActive() ? What.LEAVE : What.CHANGE,
                        record.key(),
                        record.person(),
                        record.candidates(),
                        record.base(),
                        record.document(),
                        null,
                        why))
                .toList();
    }
}
