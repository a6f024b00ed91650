package org.convene.phone.call;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.convene.terminal.record.KafkaBroker;
import org.convene.terminal.record.KafkaResource;
import org.convene.terminal.record.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Calls all the way: from the phone system's log to the API, a real broker and the file of the day. */
@QuarkusTest
@TestProfile(CallsTest.WithPhones.class)
class CallsTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Path CSV = Path.of("target/calls-test/csv");

    public static class WithPhones implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("convene.data-dir", "target/calls-test"),
                    Map.entry("convene.demo.samples", ""),
                    Map.entry("convene.sandbox.enabled", "false"),
                    Map.entry("convene.kafka.enabled", "true"),
                    Map.entry("convene.page.zone", "Europe/Moscow"),
                    Map.entry("convene.phone.region", "RU"),
                    Map.entry("convene.phone.calls.poll", "500"),
                    Map.entry("convene.phone.calls.look", "500"),
                    Map.entry("convene.phone.calls.settle", "1s"),
                    Map.entry("convene.phone.calls.csv-dir", CSV.toString()),
                    Map.entry("convene.phone.voicemail.poll", "24h"),
                    Map.entry("convene.public-url", "https://hub.school.example"),
                    Map.entry("quarkus.datasource.jdbc.url", "jdbc:h2:mem:calls-test"),
                    Map.entry("quarkus.http.test-port", "0"));
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KafkaResource.class), new TestResourceEntry(MxProxy.class));
        }
    }

    @AfterAll
    static void leave() {
        Topics.close();
    }

    private static ObjectNode entry(long record, String gcid, String begin, int seconds) {
        long at = Instant.parse(begin).getEpochSecond();
        return JsonNodeFactory.instance
                .objectNode()
                .put("direction", "incoming")
                .put("record_id", record)
                .put("gcid", gcid)
                .put("connectTimestamp", at)
                .put("disconnectTimestamp", at + seconds)
                .put("callingPartyNo", "79031744445")
                .put("originalCalledPartyNo", "3095")
                .put("callType", 1)
                .put("selfLegType", 9);
    }

    private static ValidatableResponse call(String gcid) {
        return given().get("/phone/calls/" + gcid).then();
    }

    @Test
    void aCallIsShownToldAndWrittenOnce() throws Exception {
        MxProxy.add(
                entry(1190, "shown", "2017-09-04T10:58:47Z", 13).put("missed", true),
                entry(1192, "shown", "2017-09-04T10:59:02Z", 5));
        await().atMost(SOON).untilAsserted(() -> call("shown").statusCode(200).body("state", equalTo("settled")));

        call("shown")
                .body("outcome", equalTo("answered"))
                .body("startedAt", equalTo("2017-09-04T13:58:47+03:00"))
                .body("endedAt", equalTo("2017-09-04T13:59:07+03:00"))
                .body("seconds", equalTo(5))
                .body("caller.raw", equalTo("79031744445"))
                .body("caller.number", equalTo("+79031744445"))
                .body("called.person.name", equalTo("Peter Hyde"))
                .body("entries", hasSize(2))
                .body("entries[0].missed", equalTo(true))
                .body("entries[0].selfLegType", equalTo(9));
        given().queryParam("from", "2017-09-04T10:58:47Z")
                .queryParam("to", "2017-09-04T10:58:48Z")
                .get("/phone/calls")
                .then()
                .statusCode(200)
                .body("items.gcid", hasItem("shown"));
        given().accept("text/csv")
                .get("/phone/calls")
                .then()
                .statusCode(200)
                .contentType("text/csv; charset=utf-8")
                .body(containsString("shown,incoming,2017-09-04T13:58:47+03:00"));

        Topics.Record record = Topics.at(KafkaBroker.brokers())
                .await(
                        "convene.calls",
                        SOON,
                        one -> one.json().path("subject").asText().equals("shown"));
        assertEquals("shown", record.key());
        JsonNode event = record.json();
        assertEquals("call/shown/1", event.path("id").asText());
        assertEquals("org.convene.call.ended", event.path("type").asText());
        assertEquals(
                "Peter Hyde",
                event.path("data").path("called").path("person").path("name").asText());
        Path file = CSV.resolve("calls-2017-09-04.csv");
        await().atMost(SOON).until(() -> Files.exists(file));
        assertEquals(
                1,
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("shown,"))
                        .count());
    }

    @Test
    void aLegThatComesLaterIsToldAsAmended() throws Exception {
        MxProxy.add(entry(1, "amended", "2017-09-05T10:00:00Z", 10));
        await().atMost(SOON).untilAsserted(() -> call("amended").body("revision", equalTo(1)));
        MxProxy.add(entry(2, "amended", "2017-09-05T10:00:10Z", 10));
        await().atMost(SOON).untilAsserted(() -> call("amended").body("revision", equalTo(2)));

        Topics.Record record = Topics.at(KafkaBroker.brokers())
                .await(
                        "convene.calls",
                        SOON,
                        one -> one.json().path("id").asText().equals("call/amended/2"));
        assertEquals("org.convene.call.amended", record.json().path("type").asText());
        assertEquals(20, record.json().path("data").path("seconds").asInt());
    }

    @Test
    void whatAListCannotMeanIsSaid() {
        given().get("/phone/calls?format=pdf").then().statusCode(400);
        given().get("/phone/calls?after=x").then().statusCode(400);
        given().get("/phone/calls?limit=0").then().statusCode(400);
        given().get("/phone/calls?from=yesterday").then().statusCode(400);
    }
}
