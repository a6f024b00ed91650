package org.convene.moodle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.Sha256;
import org.convene.ops.Statements;

/** The courses that are followed, and who takes part in each. */
@Singleton
public class Courses {
    private static final int LONGEST_PROBLEM = 1000;

    private final DataSource database;
    private final ObjectMapper json;

    public Courses(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** In the order of their numbers, all of them. */
    List<Course> all() throws SQLException {
        return Statements.rows(
                database,
                "select id, document, group_ids, print, read_at from moodle_course order by id",
                List.of(),
                row -> new Course(
                        row.getLong(1),
                        (ObjectNode) parsed(row.getString(2)),
                        numbers(row.getString(3)),
                        row.getString(4),
                        row.getObject(5) != null));
    }

    ArrayNode roster(long course) throws SQLException {
        List<ArrayNode> found =
                Statements.rows(database, "select roster from moodle_course where id = ?", List.of(course), row ->
                        (ArrayNode) parsed(row.getString(1)));
        return found.isEmpty() ? json.createArrayNode() : found.get(0);
    }

    /** From now on these are followed, and no others. New ones have no roster yet; those that left take theirs along. */
    void follow(List<ObjectNode> wanted) throws SQLException {
        Map<Long, ObjectNode> documents = new HashMap<>();
        wanted.forEach(document -> documents.put(document.path("id").asLong(), document));
        Transactions.in(database, connection -> {
            Set<Long> known = new HashSet<>();
            List<Long> left = new ArrayList<>();
            List<Long> renamed = new ArrayList<>();
            Statements.each(connection, "select id, document from moodle_course", List.of(), row -> {
                ObjectNode document = documents.get(row.getLong(1));
                known.add(row.getLong(1));
                if (document == null) {
                    left.add(row.getLong(1));
                } else if (!document.equals(parsed(row.getString(2)))) {
                    renamed.add(row.getLong(1));
                }
            });
            for (long id : left) {
                Statements.update(connection, "delete from moodle_course where id = ?", List.of(id));
            }
            for (long id : renamed) {
                // its print changes with its roster, which is read again for that
                Statements.update(
                        connection,
                        "update moodle_course set document = ?, due = true where id = ?",
                        List.of(documents.get(id).toString(), id));
            }
            for (Map.Entry<Long, ObjectNode> course : documents.entrySet()) {
                if (!known.contains(course.getKey())) {
                    Statements.update(
                            connection,
                            "insert into moodle_course (id, document, group_ids, roster, print, due)"
                                    + " values (?, ?, '', '[]', '', true)",
                            List.of(course.getKey(), course.getValue().toString()));
                }
            }
            return null;
        });
    }

    /** Whose roster is to be read: somebody said that it changed, or it was read before {@code since}. */
    List<Long> due(Instant since) throws SQLException {
        return Statements.rows(
                database,
                "select id from moodle_course where due = true or read_at is null or read_at < ? order by id",
                List.of(Statements.utc(since)),
                row -> row.getLong(1));
    }

    boolean somethingIsDue() throws SQLException {
        List<Long> due = Statements.rows(
                database,
                "select id from moodle_course where due = true and read_at is not null limit 1",
                List.of(),
                row -> row.getLong(1));
        return !due.isEmpty();
    }

    /** Returns whether the course is followed. */
    boolean hint(long course) throws SQLException {
        return Statements.update(database, "update moodle_course set due = true where id = ?", course) == 1;
    }

    /** Begins to read a roster: what is said of the course from now on makes it due once more. */
    void begin(long course) throws SQLException {
        Statements.update(database, "update moodle_course set due = false where id = ?", course);
    }

    void keep(Course course, ArrayNode roster, Instant now) throws SQLException {
        Set<Long> groups = new TreeSet<>();
        roster.forEach(member -> member.path("groups")
                .forEach(group -> groups.add(group.path("id").asLong())));
        String members = roster.toString();
        String print = Sha256.of((course.document() + members).getBytes(StandardCharsets.UTF_8));
        Statements.update(
                database,
                "update moodle_course set group_ids = ?, roster = ?, print = ?, read_at = ?, problem = null where id = ?",
                groups.stream().map(String::valueOf).collect(Collectors.joining(",")),
                members,
                print,
                Statements.utc(now),
                course.id());
    }

    /** The roster cannot be read; what is known of it stays. */
    void refused(long course, String problem, Instant now) throws SQLException {
        Statements.update(
                database,
                "update moodle_course set problem = ?, read_at = ? where id = ?",
                problem.substring(0, Math.min(LONGEST_PROBLEM, problem.length())),
                Statements.utc(now),
                course);
    }

    /** Why rosters cannot be read, by course. */
    Map<Long, String> problems() throws SQLException {
        Map<Long, String> problems = new HashMap<>();
        try (Connection connection = database.getConnection()) {
            Statements.each(
                    connection,
                    "select id, problem from moodle_course where problem is not null",
                    List.of(),
                    (ResultSet row) -> problems.put(row.getLong(1), row.getString(2)));
        }
        return problems;
    }

    private static List<Long> numbers(String commas) {
        return Stream.of(commas.split(","))
                .filter(text -> !text.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException(notOurs);
        }
    }
}
