package org.convene.people.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.Statements;
import org.convene.people.KnownPerson;

/** People as the directory has them, for whoever wants to look at them. */
@Singleton
public class KnownPeople {
    private final DataSource database;

    public KnownPeople(DataSource database) {
        this.database = database;
    }

    /**
     * Whom to show.
     *
     * @param text   stands in the name, or begins a mail address, login or number; {@code null} for all
     * @param active only those who are active, or who are not; {@code null} for both
     * @param after  id of the last of the page before, or {@code null}
     */
    public record Search(String text, Boolean active, String after, int most) {}

    /** In the order of their ids. */
    public List<KnownPerson> find(Search search) throws SQLException {
        StringBuilder where = new StringBuilder(" where id > ?");
        List<Object> values = new ArrayList<>();
        values.add(search.after() == null ? "" : search.after());
        if (search.active() != null) {
            where.append(search.active() ? " and active" : " and not active");
        }
        if (search.text() != null) {
            String words = Statements.containing(search.text());
            where.append(" and (lower(name) like ? escape '!'"
                    + " or id in (select person from person_alias where alias like ? escape '!'))");
            values.add(words);
            values.add(words.substring(1));
        }
        where.append(" order by id fetch first ").append(search.most()).append(" rows only");
        return Transactions.in(
                database,
                connection -> known(connection, PersonStatements.select(connection, where.toString(), values)));
    }

    public Optional<KnownPerson> find(String id) throws SQLException {
        return find(List.of(id)).stream().findFirst();
    }

    public List<KnownPerson> find(Collection<String> ids) throws SQLException {
        return Transactions.in(
                database,
                connection -> known(
                        connection,
                        List.copyOf(PersonStatements.byId(connection, ids).values())));
    }

    /** What each source says of somebody. */
    public List<PersonRecord> records(String id) throws SQLException {
        return Transactions.in(
                database,
                connection ->
                        RecordStatements.ofPersons(connection, List.of(id)).getOrDefault(id, List.of()));
    }

    /** What a source said last of whom it still tells of. */
    public Optional<ObjectNode> said(String source, String key) throws SQLException {
        return Transactions.in(database, connection -> RecordStatements.said(connection, new RecordKey(source, key)));
    }

    /** @param until {@code null}: still */
    public record Name(Alias alias, Instant since, Instant until) {}

    /** Everything that somebody is and was known by. */
    public List<Name> names(String id) throws SQLException {
        return Transactions.in(
                database,
                connection -> AliasStatements.ofPersons(connection, List.of(id)).getOrDefault(id, List.of()).stream()
                        .map(held -> new Name(held.alias(), held.since(), held.until()))
                        .toList());
    }

    /** What happened to somebody, the newest first. */
    public List<ChangeStatements.Kept> history(String id, int most) throws SQLException {
        return Transactions.in(database, connection -> ChangeStatements.ofPerson(connection, id, most));
    }

    /**
     * How many there are.
     *
     * @param unclear records that fit several people
     */
    public record Counts(long active, long left, long unclear) {}

    public Counts counts() throws SQLException {
        return Transactions.in(
                database,
                connection -> new Counts(
                        PersonStatements.count(connection, "select count(*) from person where active"),
                        PersonStatements.count(connection, "select count(*) from person where not active"),
                        PersonStatements.count(
                                connection, "select count(*) from person_record where person is null and present")));
    }

    /** With the names of their groups, and the ids of those they report to. */
    static List<KnownPerson> known(Connection connection, List<StoredPerson> people) throws SQLException {
        Set<RecordKey> groups = new HashSet<>();
        Set<RecordKey> managers = new HashSet<>();
        for (StoredPerson person : people) {
            person.attributes().path("groups").forEach(group -> groups.add(RecordKey.parse(group.asText())));
            JsonNode manager = person.attributes().path("manager");
            if (manager.isTextual()) {
                managers.add(RecordKey.parse(manager.asText()));
            }
        }
        Map<RecordKey, String> names = GroupStatements.names(connection, groups);
        Map<RecordKey, String> ids = RecordStatements.persons(connection, managers);
        return people.stream().map(person -> known(person, names, ids)).toList();
    }

    private static KnownPerson known(
            StoredPerson person, Map<RecordKey, String> groups, Map<RecordKey, String> people) {
        ObjectNode attributes = person.attributes().deepCopy();
        JsonNode keys = attributes.remove("groups");
        if (keys != null) {
            ArrayNode named = attributes.putArray("groups");
            keys.forEach(text -> {
                RecordKey key = RecordKey.parse(text.asText());
                named.addObject().put("key", text.asText()).put("name", groups.getOrDefault(key, key.key()));
            });
        }
        JsonNode manager = attributes.remove("manager");
        if (manager != null && people.containsKey(RecordKey.parse(manager.asText()))) {
            attributes.put("manager", people.get(RecordKey.parse(manager.asText())));
        }
        return new KnownPerson(
                person.id(), person.version(), person.active(), attributes, person.leftAt(), person.gone());
    }
}
