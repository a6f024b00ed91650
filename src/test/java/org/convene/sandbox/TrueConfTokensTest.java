package org.convene.sandbox;

import static org.convene.sandbox.TrueConf.CONFERENCES;
import static org.convene.sandbox.TrueConf.reason;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("A token of the TrueConf Server sandbox")
class TrueConfTokensTest {

    private static final String JSON_APPLICATION =
            "{'grant_type':'client_credentials','client_id':'sandbox-client','client_secret':'sandbox-secret'}";

    @Test
    @DisplayName("is given for an hour to an application that asks with a form")
    void givenToAForm(TrueConf trueconf) {
        Reply reply = trueconf.form(TrueConf.APPLICATION);

        assertEquals(200, reply.status());
        assertTrue(reply.text("access_token").matches("[0-9a-f]{40}"));
        assertEquals(3600, reply.json().path("expires_in").asInt());
        assertEquals("Bearer", reply.text("token_type"));
        assertTrue(Set.of(reply.text("scope").split(" ")).contains("conferences.participants:write"));
        assertFalse(reply.json().has("refresh_token"));
    }

    @Test
    @DisplayName("is given to one that asks with JSON, and is another every time")
    void givenToJson(TrueConf trueconf) {
        Reply reply = trueconf.post("/oauth2/v1/token", TrueConf.quoted(JSON_APPLICATION));

        assertEquals(200, reply.status());
        assertNotEquals(trueconf.token(), reply.text("access_token"));
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials&client_id=sandbox-client&client_secret=wrong, invalid_client",
        "grant_type=client_credentials&client_id=wrong&client_secret=sandbox-secret, invalid_client",
        "grant_type=client_credentials, invalid_client",
        "grant_type=refresh_token&refresh_token=x, unsupported_grant_type",
        "client_id=sandbox-client, invalid_request"
    })
    @DisplayName("is refused with an error that is a text")
    void refused(String form, String error, TrueConf trueconf) {
        Reply reply = trueconf.form(form);

        assertEquals(400, reply.status());
        assertTrue(reply.json().path("error").isTextual());
        assertEquals(error, reply.text("error"));
        assertTrue(reply.json().path("error_description").isTextual());
    }

    @Test
    @DisplayName("counts in the header and in the query")
    void countsInBothPlaces(TrueConf trueconf) {
        String query = CONFERENCES + "?access_token=" + trueconf.token();

        assertEquals(200, trueconf.get(CONFERENCES).status());
        assertEquals(200, trueconf.exchange(trueconf.bare(query)).status());
    }

    @Test
    @DisplayName("counts in the query alone when the server is an old one")
    void countsInTheQueryAlone(TrueConf trueconf) {
        trueconf.habits("{'queryTokensOnly':true}");
        String query = CONFERENCES + "?access_token=" + trueconf.token();

        assertEquals(403, trueconf.get(CONFERENCES).status());
        assertEquals(200, trueconf.exchange(trueconf.bare(query)).status());
    }

    @Test
    @DisplayName("that is the secret key counts for ever")
    void secretKey(TrueConf trueconf) {
        trueconf.later(Duration.ofDays(4000));

        assertEquals(
                200,
                trueconf.exchange(trueconf.bare(CONFERENCES).header("Authorization", "Bearer sandbox-secret-key"))
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?access_token=wrong"})
    @DisplayName("that is missing or wrong is answered with 403 accessTokenInvalid, without a place")
    void wrong(String query, TrueConf trueconf) {
        Reply reply = trueconf.exchange(trueconf.bare(CONFERENCES + query));

        assertInvalid(reply);
    }

    private static void assertInvalid(Reply reply) {
        assertEquals(403, reply.status());
        JsonNode error = reply.json().path("error");
        assertEquals(403, error.path("code").asInt());
        assertEquals("Forbidden", error.path("message").asText());
        assertEquals(1, error.path("errors").size());
        assertEquals("accessTokenInvalid", error.at("/errors/0/reason").asText());
        assertFalse(error.at("/errors/0").has("location"));
    }

    @Test
    @DisplayName("is good until its hour is over, to the second")
    void expires(TrueConf trueconf) {
        trueconf.token();
        trueconf.later(Duration.ofSeconds(3599));
        assertEquals(200, trueconf.get(CONFERENCES).status());

        trueconf.later(Duration.ofSeconds(1));
        assertInvalid(trueconf.get(CONFERENCES));
        trueconf.giveUpToken();
        assertEquals(200, trueconf.get(CONFERENCES).status());
    }

    @Test
    @DisplayName("lives as short as the back office wants, and says so or not")
    void livesShorter(TrueConf trueconf) {
        trueconf.habits("{'tokenSeconds':5}");
        assertEquals(
                5, trueconf.form(TrueConf.APPLICATION).json().path("expires_in").asInt());

        trueconf.habits("{'expiresIn':3600}");
        assertEquals(
                3600,
                trueconf.form(TrueConf.APPLICATION).json().path("expires_in").asInt());
        trueconf.token();
        trueconf.later(Duration.ofSeconds(6));
        assertInvalid(trueconf.get(CONFERENCES));
    }

    @Test
    @DisplayName("ends at once when the back office ends it, alone or with all others")
    void ends(TrueConf trueconf) {
        String name = trueconf.token().substring(0, 8);
        String other = trueconf.form(TrueConf.APPLICATION).text("access_token");

        assertEquals(
                1,
                trueconf.delete("/backoffice/tokens/" + name)
                        .json()
                        .path("ended")
                        .asInt());
        assertInvalid(trueconf.get(CONFERENCES));
        String query = CONFERENCES + "?access_token=" + other;
        assertEquals(200, trueconf.exchange(trueconf.bare(query)).status());
        trueconf.delete("/backoffice/tokens");
        assertInvalid(trueconf.exchange(trueconf.bare(query)));
    }

    @ParameterizedTest
    @CsvSource({
        "conferences:read, 200, 403, 403, 403, 403",
        "conferences, 200, 200, 403, 403, 403",
        "conferences:write, 403, 200, 403, 403, 403",
        "conferences.participants:read, 403, 403, 200, 403, 403",
        "users:read, 403, 403, 403, 200, 403",
        "groups:read, 403, 403, 403, 403, 200"
    })
    @DisplayName("may do what the application's scopes say and is forbidden the rest")
    void scopes(String scope, int list, int create, int participants, int users, int groups, TrueConf trueconf) {
        String room = trueconf.room();
        trueconf.habits("{'scopes':['" + scope + "']}");
        trueconf.giveUpToken();

        assertEquals(list, trueconf.get(CONFERENCES).status());
        assertEquals(create, trueconf.create(TrueConf.ROOM).status());
        assertEquals(participants, trueconf.get(room + "/participants").status());
        assertEquals(users, trueconf.get(TrueConf.API + "/users").status());
        assertEquals(groups, trueconf.get(TrueConf.API + "/groups").status());
        Reply refused = trueconf.get(TrueConf.API + "/groups/1/users");
        assertEquals("forbidden", reason(refused));
        assertFalse(refused.json().at("/error/errors/0").has("locationType"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3", "v3.1", "v3.4", "v3.8", "v3.11"})
    @DisplayName("works with every version 3 in the path")
    void versions(String version, TrueConf trueconf) {
        assertEquals(200, trueconf.get("/api/" + version + "/conferences/").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v2/conferences", "/api/v3.12/conferences", "/api/v4/conferences", "/api/v3.8/nothing"})
    @DisplayName("opens no version and no path that the server does not have")
    void unknownRoutes(String path, TrueConf trueconf) {
        Reply reply = trueconf.get(path);

        assertEquals(404, reply.status());
        assertEquals("routeNotFound", reason(reply));
    }

    @Test
    @DisplayName("is not needed to learn which server it is")
    void server(TrueConf trueconf) {
        Reply reply = trueconf.exchange(trueconf.bare("/api/v4/server"));

        assertEquals(200, reply.status());
        assertEquals("server", reply.json().at("/product/name").asText());
        assertTrue(reply.json().at("/product/version").asText().matches("5\\.\\d+\\.\\d+\\.\\d+"));
        assertEquals(trueconf.url(), reply.json().at("/web_config/url").asText());
    }
}
