package org.convene.vendor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.convene.sandbox.BuiltInSandbox;
import org.convene.sandbox.SandboxAtHand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The routes of MX Proxy and the sandbox that plays one understand each other. */
@QuarkusTest
@TestProfile(MxInTheSandboxTest.WithTheSandbox.class)
class MxInTheSandboxTest {
    public static class WithTheSandbox implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = SandboxAtHand.settings("mx");
            settings.put("quarkus.datasource.jdbc.url", "jdbc:h2:mem:mx-sandbox");
            settings.put("quarkus.http.test-port", "0");
            return settings;
        }
    }

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Inject
    CamelContext camel;

    @Inject
    ProducerTemplate producer;

    @Inject
    BuiltInSandbox sandbox;

    @AfterEach
    void playNoFaults() throws Exception {
        backOffice("PUT", "faults", "[]");
        backOffice("PUT", "habits", "{\"crossedReplies\":false}");
    }

    private Exchange tried(String verb, Map<String, ?> variables, Object body) {
        Exchange exchange = new DefaultExchange(camel);
        variables.forEach(exchange::setVariable);
        exchange.getMessage().setBody(body);
        return producer.send("direct:mx." + verb, exchange);
    }

    private JsonNode did(String verb, Map<String, ?> variables, Object body) {
        Exchange exchange = tried(verb, variables, body);
        assertNull(exchange.getException(), () -> verb + ": " + exchange.getException());
        return exchange.getMessage().getBody(JsonNode.class);
    }

    private JsonNode backOffice(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(sandbox.mxUrl().orElseThrow() + "/backoffice/" + path))
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertTrue(answer.statusCode() < 300, answer.body());
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void theUserIsKnownAndNobodyLearnsTheSipPassword() {
        JsonNode me = did("who-am-i", Map.of(), null);

        assertEquals("3095", me.path("ext").asText());
        assertFalse(me.has("softPhonePwd"));
        assertTrue(did("contacts", Map.of(), null).size() > 5);
        assertEquals(5, did("services", Map.of(), null).size());
    }

    @Test
    void aCallIsMadeHeldAndClearedAndThenInTheLog() throws Exception {
        int before = did("call-log", Map.of(), null).size();
        Map<String, String> call = Map.of(
                "callId",
                did("make-call", Map.of(), json("{'to':'+79995550101'}"))
                        .path("callId")
                        .asText());
        backOffice("POST", "calls/" + call.get("callId") + "/answer", "{}");

        assertEquals("Established", did("call-info", call, null).path("type").asText());
        assertEquals(
                call.get("callId"), did("hold-call", call, null).path("callId").asText());
        assertEquals(
                call.get("callId"),
                did("unhold-call", call, null).path("callId").asText());
        assertEquals(
                call.get("callId"), did("clear-call", call, null).path("callId").asText());

        assertEquals(before + 1, did("call-log", Map.of(), null).size());
        assertInstanceOf(
                VendorFailure.NotFound.class, tried("call-info", call, null).getException());
    }

    @Test
    void anAnswerAboutAnotherCallIsNotTakenForThisOne() throws Exception {
        String other = backOffice("POST", "calls", "{}").path("id").asText();
        String mine = backOffice("POST", "calls", "{}").path("id").asText();
        backOffice("PUT", "habits", "{\"crossedReplies\":true}");

        Exchange cleared = tried("clear-call", Map.of("callId", mine), null);

        assertInstanceOf(VendorFailure.Uncertain.class, cleared.getException());
        assertTrue(cleared.getException().getMessage().contains(other));
        backOffice("POST", "calls/" + other + "/clear", "{}");
    }

    @Test
    void aVoicemailIsHeardWholeMarkedAndDeleted() throws Exception {
        Map<String, String> voicemail = Map.of(
                "voicemailId",
                backOffice("POST", "voicemails", "{\"seconds\":2}").path("id").asText());

        byte[] audio = tried("download-voicemail", voicemail, null).getMessage().getBody(byte[].class);

        assertEquals(44 + 2 * 16000, audio.length);
        assertArrayEquals("RIFF".getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(audio, 4));
        assertEquals(
                "heard",
                did("mark-voicemail", voicemail, json("{'read':true,'note':'heard'}"))
                        .path("note")
                        .asText());
        assertNull(tried("delete-voicemail", voicemail, null).getException());
        assertInstanceOf(
                VendorFailure.NotFound.class,
                tried("download-voicemail", voicemail, null).getException());
    }

    @Test
    void aVoicemailThatEndsEarlyIsNotTakenForAWholeOne() throws Exception {
        Map<String, String> voicemail = Map.of(
                "voicemailId",
                backOffice("POST", "voicemails", "{\"seconds\":2}").path("id").asText());
        for (String end : new String[] {"short", "cut"}) {
            backOffice("PUT", "faults", "[{\"path\":\"/voicemails/*\",\"action\":\"" + end + "\",\"bytes\":5000}]");

            assertInstanceOf(
                    VendorFailure.Down.class,
                    tried("download-voicemail", voicemail, null).getException(),
                    end);
        }
    }

    @Test
    void aConferenceIsMadeChangedAndDeletedAndKeepsItsOwnersNumberExact() throws Exception {
        JsonNode made = did(
                "create-conference",
                Map.of(),
                json("{'name':'Board','ownerId':43892779647572507,'accessId':55512345,'type':'Once',"
                        + "'startDate':2110000000,'duration':30,'ws':'None','wsType':'Undefined'}"));
        Map<String, String> conference = Map.of("conferenceId", made.path("Id").asText());

        assertEquals("43892779647572507", made.path("ownerId").asText());
        assertNull(tried("join-conference", conference, json("{'accessId':55512345}"))
                .getException());
        assertNull(tried("delete-conference", conference, null).getException());
        assertInstanceOf(
                VendorFailure.NotFound.class,
                tried("delete-conference", conference, null).getException());
        assertEquals("7000", did("conference-info", Map.of(), null).path("ext").asText());
    }

    @Test
    void aConferenceThatMayHaveBeenMadeIsUncertain() throws Exception {
        backOffice(
                "PUT",
                "faults",
                "[{\"method\":\"POST\",\"path\":\"/conferences\",\"times\":1,\"action\":\"answer-after\",\"status\":408}]");

        Exchange tried = tried("create-conference", Map.of(), json("{'name':'Late','accessId':55599999}"));

        assertInstanceOf(VendorFailure.Uncertain.class, tried.getException());
        assertTrue(did("conferences", Map.of(), null).findValuesAsText("name").contains("Late"));
    }

    @Test
    void aRestartedProxyIsSignedInAtAgainUnseen() throws Exception {
        did("contacts", Map.of(), null);
        backOffice("POST", "restart", "");

        assertTrue(did("contacts", Map.of(), null).size() > 5);
    }
}
