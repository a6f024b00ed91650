package org.convene.people.directory;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
     * Whether somebody is known to have left: asked at each click on a personal link.
     *
     * @param participant {@code {id, name, email, phone}} as lessons have them, what is known of it
     */
    public boolean hasLeft(JsonNode participant) throws SQLException {
        Set<Alias> told = new LinkedHashSet<>();
        for (Kind kind : new Kind[] {Kind.KEY, Kind.EMPLOYEE, Kind.LOGIN}) {
            add(told, kind, participant.path("id").asText(""));
        }
        add(told, Kind.EMAIL, participant.path("email").asText(""));
        add(told, Kind.NUMBER, participant.path("phone").asText(""));
        if (told.isEmpty()) {
            return false;
        }
        return Transactions.in(database, connection -> {
            Map<String, List<Held>> held = byPerson(AliasStatements.holders(connection, told));
            Map<String, StoredPerson> people = PersonStatements.byId(connection, held.keySet());
            if (participant.hasNonNull("name")) {
                people.values().removeIf(person -> !PersonName.mayBeOne(participant, person.attributes()));
            }
            return theOne(held, people).filter(person -> !person.active()).isPresent();
        });
    }

    /** Those who are known by one of these addresses, by the address. */
    public Map<String, KnownPerson> byEmails(Collection<String> emails) throws SQLException {
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
            Map<Alias, List<Held>> holders = new HashMap<>();
            for (Held held : AliasStatements.holders(connection, told.values())) {
                holders.computeIfAbsent(held.alias(), each -> new ArrayList<>()).add(held);
            }
            Set<String> ids = new LinkedHashSet<>();
            holders.values().forEach(some -> some.forEach(held -> ids.add(held.person())));
            Map<String, StoredPerson> people = PersonStatements.byId(connection, ids);
            Map<String, StoredPerson> found = new LinkedHashMap<>();
            told.forEach((email, alias) -> theOne(byPerson(holders.getOrDefault(alias, List.of())), people)
                    .ifPresent(person -> found.put(email, person)));
            Map<String, KnownPerson> known = new HashMap<>();
            Iterator<KnownPerson> inOrder =
                    KnownPeople.known(connection, List.copyOf(found.values())).iterator();
            found.keySet().forEach(email -> known.put(email, inOrder.next()));
            return known;
        });
    }

    private void add(Set<Alias> told, Kind kind, String text) {
        Alias alias = aliases.of(kind, text);
        if (!alias.value().isEmpty()) {
            told.add(alias);
        }
    }

    private static Map<String, List<Held>> byPerson(Collection<Held> all) {
        return all.stream().collect(Collectors.groupingBy(Held::person));
    }

    /** @param people those who come into question, and perhaps others */
    private static Optional<StoredPerson> theOne(Map<String, List<Held>> held, Map<String, StoredPerson> people) {
        List<StoredPerson> fitting =
                held.keySet().stream().map(people::get).filter(Objects::nonNull).toList();
        if (fitting.size() > 1) {
            // of those who share a name of the past, the one who has it now
            fitting = fitting.stream()
                    .filter(person -> held.get(person.id()).stream().anyMatch(one -> one.until() == null))
                    .toList();
        }
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }
}
