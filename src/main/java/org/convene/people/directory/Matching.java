package org.convene.people.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convene.people.directory.Alias.Kind;
import org.convene.people.directory.AliasStatements.Held;

/**
 * Whether somebody whom a source did not tell of before is known from elsewhere: by employee number, login or mail address,
 * and only when nothing speaks against it. Who fits several people, or one not quite, is nobody until a person decides.
 */
@Singleton
public class Matching {
    private static final Set<Kind> KINDS = Set.of(Kind.EMPLOYEE, Kind.LOGIN, Kind.EMAIL);

    private final Aliases aliases;

    public Matching(Aliases aliases) {
        this.aliases = aliases;
    }

    /** Who somebody is. */
    public sealed interface Verdict {
        /** Nobody who is known. */
        record Stranger() implements Verdict {}

        /**
         * Somebody known from elsewhere, or here under another key.
         *
         * @param by      what both have
         * @param already the numbers of the records in the same source that the person has
         */
        record Known(String person, Kind by, List<Long> already) implements Verdict {}

        /** It may be any of these, or nobody. */
        record Unclear(List<String> candidates, String why) implements Verdict {}
    }

    /** @param newcomers by key, whom {@code source} did not tell of before */
    public Map<String, Verdict> verdicts(Connection connection, String source, Map<String, ObjectNode> newcomers)
            throws SQLException {
        Map<String, Set<Alias>> wanted = new LinkedHashMap<>();
        Set<Alias> all = new HashSet<>();
        newcomers.forEach((key, person) -> {
            Set<Alias> names = new LinkedHashSet<>(aliases.of(person));
            names.removeIf(alias -> !KINDS.contains(alias.kind()));
            wanted.put(key, names);
            all.addAll(names);
        });
        Map<Alias, List<Held>> holders = new HashMap<>();
        for (Held held : AliasStatements.holders(connection, all)) {
            if (held.until() == null) {
                holders.computeIfAbsent(held.alias(), each -> new ArrayList<>()).add(held);
            }
        }
        Set<String> people = new HashSet<>();
        holders.values().forEach(some -> some.forEach(held -> people.add(held.person())));
        Map<String, StoredPerson> known = PersonStatements.byId(connection, people);
        Map<String, List<PersonRecord>> records = RecordStatements.ofPersons(connection, people);
        Map<String, Verdict> verdicts = new HashMap<>();
        newcomers.forEach((key, person) ->
                verdicts.put(key, verdict(source, person, shared(wanted.get(key), holders), known, records)));
        return verdicts;
    }

    /** By person, the surest of what both are known by. */
    private static Map<String, Kind> shared(Set<Alias> names, Map<Alias, List<Held>> holders) {
        Map<String, Kind> shared = new LinkedHashMap<>();
        for (Alias alias : names) {
            holders.getOrDefault(alias, List.of())
                    .forEach(held -> shared.merge(held.person(), alias.kind(), (a, b) -> a.compareTo(b) <= 0 ? a : b));
        }
        return shared;
    }

    private static Verdict verdict(
            String source,
            ObjectNode person,
            Map<String, Kind> shared,
            Map<String, StoredPerson> known,
            Map<String, List<PersonRecord>> records) {
        List<String> candidates = shared.keySet().stream()
                .filter(id -> contradiction(person, known.get(id)).isEmpty()
                        || recordsOf(records.get(id), source).isEmpty())
                .toList();
        if (candidates.isEmpty()) {
            // the source itself has those it resembles as somebody else, such as pupils with their family's address
            return new Verdict.Stranger();
        }
        if (candidates.size() > 1) {
            return new Verdict.Unclear(candidates, "it fits " + candidates.size() + " people");
        }
        String id = candidates.get(0);
        return contradiction(person, known.get(id))
                .<Verdict>map(why -> new Verdict.Unclear(candidates, why))
                .orElseGet(() -> new Verdict.Known(id, shared.get(id), recordsOf(records.get(id), source)));
    }

    private static Optional<String> contradiction(ObjectNode person, StoredPerson other) {
        String number = person.path("employeeNumber").asText("");
        String otherNumber = other.attributes().path("employeeNumber").asText("");
        if (!number.isEmpty() && !otherNumber.isEmpty() && !number.equals(otherNumber)) {
            return Optional.of("the employee number is another");
        }
        return PersonName.mayBeOne(person, other.attributes()) ? Optional.empty() : Optional.of("the name is another");
    }

    private static List<Long> recordsOf(List<PersonRecord> records, String source) {
        return records.stream()
                .filter(record -> record.present() && record.key().source().equals(source))
                .map(PersonRecord::no)
                .toList();
    }
}
