package org.convene.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.convene.sandbox.SandboxAtHand;
import org.junit.jupiter.api.Test;

/** The routes of TrueConf Server and the sandbox that plays one understand each other. */
@QuarkusTest
@TestProfile(TrueconfInTheSandboxTest.WithTheSandbox.class)
class TrueconfInTheSandboxTest {
    public static class WithTheSandbox implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = SandboxAtHand.settings("trueconf");
            settings.put("convene.trueconf.page-size", "2");
            settings.put("quarkus.datasource.jdbc.url", "jdbc:h2:mem:trueconf-sandbox");
            settings.put("quarkus.http.test-port", "0");
            return settings;
        }
    }

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Inject
    CamelContext camel;

    @Inject
    ProducerTemplate producer;

    private Exchange tried(String verb, String marker, String roomId, JsonNode body) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setVariable("marker", marker);
        exchange.setVariable("roomId", roomId);
        exchange.getMessage().setBody(body);
        return producer.send("direct:trueconf." + verb, exchange);
    }

    private JsonNode did(String verb, String marker, String roomId, JsonNode body) {
        Exchange exchange = tried(verb, marker, roomId, body);
        assertNull(exchange.getException(), () -> verb + ": " + exchange.getException());
        return exchange.getMessage().getBody(JsonNode.class);
    }

    private ObjectNode meeting(String owner) {
        ObjectNode meeting = JSON.createObjectNode()
                .put("title", "Board")
                .put("startsAt", "2036-11-23T06:00:00Z")
                .put("endsAt", "2036-11-23T07:00:00Z")
                .put("owner", owner);
        meeting.putObject("settings").put("type", 0).put("maxParticipants", 5);
        meeting.putArray("participants").addObject().put("name", "Owner").put("login", owner);
        return meeting;
    }

    @Test
    void aConferenceIsMadeFoundChangedRunStoppedAndDeleted() {
        String owner = did("list-users", "", "", null)
                .path("items")
                .path(0)
                .path("login")
                .asText();
        JsonNode described = did("describe", "abcdefghij", "", meeting(owner));
        JsonNode made = did("create", "abcdefghij", "", described);
        String id = made.path("id").asText();

        assertEquals(made.path("id"), did("find", "abcdefghij", "", null).path("id"));
        assertNull(did("find", "zzzzzzzzzz", "", null));
        did(
                "update",
                "abcdefghij",
                id,
                did("describe", "abcdefghij", "", meeting(owner).put("title", "Council")));
        assertEquals(
                "Council",
                did("read-conference", "", id, null)
                        .path("conference")
                        .path("topic")
                        .asText());

        assertEquals("running", did("run", "", id, null).path("state").asText());
        assertEquals("running", did("run", "", id, null).path("state").asText());
        Exchange late = tried("update", "abcdefghij", id, described);
        assertInstanceOf(VendorFailure.Busy.class, late.getException());
        assertEquals("stopped", did("stop", "", id, null).path("state").asText());
        assertEquals("stopped", did("stop", "", id, null).path("state").asText());

        did("cancel", "", id, null);
        did("cancel", "", id, null);
        assertInstanceOf(
                VendorFailure.NotFound.class, tried("read", "", id, null).getException());
    }

    @Test
    void everyConferenceOfManyPagesIsListedOnce() {
        String owner = did("list-users", "", "", null)
                .path("items")
                .path(0)
                .path("login")
                .asText();
        int before = did("list-conferences", "", "", null).path("items").size();
        for (String marker : new String[] {"aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "dddddddddd", "eeeeeeeeee"}) {
            did("create", marker, "", did("describe", marker, "", meeting(owner)));
        }
        JsonNode list = did("list-conferences", "", "", null);
        assertEquals(before + 5, list.path("items").size());
        assertTrue(list.path("incomplete").isMissingNode());
    }
}
