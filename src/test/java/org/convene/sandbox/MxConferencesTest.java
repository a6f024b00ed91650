package org.convene.sandbox;

import static org.convene.sandbox.MxProxy.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
@DisplayName("A conference of the MX Proxy sandbox")
class MxConferencesTest {

    private static final String NEW =
            "{'Id':'','ownerId':43892779647572507,'name':'Test','accessId':55500001,'type':'Once',"
                    + "'startDate':1516021200,'duration':30,'ws':'None','wsType':'Undefined'}";

    @Test
    @DisplayName("is created, changed as a whole, and deleted")
    void life(MxProxy mx) {
        Reply created = mx.send("POST", "/conferences", NEW);
        JsonNode conference = created.json().path("conference");
        String id = conference.path("Id").asText();
        assertEquals(200, created.status());
        assertFalse(id.isEmpty());
        assertTrue(created.body().contains("\"ownerId\": 43892779647572507,"), created.body());
        assertFalse(conference.has("description"));
        assertTrue(listed(mx).contains(id));

        JsonNode changed = mx.send("PUT", "/conferences/" + id, "{'name':'Other','accessId':55500001}")
                .json()
                .path("conference");
        assertEquals(id, changed.path("Id").asText());
        assertEquals("Other", changed.path("name").asText());
        assertEquals(0, changed.path("duration").asInt());
        assertEquals("", changed.path("type").asText());
        assertEquals("43884851147406145", changed.path("ownerId").asText());

        assertEquals(204, mx.delete("/conferences/" + id).status());
        assertEquals(404, mx.delete("/conferences/" + id).status());
        assertFalse(listed(mx).contains(id));
    }

    private static List<String> listed(MxProxy mx) {
        return mx.get("/conferences").json().path("conferences").findValuesAsText("Id");
    }

    @Test
    @DisplayName("is there although the caller was told 408, when the script says so")
    void createdAllTheSame(MxProxy mx) {
        mx.play(
                "[{\"method\":\"POST\",\"path\":\"/conferences\",\"times\":1,\"action\":\"answer-after\",\"status\":408}]");

        Reply reply = mx.send("POST", "/conferences", NEW);

        assertEquals(408, reply.status());
        assertEquals("mx response timeout", error(reply));
        assertEquals(
                1,
                mx.get("/conferences").json().path("conferences").findValuesAsText("name").stream()
                        .filter("Test"::equals)
                        .count());
    }

    @Test
    @DisplayName("gets a code when none is wanted, and not one that another has")
    void codes(MxProxy mx) {
        JsonNode given = mx.send("POST", "/conferences", "{'name':'A'}").json().path("conference");
        assertTrue(given.path("accessId").asLong() >= 10_000_000);

        String taken = "{'name':'B','accessId':" + given.path("accessId").asLong() + "}";
        assertEquals(500, mx.send("POST", "/conferences", taken).status());
    }

    @Test
    @DisplayName("is joined with its code alone")
    void joined(MxProxy mx) {
        String path = "/conferences/"
                + mx.send("POST", "/conferences", NEW)
                        .json()
                        .at("/conference/Id")
                        .asText();

        assertEquals(204, mx.send("POST", path, "{'accessId':55500001}").status());
        assertEquals(500, mx.send("POST", path, "{'accessId':1}").status());
        assertEquals(500, mx.send("POST", "/conferences/info", "{'accessId':1}").status());
    }

    @Test
    @DisplayName("has a number to dial, under the same key as the list")
    void info(MxProxy mx) {
        JsonNode info = mx.get("/conferences/info").json().path("conferences");

        assertTrue(info.isObject());
        assertEquals("7000", info.path("ext").asText());
        assertEquals("74995550170", info.path("did").asText());
        assertTrue(info.path("body").asText().contains("%ID%"));
        mx.habits("{'bridgeDid':''}");
        assertEquals(
                "", mx.get("/conferences/info").json().at("/conferences/did").asText());
    }
}
