package org.convene.people.directory;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.people.KnownPerson;
import org.convene.people.directory.Alias.Kind;
import org.convene.people.directory.AliasStatements.Held;

/**
 * Tells other flows who somebody is: by what a lesson, a calendar or a call says of a person. What fits several people, or
 * somebody of another name, is nobody: a wrong person is worse than none.
 */
@Singleton
public class Identities {
    private final DataSource database;
    private final Aliases aliases;

    public Identities(DataSource database, Aliases aliases) {
        this.database = database;
        this.aliases = aliases;
    }

    /**
     * Somebody who was found.
     *
     * @param by         by what
     * @param confidence from 0 to 1; half of the kind's when it is a name of the past
     */
    public record Match(KnownPerson person, Kind by, double confidence) {}

    /** @param participant {@code {id, name, email, phone}} as lessons and meetings have them, what is known of it */
    public Optional<Match> who(JsonNode participant) throws SQLException {
        Set<Alias> told = new LinkedHashSet<>();
        for (Kind kind : new Kind[] {Kind.KEY, Kind.EMPLOYEE, Kind.LOGIN}) {
            add(told, kind, participant.path("id").asText(""));
        }
        add(told, Kind.EMAIL, participant.path("email").asText(""));
        add(told, Kind.NUMBER, participant.path("phone").asText(""));
        return told.isEmpty()
                ? Optional.empty()
                : Transactions.in(database, connection -> match(connection, told, participant));
    }

    /** Those who are known by one of these addresses, by the address. */
    public Map<String, Match> byEmails(Collection<String> emails) throws SQLException {
        Map<String, Alias> told = new HashMap<>();
        for (String email : emails) {
            Alias alias = aliases.of(Kind.EMAIL, email);
            if (!alias.value().isEmpty()) {
                told.put(email, alias);
            }
        }
        if (told.isEmpty()) {
            return Map.of();
        }
        return Transactions.in(database, connection -> {
            Map<Alias, Map<String, List<Held>>> holders = new HashMap<>();
            Set<String> ids = new LinkedHashSet<>();
            for (Held held : AliasStatements.holders(connection, told.values())) {
                ids.add(held.person());
                holders.computeIfAbsent(held.alias(), each -> new HashMap<>())
                        .computeIfAbsent(held.person(), each -> new ArrayList<>())
                        .add(held);
            }
            Map<String, StoredPerson> people = PersonStatements.byId(connection, ids);
            Map<String, Match> matches = new HashMap<>();
            for (Map.Entry<String, Alias> one : told.entrySet()) {
                theOne(connection, holders.getOrDefault(one.getValue(), Map.of()), people, null)
                        .ifPresent(match -> matches.put(one.getKey(), match));
            }
            return matches;
        });
    }

    private void add(Set<Alias> told, Kind kind, String text) {
        Alias alias = aliases.of(kind, text);
        if (!alias.value().isEmpty()) {
            told.add(alias);
        }
    }

    private static Optional<Match> match(Connection connection, Collection<Alias> told, JsonNode participant)
            throws SQLException {
        Map<String, List<Held>> held = new HashMap<>();
        for (Held one : AliasStatements.holders(connection, told)) {
            held.computeIfAbsent(one.person(), each -> new ArrayList<>()).add(one);
        }
        return theOne(connection, held, PersonStatements.byId(connection, held.keySet()), participant);
    }

    private static Optional<Match> theOne(
            Connection connection, Map<String, List<Held>> held, Map<String, StoredPerson> all, JsonNode participant)
            throws SQLException {
        Map<String, StoredPerson> people = new HashMap<>(all);
        people.keySet().retainAll(held.keySet());
        if (participant != null && participant.hasNonNull("name")) {
            people.values().removeIf(person -> !PersonName.mayBeOne(participant, person.attributes()));
        }
        if (people.size() > 1) {
            // of those who share a name of the past, the one who has it now
            people.keySet().removeIf(id -> held.get(id).stream().noneMatch(one -> one.until() == null));
        }
        if (people.size() != 1) {
            return Optional.empty();
        }
        StoredPerson person = people.values().iterator().next();
        Held surest = held.get(person.id()).stream()
                .max((a, b) -> Double.compare(confidence(a), confidence(b)))
                .orElseThrow();
        KnownPerson known = KnownPeople.known(connection, List.of(person)).get(0);
        return Optional.of(new Match(known, surest.alias().kind(), confidence(surest)));
    }

    private static double confidence(Held held) {
        return held.alias().kind().confidence() * (held.until() == null ? 1 : 0.5);
    }
}
