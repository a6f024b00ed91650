package org.convene.people.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.convene.booking.Transactions;
import org.convene.ops.Statements;
import org.convene.people.directory.Directory;
import org.convene.people.scim.MemberRows.Membership;
import org.jboss.logging.Logger;

/**
 * Takes what changed to the directory. Each change is marked untold with the change itself, and the mark goes only when the
 * directory has it: what a crash leaves between is told again. One replica tells, so that nothing new is overtaken by old.
 */
@Singleton
@Named("scimNews")
public class ScimNews {
    static final String SOURCE = "scim";

    private static final Logger LOG = Logger.getLogger(ScimNews.class);
    private static final int AT_ONCE = 200;
    private static final String PORTION = "portion";

    private final DataSource database;
    private final Directory directory;
    private final ObjectMapper json;

    public ScimNews(DataSource database, Directory directory, ObjectMapper json) {
        this.database = database;
        this.directory = directory;
        this.json = json;
    }

    /** Users to be told of, with the marks they had when they were read, and what the mapping made of them. */
    static final class Portion {
        private final Map<String, Long> marks = new LinkedHashMap<>();
        private final List<JsonNode> users = new ArrayList<>();
        private final Map<String, ObjectNode> people = new LinkedHashMap<>();
        private String last = "";

        private String last() {
            return last;
        }
    }

    private record Group(String id, String name, long mark) {}

    /** Groups first, so that people are told of with names of their groups; then who left. */
    public void tellGroupsAndLeavers() throws SQLException {
        for (List<Group> some = untoldGroups(); !some.isEmpty(); some = untoldGroups()) {
            for (Group group : some) {
                ObjectNode told = json.createObjectNode();
                directory.group(SOURCE, told.put("key", group.id()).put("name", group.name()));
                told(Kind.GROUP, Map.of(group.id(), group.mark()));
            }
        }
        for (Map<String, String> gone = gone(); !gone.isEmpty(); gone = gone()) {
            for (Map.Entry<String, String> one : gone.entrySet()) {
                if (one.getValue().equals(Kind.USER.word())) {
                    directory.left(SOURCE, one.getKey());
                } else {
                    directory.groupLeft(SOURCE, one.getKey());
                }
                Statements.update(database, "delete from scim_gone where id = ?", one.getKey());
            }
        }
    }

    private List<Group> untoldGroups() throws SQLException {
        List<Group> groups = new ArrayList<>();
        each(
                "select id, name, untold from scim_group where untold > 0 fetch first " + AT_ONCE + " rows only",
                row -> groups.add(new Group(row.getString(1), row.getString(2), row.getLong(3))));
        return groups;
    }

    private Map<String, String> gone() throws SQLException {
        Map<String, String> gone = new LinkedHashMap<>();
        each(
                "select id, kind from scim_gone order by kind desc fetch first " + AT_ONCE + " rows only",
                row -> gone.put(row.getString(1), row.getString(2)));
        return gone;
    }

    private void each(String sql, Statements.Row reader) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Statements.each(connection, sql, List.of(), reader);
        }
    }

    /** Out: some users at a time, in the order of their ids, so that it ends though more may change meanwhile. */
    public Iterator<Portion> portions() {
        return new Iterator<>() {
            private Portion next = StorageFailure.guard(() -> untoldUsers(""));

            @Override
            public boolean hasNext() {
                return !next.users.isEmpty();
            }

            @Override
            public Portion next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Portion given = next;
                next = StorageFailure.guard(() -> untoldUsers(given.last()));
                return given;
            }
        };
    }

    private Portion untoldUsers(String after) throws SQLException {
        Portion portion = new Portion();
        return Transactions.in(database, connection -> {
            Map<String, String> documents = new LinkedHashMap<>();
            Statements.each(
                    connection,
                    "select id, document, untold from scim_user where untold > 0 and id > ? order by id"
                            + " fetch first " + AT_ONCE + " rows only",
                    List.of(after),
                    row -> {
                        documents.put(row.getString(1), row.getString(2));
                        portion.marks.put(row.getString(1), row.getLong(3));
                        portion.last = row.getString(1);
                    });
            Map<String, List<Membership>> groups = MemberRows.memberships(connection, List.copyOf(documents.keySet()));
            documents.forEach((id, document) -> portion.users.add(user(id, document, groups.get(id))));
            return portion;
        });
    }

    private ObjectNode user(String id, String document, List<Membership> memberships) {
        try {
            ObjectNode user = (ObjectNode) json.readTree(document);
            user.put(Stored.ID, id);
            ArrayNode groups = user.putArray("groups");
            if (memberships != null) {
                memberships.forEach(membership -> groups.addObject().put("value", membership.group()));
            }
            return user;
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException(notOurs);
        }
    }

    /** In: a portion. Out: its users, as SCIM has them; variable {@code portion}. */
    public List<JsonNode> users(Exchange exchange) {
        Portion portion = exchange.getMessage().getBody(Portion.class);
        exchange.setVariable(PORTION, portion);
        return portion.users;
    }

    /** In: the person that the mapping made of a user. */
    public void person(Exchange exchange) {
        ObjectNode person = exchange.getMessage().getBody(ObjectNode.class);
        exchange.getVariable(PORTION, Portion.class)
                .people
                .put(person.path("key").asText(), person);
    }

    /** Tells the directory of all people of the portion, and of one by one when it does not take all. */
    public void tell(Exchange exchange) throws SQLException {
        Portion portion = exchange.getVariable(PORTION, Portion.class);
        try {
            directory.accept(SOURCE, List.copyOf(portion.people.values()));
            told(Kind.USER, portion.marks);
        } catch (RuntimeException oneIsNotInOrder) {
            for (Map.Entry<String, ObjectNode> person : portion.people.entrySet()) {
                tellOne(person.getKey(), person.getValue());
            }
            told(Kind.USER, portion.marks);
        }
    }

    /** What the directory does not take now it takes no better later: it is noted, and told again when it changes. */
    private void tellOne(String id, ObjectNode person) throws SQLException {
        String problem = null;
        try {
            directory.accept(SOURCE, List.of(person));
        } catch (RuntimeException notInOrder) {
            problem = String.valueOf(notInOrder.getMessage());
            LOG.warnf("SCIM user %s cannot be taken as a person", id);
        }
        Statements.update(
                database,
                "update scim_user set problem = ? where id = ?",
                problem == null || problem.length() <= 500 ? problem : problem.substring(0, 500),
                id);
    }

    /** One commit for all; a mark that grew meanwhile stays. */
    private void told(Kind kind, Map<String, Long> marks) throws SQLException {
        String sql = "update " + kind.table() + " set untold = 0 where id = ? and untold = ?";
        Transactions.in(database, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Map.Entry<String, Long> mark : marks.entrySet()) {
                    statement.setString(1, mark.getKey());
                    statement.setLong(2, mark.getValue());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            return null;
        });
    }
}
