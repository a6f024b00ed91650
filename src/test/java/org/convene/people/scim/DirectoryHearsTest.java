package org.convene.people.scim;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.convene.ops.Statements;
import org.convene.people.KnownPerson;
import org.convene.people.directory.KnownPeople;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an identity provider changes is known to the directory soon after. */
@QuarkusTest
@TestProfile(ScimProfile.class)
class DirectoryHearsTest {
    private static final String PATCH = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
            + "\"Operations\":[{\"op\":\"replace\",\"path\":\"%s\",\"value\":%s}]}";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Inject
    KnownPeople people;

    @Inject
    DataSource database;

    private final String mail = "n" + UUID.randomUUID().toString().substring(0, 8) + "@school.example";
    private ScimClient hub;

    @BeforeEach
    void connect() {
        hub = new ScimClient(port);
    }

    private static ObjectNode user(String userName) {
        ObjectNode user = JsonNodeFactory.instance.objectNode().put("userName", userName);
        user.putObject("name").put("givenName", "Nina").put("familyName", "Orlova");
        user.putArray("emails").addObject().put("value", "home." + userName).put("type", "home");
        user.withArray("emails")
                .addObject()
                .put("value", userName)
                .put("type", "work")
                .put("primary", true);
        user.putArray("phoneNumbers")
                .addObject()
                .put("value", "tel:+7 495 000-00-01")
                .put("type", "work");
        user.putObject(ENTERPRISE).put("department", "Physics").put("employeeNumber", userName);
        return user;
    }

    private String created(String path, ObjectNode resource) {
        ScimClient.Answer made = hub.send("POST", path, resource.toString());
        assertEquals(201, made.status(), () -> String.valueOf(made));
        return made.id();
    }

    private KnownPerson known(Predicate<KnownPerson> expected) {
        return await().until(this::found, found -> found.size() == 1 && expected.test(found.get(0)))
                .get(0);
    }

    private List<KnownPerson> found() throws SQLException {
        return people.find(new KnownPeople.Search(mail, null, null, 10));
    }

    @Test
    void aUserBecomesAPerson() {
        String head = created("/Users", user("head." + mail));
        ObjectNode user = user(mail);
        ((ObjectNode) user.get(ENTERPRISE)).put("manager", head);
        user.putArray("phoneNumbers")
                .addObject()
                .put("value", "tel:+7 495 000-00-01")
                .put("type", "work");
        created("/Users", user);
        KnownPerson person = known(KnownPerson::active);
        assertEquals("Nina Orlova", person.attributes().path("name").asText());
        assertEquals(mail, person.attributes().at("/emails/0").asText());
        assertEquals("home." + mail, person.attributes().at("/emails/1").asText());
        assertEquals(mail.split("@")[0], person.attributes().path("login").asText());
        assertEquals("+7 495 000-00-01", person.attributes().at("/phones/0").asText());
        assertEquals("Physics", person.attributes().path("department").asText());
        assertEquals(mail, person.attributes().path("employeeNumber").asText());
        assertTrue(known(p -> p.attributes().path("manager").asText().length() == 36)
                .active());
    }

    @Test
    void whoIsSwitchedOffHasLeftAndComesBack() {
        String id = created("/Users", user(mail));
        known(KnownPerson::active);
        hub.send("PATCH", "/Users/" + id, PATCH.formatted("active", "\"False\""));
        known(person -> !person.active() && person.leftAt() != null);
        hub.send("PATCH", "/Users/" + id, PATCH.formatted("active", "true"));
        known(KnownPerson::active);
    }

    @Test
    void whoIsDeletedHasLeft() {
        String id = created("/Users", user(mail));
        known(KnownPerson::active);
        hub.send("DELETE", "/Users/" + id, null);
        known(person -> !person.active());
    }

    @Test
    void groupsOfAPersonFollowTheirMembersAndNames() {
        String id = created("/Users", user(mail));
        ObjectNode group = JsonNodeFactory.instance.objectNode().put("displayName", "Chess " + mail);
        group.putArray("members").addObject().put("value", id);
        String chess = created("/Groups", group);
        known(person -> person.attributes().at("/groups/0/name").asText().equals("Chess " + mail));
        hub.send("PATCH", "/Groups/" + chess, PATCH.formatted("displayName", "\"Go " + mail + "\""));
        known(person -> person.attributes().at("/groups/0/name").asText().equals("Go " + mail));
        hub.send("DELETE", "/Groups/" + chess, null);
        known(person -> person.attributes().path("groups").isEmpty());
    }

    /** As after a crash between the change and the telling: all that is left is the mark. */
    @Test
    void whatWasNotToldIsToldLater() throws SQLException {
        String id = created("/Users", user(mail));
        known(KnownPerson::active);
        Statements.update(
                database,
                "update scim_user set document = replace(document, 'Orlova', 'Belova'), untold = untold + 1"
                        + " where id = ?",
                id);
        known(person -> person.attributes().path("familyName").asText().equals("Belova"));
    }

    @Test
    void whoCannotBeTakenAsAPersonDoesNotStopTheOthers() throws SQLException {
        ObjectNode strange = user("strange." + mail);
        strange.put("displayName", "\u0007").put("title", "x".repeat(500));
        created("/Users", strange);
        created("/Users", user(mail));
        known(KnownPerson::active);
    }
}
