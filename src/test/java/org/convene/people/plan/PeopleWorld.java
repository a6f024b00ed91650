package org.convene.people.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.convene.StillClock;
import org.convene.audit.AuditTrail;
import org.convene.document.PersonCheck;
import org.convene.ops.Settings;
import org.convene.people.KnownPerson;
import org.convene.people.Roster;
import org.convene.people.RosterListener;
import org.convene.people.directory.Aliases;
import org.convene.people.directory.Changes;
import org.convene.people.directory.Directory;
import org.convene.people.directory.DirectoryWriter;
import org.convene.people.directory.Identities;
import org.convene.people.directory.KnownPeople;
import org.convene.people.directory.KnownPeople.Search;
import org.convene.people.directory.Matching;
import org.convene.people.directory.Merging;
import org.convene.phone.number.PhoneNumbers;

/** A directory on a real database, and sources that a test plays. */
public final class PeopleWorld {
    static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    public final StillClock clock = new StillClock(START);
    public final DataSource database;
    public final Directory directory;
    public final KnownPeople people;
    public final Plans plans;
    public final Rosters rosters;
    public final Identities identities;
    public final Settings settings;

    public PeopleWorld(DataSource database, Map<String, String> overrides) {
        this.database = database;
        for (String table :
                List.of("person", "person_record", "person_alias", "person_group", "people_plan", "people_change")) {
            execute("delete from " + table);
        }
        settings = settings(overrides);
        Aliases aliases = new Aliases(new PhoneNumbers(Optional.of("RU")));
        Changes changes = new Changes(new Matching(aliases));
        DirectoryWriter writer = new DirectoryWriter(new Merging(settings), aliases, clock);
        PersonCheck check = new PersonCheck();
        directory = new Directory(database, writer, changes, check, clock);
        people = new KnownPeople(database);
        identities = new Identities(database, aliases);
        plans = new Plans(database, writer, new AuditTrail(database, clock), clock);
        rosters = new Rosters(database, changes, directory, check, new Threshold(settings), plans, clock, settings);
    }

    private static Settings settings(Map<String, String> overrides) {
        Map<String, String> values = new HashMap<>(Map.of(
                "convene.people.order", "scim,ldap,csv",
                "convene.people.apply", "by-itself",
                "convene.people.leavers.most", "100",
                "convene.people.leavers.most-share", "10%",
                "convene.meetings.users-kept", "10m"));
        values.putAll(overrides);
        return new Settings(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build());
    }

    void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** What a source says, as JSON with single quotes. */
    public static ObjectNode person(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (IOException wrong) {
            throw new IllegalArgumentException(json, wrong);
        }
    }

    /** A reading of everybody. */
    public Plan whole(String source, ObjectNode... people) throws IOException, SQLException {
        return rosters.take(reading(source, true, List.of(people)));
    }

    /** A reading of what changed. */
    public Plan delta(String source, ObjectNode... people) throws IOException, SQLException {
        return rosters.take(reading(source, false, List.of(people)));
    }

    static Roster reading(String source, boolean whole, List<ObjectNode> people) {
        return new TestRoster(source, whole, listener -> {
            for (ObjectNode person : people) {
                listener.person(person);
            }
        });
    }

    interface Reading {
        void read(RosterListener listener) throws IOException;
    }

    record TestRoster(String source, boolean isWhole, Reading reading) implements Roster {
        @Override
        public String origin() {
            return "a test";
        }

        @Override
        public void read(RosterListener listener) throws IOException {
            reading.read(listener);
        }
    }

    /** Everybody, by name. */
    List<KnownPerson> everybody() throws SQLException {
        List<KnownPerson> all = new ArrayList<>(people.find(new Search(null, null, null, 1000)));
        all.sort((a, b) -> name(a).compareTo(name(b)));
        return all;
    }

    KnownPerson only() throws SQLException {
        List<KnownPerson> all = everybody();
        if (all.size() != 1) {
            throw new AssertionError("these are " + all.size() + " people: " + all);
        }
        return all.get(0);
    }

    static String name(KnownPerson person) {
        return person.attributes().path("name").asText();
    }
}
