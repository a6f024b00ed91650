package org.convene.sandbox;

import static org.convene.sandbox.MxProxy.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("A call of the MX Proxy sandbox")
class MxCallsTest {

    @Test
    @DisplayName("rings, is answered, held, taken back and cleared, and then stands in the log")
    void life(MxProxy mx) {
        mx.token();
        long id = mx.incoming("+79995550143");
        String path = "/calls/" + id;
        JsonNode rings = mx.get(path).json().path("callInfo");
        assertEquals("Delivered", rings.path("type").asText());
        assertEquals("+79995550143", rings.path("callingDevice").asText());
        assertEquals(id, rings.path("callId").asLong());

        mx.later(Duration.ofSeconds(5));
        JsonNode answer = mx.send("PUT", path, "{'device':'sipPhone','assign':true}")
                .json()
                .path("sipAnswer");
        assertEquals(30, answer.path("timeout").asInt());
        assertTrue(answer.path("assign").asBoolean());
        assertEquals("Established", mx.get(path).json().at("/callInfo/type").asText());
        assertEquals("CSTA error: invalidObjectState", error(mx.send("PUT", path, "{'device':'sipPhone'}")));

        assertEquals(
                id, mx.send("PUT", path + "/hold").json().at("/held/callId").asLong());
        assertEquals("CSTA error: invalidObjectState", error(mx.send("PUT", path + "/hold")));
        assertEquals(
                id,
                mx.send("PUT", path + "/unhold").json().at("/retrieved/callId").asLong());

        mx.later(Duration.ofSeconds(60));
        JsonNode cleared = mx.delete(path).json().path("connectionCleared");
        assertEquals(id, cleared.path("callId").asLong());
        assertEquals("", cleared.path("type").asText());
        assertEquals(0, cleared.path("timestamp").asInt());
        assertEquals(404, mx.get(path).status());
        assertEquals(500, mx.delete(path).status());

        JsonNode leg = last(mx, 1).get(0);
        assertEquals(rings.path("globalCallId"), leg.path("gcid"));
        assertEquals(
                60,
                leg.path("disconnectTimestamp").asLong()
                        - leg.path("connectTimestamp").asLong());
        assertEquals("Anna", leg.path("firstName").asText());
        assertEquals("3043", leg.path("ext").asText());
        assertFalse(leg.path("missed").asBoolean(true));
    }

    /** The last legs of the log. */
    private static JsonNode last(MxProxy mx, int count) {
        JsonNode log = mx.get("/calls").json().path("callLog");
        var last = SandboxClient.JSON.createArrayNode();
        for (int i = log.size() - count; i < log.size(); i++) {
            last.add(log.get(i));
        }
        return last;
    }

    @Test
    @DisplayName("that nobody answers is missed")
    void missed(MxProxy mx) {
        long id = mx.incoming("+12025550199");
        mx.scene("calls/" + id + "/clear", "");

        JsonNode leg = last(mx, 1).get(0);
        assertTrue(leg.path("missed").asBoolean());
        assertEquals("incoming", leg.path("direction").asText());
        assertFalse(leg.has("firstName"));
    }

    @Test
    @DisplayName(
            "is made from the user's own extension when nobody says otherwise, and has no time of answer before it is")
    void made(MxProxy mx) {
        JsonNode made =
                mx.send("POST", "/calls", "{'to':'+79995550101'}").json().path("makeCall");

        assertEquals("3095", made.path("deviceId").asText());
        assertEquals("+79995550101", made.path("calledDevice").asText());
        String path = "/calls/" + made.path("callId").asLong();
        assertEquals("Delivered", mx.get(path).json().at("/callInfo/type").asText());
        mx.delete(path);
        JsonNode leg = last(mx, 1).get(0);
        assertEquals("outgoing", leg.path("direction").asText());
        assertFalse(leg.has("connectTimestamp"));
        assertFalse(leg.path("missed").asBoolean(true));
    }

    @Test
    @DisplayName("is refused without a number, with a telephone nobody has, and by an id that is no number")
    void refused(MxProxy mx) {
        assertEquals(400, mx.send("POST", "/calls", "{}").status());
        assertEquals("bad device name \"x\"", error(mx.send("POST", "/calls", "{'to':'1','device':'x'}")));
        assertEquals("bad device name \"x\"", error(mx.send("PATCH", "/calls/x")));
        assertEquals(204, mx.send("PATCH", "/calls/sipPhone").status());
        assertEquals(404, mx.send("PUT", "/calls/x/hold").status());
        assertEquals(500, mx.send("PUT", "/calls/1/hold").status());
    }

    @Test
    @DisplayName("is answered with the event of another call where replies cross")
    void crossed(MxProxy mx) {
        long one = mx.incoming("+79995550101");
        long two = mx.incoming("+79995550102");
        mx.habits("{'crossedReplies':true}");

        Reply reply = mx.delete("/calls/" + two);

        assertEquals(one, reply.json().at("/connectionCleared/callId").asLong());
        assertEquals(
                one,
                mx.delete("/calls/" + one)
                        .json()
                        .at("/connectionCleared/callId")
                        .asLong());
    }

    @Test
    @DisplayName(
            "is unknown to a proxy that was not connected when it began, and once answered where the document counts")
    void unknown(MxProxy mx) {
        long id = mx.incoming("+79995550101");
        mx.scene("restart", "");
        mx.later(Duration.ofSeconds(1));
        mx.giveUpToken();
        assertEquals(404, mx.get("/calls/" + id).status());

        mx.scene("calls/" + id + "/answer", "");
        assertEquals(200, mx.get("/calls/" + id).status());
        mx.habits("{'answeredCallsGone':true}");
        assertEquals(404, mx.get("/calls/" + id).status());
    }

    @Test
    @DisplayName("is handed on, and then has two legs in the log")
    void transferred(MxProxy mx) {
        long id = mx.incoming("+79995550101");
        mx.scene("calls/" + id + "/answer", "");

        Reply reply = mx.send("POST", "/calls/" + id, "{'device':'sipPhone','to':'3044'}");

        assertEquals("3044", reply.json().at("/transfer/to").asText());
        JsonNode legs = last(mx, 2);
        assertEquals(legs.at("/0/gcid"), legs.at("/1/gcid"));
        assertEquals(List.of("3095", "3044"), legs.findValuesAsText("originalCalledPartyNo"));
        assertEquals(500, mx.send("POST", "/calls/" + id, "{'to':'3044'}").status());
    }

    @Test
    @DisplayName("is recorded, and the recording is there until the proxy forgets it")
    void recorded(MxProxy mx) {
        assertEquals(
                "[ ]",
                mx.get("/voicemails?media=Recording").json().path("voiceMails").toPrettyString());
        long id = mx.incoming("+79995550101");
        mx.scene("calls/" + id + "/answer", "");
        assertEquals(
                204,
                mx.send("POST", "/calls/" + id + "/record", "{'deviceID':'sipPhone'}")
                        .status());
        mx.later(Duration.ofSeconds(20));
        assertEquals(204, mx.send("POST", "/calls/" + id + "/record/stop", "{}").status());

        JsonNode recordings = mx.get("/voicemails?media=Recording").json().path("voiceMails");
        assertEquals(List.of("20"), recordings.findValuesAsText("duration"));
        mx.scene("connection/lose", "");
        mx.later(Duration.ofMinutes(1));
        assertEquals(
                0,
                mx.get("/voicemails?media=Recording").json().path("voiceMails").size());
        assertEquals(500, mx.send("POST", "/calls/1/record", "{}").status());
    }

    @Test
    @DisplayName("goes into a conference with another, or alone")
    void intoConference(MxProxy mx) {
        long one = mx.incoming("+79995550101");
        long two = mx.incoming("+79995550102");

        assertEquals(204, mx.send("POST", "/calls/" + one + "/conference", "{}").status());
        assertEquals(
                204,
                mx.send("POST", "/calls/" + one + "/conference", "{'ownerCallId':" + two + "}")
                        .status());
        assertEquals(
                500,
                mx.send("POST", "/calls/" + one + "/conference", "{'ownerCallId':1}")
                        .status());
        assertEquals("empty content type", error(mx.send("POST", "/calls/" + one + "/conference")));
    }

    @Test
    @DisplayName("finds the user where the mode says, with delays that nobody told")
    void mode(MxProxy mx) {
        JsonNode mode = mx.send("PATCH", "/calls", "{'remote':true,'device':'+79995550195'}")
                .json()
                .path("callMode");

        assertEquals(1, mode.path("ringDelay").asInt());
        assertEquals(30, mode.path("vmDelay").asInt());
        assertEquals(mode, mx.state().path("callMode"));
    }

    @Test
    @DisplayName("has been when the sandbox is new: one with a message, one handed on, one for the ring group")
    void samples(MxProxy mx) {
        JsonNode log = mx.get("/calls").json().path("callLog");

        List<String> records = log.findValuesAsText("record_id");
        assertEquals(records.stream().sorted().toList(), records);
        assertTrue(log.findValuesAsText("originalCalledPartyNo").contains("voicemail.3095"));
        assertTrue(log.findValuesAsText("serviceName").contains("Sales"));
        assertEquals(log.size(), log.findValues("missed").size());
        mx.habits("{'documentedLists':true}");
        JsonNode documented = mx.get("/calls").json().path("callLog");
        assertTrue(documented.findValues("missed").size() < log.size());
    }

    @ParameterizedTest
    @CsvSource({
        "transferred, 3, 3095 3044 3043",
        "ring-group, 2, 3095 3044",
        "message, 2, 3095 voicemail.3095",
        "answered, 1, 3095",
        "missed, 1, 3095"
    })
    @DisplayName("that is over can be written into the log with all its legs")
    void scenes(String kind, int legs, String called, MxProxy mx) {
        int before = mx.get("/calls").json().path("callLog").size();

        mx.scene("log", "{'kind':'" + kind + "','from':'+79995550188','seconds':60}");

        JsonNode last = last(mx, legs);
        assertEquals(before + legs, mx.get("/calls").json().path("callLog").size());
        assertEquals(1, last.findValuesAsText("gcid").stream().distinct().count());
        assertEquals(List.of(called.split(" ")), last.findValuesAsText("originalCalledPartyNo"));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 22, 42, 43})
    @DisplayName("log of an exact multiple of 21 costs the whole wait for more")
    void blocks(int entries, MxProxy mx) {
        mx.delete("/backoffice/log");
        mx.habits("{'replyMillis':400}");
        mx.scene("log/many", "{'count':" + entries + "}");
        mx.get("/services");

        long began = System.nanoTime();
        JsonNode log = mx.get("/calls").json().path("callLog");
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();

        assertEquals(entries, log.size());
        assertEquals(entries % 21 == 0, millis >= 400, millis + " ms");
    }

    @Test
    @DisplayName("log that stops in the middle looks like a whole one")
    void truncated(MxProxy mx) {
        mx.delete("/backoffice/log");
        mx.scene("log/many", "{'count':100}");
        mx.habits("{'replyMillis':0,'callLogBlocks':2}");
        assertEquals(42, mx.get("/calls").json().path("callLog").size());

        mx.habits("{'callLogBlocks':0,'truncationChance':1}");
        int some = mx.get("/calls").json().path("callLog").size();
        assertTrue(some >= 21 && some <= 100 && (some % 21 == 0 || some == 100), some + " entries");
        mx.habits("{'truncationChance':0}");
        assertEquals(100, mx.get("/calls").json().path("callLog").size());
    }

    @Test
    @DisplayName("log begins where the question says, in seconds or as a time")
    void since(MxProxy mx) {
        JsonNode log = mx.get("/calls").json().path("callLog");
        long third = log.at("/2/disconnectTimestamp").asLong();

        JsonNode later = mx.get("/calls?timestamp=" + third).json().path("callLog");
        assertEquals(third, later.at("/0/disconnectTimestamp").asLong());
        assertEquals(log.size() - 2, later.size());
        String time = java.time.Instant.ofEpochSecond(third).toString();
        assertEquals(later, mx.get("/calls?timestamp=" + time).json().path("callLog"));
        assertTrue(mx.get("/calls?timestamp=32503680000").json().path("callLog").isNull());
        Reply bad = mx.get("/calls?timestamp=yesterday");
        assertEquals(400, bad.status());
        assertEquals("bad timestamp format", error(bad));
    }
}
