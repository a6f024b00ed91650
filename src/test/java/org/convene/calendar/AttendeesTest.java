package org.convene.calendar;

import static org.convene.people.plan.PeopleWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.convene.booking.Databases;
import org.convene.people.Successors;
import org.convene.people.plan.PeopleWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which accounts the people of an event have, with what the directory knows of them. */
class AttendeesTest {
    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
    private static final String EVENT = "{'owner':'admin','guests':'allow-when-external','participants':["
            + "{'name':'Anna Petrova','email':'A.Petrova@old.example','role':'organizer'},"
            + "{'name':'Boris','email':'boris@school.example','role':'participant'}]}";

    @TempDir
    Path directory;

    private PeopleWorld world;
    private Attendees attendees;

    @BeforeEach
    void begin() throws Exception {
        world = new PeopleWorld(
                Databases.h2(directory), Map.of("convene.people.leavers.hand-over-to", "manager,reserve"));
        attendees = new Attendees(
                new Participants(world.identities, new Successors(world.people, world.settings)),
                world.clock,
                world.settings);
        world.directory.accept("ldap", "1", anna());
        world.directory.accept("ldap", "2", person("{'key':'2','name':'Clara Berg','login':'clara'}"));
    }

    private static ObjectNode anna() {
        return person("{'key':'1','name':'Anna Petrova','login':'anna','manager':'2',"
                + "'emails':['anna@new.example','a.petrova@old.example']}");
    }

    /** The event after the vendor told of these users. */
    private JsonNode resolved(String users) throws Exception {
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.setVariable("vendor", "trueconf");
        exchange.getMessage().setBody(person(users));
        attendees.know(exchange);
        exchange.getMessage().setBody(person(EVENT));
        attendees.resolve(exchange);
        return exchange.getMessage().getBody(JsonNode.class);
    }

    @Test
    void somebodyIsFoundByAnotherAddressOfTheSamePerson() throws Exception {
        JsonNode meeting = resolved("{'items':[{'login':'ap','email':'Anna@New.example'}]}");
        assertEquals("ap", meeting.at("/participants/0/login").asText());
        assertEquals("ap", meeting.path("owner").asText());
    }

    @Test
    void somebodyIsFoundByTheLoginThatTheDirectoryKnows() throws Exception {
        world.directory.accept(
                "ldap", "3", person("{'key':'3','name':'Boris','login':'boris','emails':['boris@school.example']}"));
        JsonNode meeting =
                resolved("{'items':[{'login':'anna','email':'x@y.example'},{'login':'boris','email':'z@y.example'}]}");
        assertEquals("anna", meeting.path("owner").asText());
        assertFalse(meeting.at("/settings/allowGuests").asBoolean(), "all of them have accounts");
    }

    @Test
    void aLeaversMeetingGoesToTheManagerAndTheLeaverIsNotInvited() throws Exception {
        world.directory.left("ldap", "1");
        JsonNode meeting = resolved("{'items':[{'login':'anna','email':'anna@new.example'}]}");
        assertEquals("clara", meeting.path("owner").asText());
        assertTrue(meeting.at("/participants/0/login").isMissingNode());
    }

    @Test
    void whereTheManagerLeftTooItGoesToWhomTheConfigurationNames() throws Exception {
        world.directory.left("ldap", "1");
        world.directory.left("ldap", "2");
        assertEquals("reserve", resolved("{'items':[]}").path("owner").asText());
    }
}
