package org.convene.sandbox;

import static org.convene.sandbox.MxProxy.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("The MX Proxy sandbox")
class MxApiTest {

    @Test
    @DisplayName("sorts contacts by extension as texts, and tells services")
    void directory(MxProxy mx) {
        List<String> extensions = mx.get("/contacts").json().path("contacts").findValuesAsText("ext");

        assertEquals(List.of("100", "20", "3043", "3044", "3055", "3080", "3091", "3095"), extensions);
        assertTrue(mx.get("/contacts").json().at("/contacts/0/jid").isTextual());
        assertEquals("AA", mx.get("/services").json().at("/services/0/type").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "/contacts, contacts",
        "/services, services",
        "/calls, callLog",
        "/voicemails, voiceMails",
        "/voicemails?media=VoiceMail, voiceMails",
        "/conferences, conferences"
    })
    @DisplayName("says null for an empty list")
    void nullLists(String path, String key, MxProxy mx) {
        JsonNode state = mx.state();
        state.path("contacts")
                .forEach(contact ->
                        mx.delete("/backoffice/contacts/" + contact.path("jid").asText()));
        state.path("voicemails")
                .forEach(voicemail -> mx.delete(
                        "/backoffice/voicemails/" + voicemail.path("id").asText()));
        state.path("conferences")
                .forEach(conference -> mx.delete(
                        "/backoffice/conferences/" + conference.path("Id").asText()));
        mx.delete("/backoffice/services");
        mx.delete("/backoffice/log");

        JsonNode answer = mx.get(path).json();

        assertTrue(answer.has(key) && answer.path(key).isNull(), answer.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /contacts, 404",
        "DELETE, /services, 404",
        "PATCH, /auth, 404",
        "GET, /nothing, 404",
        "GET, /conferences/4711, 404",
        "POST, /tokens/apn/a/b, 404",
        "HEAD, /contacts, 405",
        "OPTIONS, /calls/1, 405",
        "OPTIONS, /nothing, 404",
        "POST, /voicemails, 405",
        "PUT, /voicemails, 405",
        "PATCH, /conferences, 405",
        "GET, /contacts/, 301",
        "POST, /auth/, 308",
        "DELETE, /calls, 308",
        "PUT, /calls, 308",
        "DELETE, /voicemails, 308",
        "PATCH, /voicemails, 308",
        "DELETE, /conferences, 308",
        "PUT, /conferences, 308",
        "GET, /calls/1%2F2, 404"
    })
    @DisplayName("takes nearly every wrong method for a wrong path, and redirects to an empty id")
    void paths(String method, String path, int status, MxProxy mx) {
        Reply reply = mx.send(method, path);

        assertEquals(status, reply.status());
        if (status == 405) {
            assertFalse(reply.http().headers().firstValue("Allow").orElseThrow().isEmpty());
        } else if (status == 404) {
            assertEquals("not found", error(reply));
        } else {
            String toggled = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
            assertEquals(toggled, reply.http().headers().firstValue("Location").orElseThrow());
            assertEquals(toggled, reply.text("location"));
            assertEquals(status, reply.json().path("code").asInt());
        }
    }

    @Test
    @DisplayName("gives an empty id to the phone system, but not one of a call")
    void emptyIds(MxProxy mx) {
        Reply call = mx.delete("/calls/");
        assertEquals(404, call.status());
        assertEquals("strconv.ParseInt: parsing \"\": invalid syntax", error(call));
        assertEquals(204, mx.delete("/voicemails/").status());
        assertEquals("CSTA error: invalidConferenceIdentifier", error(mx.delete("/conferences/")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|''|500|EOF",
                "application/json|{'accessId': 47281964,}|500|invalid character in JSON",
                "application/json|[]|500|json: cannot unmarshal into Go value",
                "application/json|{\"accessId\":\"1\"}|500|json: cannot unmarshal into Go struct field accessId",
                "application/json; charset=koi8-r|{}|400|unsupported charset",
                "text/plain|{}|400|unsupported content type",
                "''|{}|400|empty content type"
            })
    @DisplayName("answers 500 to JSON that is none, and 400 to a type of content that it does not read")
    void binding(String type, String body, int status, String error, MxProxy mx) {
        var request = mx.request("/conferences/1").POST(BodyPublishers.ofString(body));

        Reply reply = mx.exchange(type.isEmpty() ? request : request.header("Content-Type", type));

        assertEquals(status, reply.status());
        assertEquals(error, error(reply));
    }

    @Test
    @DisplayName("compresses for whoever asks for it")
    void compresses(MxProxy mx) throws Exception {
        HttpResponse<byte[]> zipped = mx.client.send(
                mx.request("/contacts").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());

        assertEquals("gzip", zipped.headers().firstValue("Content-Encoding").orElseThrow());
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
        assertEquals(mx.get("/contacts").body(), new String(plain, java.nio.charset.StandardCharsets.UTF_8));
        assertTrue(mx.get("/contacts")
                .http()
                .headers()
                .firstValue("Content-Encoding")
                .isEmpty());
    }

    @Test
    @DisplayName("gives up on an answer that takes too long, and closes the connection")
    void writeLimit(MxProxy mx) {
        mx.token();
        mx.habits("{'writeMillis':100}");
        mx.play("[{\"path\":\"/contacts\",\"delayMillis\":3000}]");

        assertThrows(
                IOException.class, () -> mx.tryExchange(mx.request("/contacts").GET()));
        assertEquals(200, mx.get("/services").status());
    }

    @Test
    @DisplayName("takes tokens for pushes of the apps it knows")
    void pushTokens(MxProxy mx) {
        String token = "7C179108B7BF759DED2D9CBED7969DE6";
        String path = "/tokens/apn/com.example.phone.voip/" + token;
        assertEquals(204, mx.send("PUT", path).status());
        assertEquals(204, mx.send("PUT", path + "?sandbox").status());
        assertEquals(
                204, mx.send("PUT", "/tokens/fcm/com.example.phone/" + token).status());
        JsonNode known = mx.state().path("pushTokens");
        assertEquals(
                List.of("com.example.phone.voip", "com.example.phone.voip~", "com.example.phone"),
                known.findValuesAsText("topic"));

        assertEquals(204, mx.send("DELETE", path).status());
        assertEquals(404, mx.send("DELETE", path).status());
        assertEquals(2, mx.state().path("pushTokens").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xyz/com.example.phone/7C179108B7BF759DED2D|404|unsupported push type \"xyz\"",
                "apn/com.other/7C179108B7BF759DED2D|404|unsupported APNS topic ID or sandbox flag",
                "fcm/com.example.phone/7C179108B7BF759DED2D?sandbox|404|unsupported FCM application ID",
                "fcm/com.example.phone/7C179108B7BF759DED2|400|bad push token"
            })
    @DisplayName("refuses tokens of kinds, apps and lengths that it does not know")
    void badPushTokens(String path, int status, String error, MxProxy mx) {
        Reply reply = mx.send("PUT", "/tokens/" + path);

        assertEquals(status, reply.status());
        assertEquals(error, error(reply));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/contacts", "/services", "/calls", "/voicemails", "/conferences", "/conferences/info"})
    @DisplayName("tells in time that the phone system does not answer, when the script says so")
    void silentPhoneSystem(String path, MxProxy mx) {
        mx.play("[{\"times\":1,\"path\":\"" + path + "\",\"status\":408}]");

        Reply reply = mx.get(path);

        assertEquals(408, reply.status());
        assertEquals("mx response timeout", error(reply));
        assertEquals(200, mx.get(path).status());
    }
}
