package org.convene.sandbox;

import static org.convene.sandbox.MxProxy.APPLICATION;
import static org.convene.sandbox.MxProxy.USER;
import static org.convene.sandbox.MxProxy.basic;
import static org.convene.sandbox.MxProxy.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("Whoever signs in at the MX Proxy sandbox")
class MxSignInTest {

    @Test
    @DisplayName("gets a token for an hour that names the login at the phone system")
    void token(MxProxy mx) throws IOException {
        Reply reply = mx.signIn(APPLICATION, USER);

        assertEquals(200, reply.status());
        assertEquals("Bearer", reply.text("token_type"));
        assertEquals(3600, reply.json().path("expires_in").asInt());
        assertEquals(3, reply.json().size());
        String[] parts = reply.text("access_token").split("\\.");
        JsonNode header = part(parts[0]);
        assertEquals("ES256", header.path("alg").asText());
        assertEquals(
                Long.toString(mx.now().getEpochSecond(), 36),
                header.path("kid").asText().substring(0, 6));
        JsonNode claims = part(parts[1]);
        assertEquals("sandbox", claims.path("sub").asText());
        assertEquals(mx.now().getEpochSecond() - 10, claims.path("iat").asLong());
        assertEquals(mx.now().getEpochSecond() + 3600, claims.path("exp").asLong());
        assertEquals(8, claims.path("jti").asText().length());
        assertEquals(64, Base64.getUrlDecoder().decode(parts[2]).length);
        assertEquals(
                "MXProxy/2.3 (sandbox)",
                reply.http().headers().firstValue("Server").orElseThrow());
        assertTrue(reply.body().contains("\n    \"token_type\": \"Bearer\""), reply.body());
    }

    private static JsonNode part(String part) throws IOException {
        return SandboxClient.JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    @ParameterizedTest
    @CsvSource({
        "sandbox-client:wrong, grant_type=password&username=sandbox&password=sandbox, 403, bad client-id or app secret",
        "another:sandbox-secret, grant_type=password&username=sandbox&password=sandbox, 403, bad client-id or app secret",
        "no-colon, grant_type=password&username=sandbox&password=sandbox, 403, forbidden",
        "sandbox-client:sandbox-secret, grant_type=other&username=sandbox&password=sandbox, 403, bad grant_type",
        "sandbox-client:sandbox-secret, username=sandbox&password=sandbox, 403, bad grant_type",
        "sandbox-client:sandbox-secret, grant_type=password&username=sandbox&password=wrong, 401, Unauthorized",
        "sandbox-client:sandbox-secret, grant_type=password&username=other&password=sandbox, 401, Unauthorized"
    })
    @DisplayName("is refused as the proxy refuses an application, a grant or a user that it does not know")
    void refused(String client, String form, int status, String error, MxProxy mx) {
        Reply reply = mx.signIn(basic(client), form);

        assertEquals(status, reply.status());
        assertEquals(error, error(reply));
    }

    @Test
    @DisplayName("is asked who it is, and not heard when the grant stands in the query")
    void asked(MxProxy mx) {
        Reply nobody = mx.exchange(mx.bare("/auth").POST(BodyPublishers.noBody()));
        assertEquals(401, nobody.status());
        assertEquals("unauthorized", error(nobody));
        assertEquals(
                "Basic realm=\"MXProxy client application\"",
                nobody.http().headers().firstValue("WWW-Authenticate").orElseThrow());

        Reply inQuery = mx.exchange(
                mx.bare("/auth?" + USER).header("Authorization", APPLICATION).POST(BodyPublishers.noBody()));
        assertEquals("bad grant_type", error(inQuery));
    }

    @Test
    @DisplayName("may come with a token of Azure AD alone")
    void azure(MxProxy mx) {
        Reply good = mx.exchange(mx.bare("/auth")
                .header("Authorization", "Bearer sandbox-azure-token")
                .POST(BodyPublishers.noBody()));
        assertEquals(200, good.status());

        Reply bad = mx.exchange(
                mx.bare("/auth").header("Authorization", "Bearer another").POST(BodyPublishers.noBody()));
        assertEquals(401, bad.status());
        assertEquals("Unauthorized", error(bad));
    }

    @Test
    @DisplayName("learns who the user is, with a password that is nobody's business")
    void whoAmI(MxProxy mx) {
        JsonNode me = mx.get("/auth").json();

        assertEquals("63022", me.path("mx").asText());
        assertEquals("3095", me.path("ext").asText());
        assertTrue(me.path("jid").isTextual());
        assertTrue(me.path("softPhonePwd").asText().length() > 20);
    }

    @Test
    @DisplayName("is told 401 with a reason when the token is missing, wrong, too old, or of an old key")
    void badToken(MxProxy mx) {
        assertRefused("unauthorized", mx.exchange(mx.bare("/contacts").GET()));
        assertRefused(
                "invalid token: bad token format",
                mx.exchange(mx.bare("/contacts")
                        .header("Authorization", "Bearer x.y")
                        .GET()));
        String token = mx.token();
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
        assertRefused(
                "invalid token: bad signature",
                mx.exchange(mx.bare("/contacts")
                        .header("Authorization", "Bearer " + forged)
                        .GET()));
        mx.later(Duration.ofMinutes(60));
        assertRefused("invalid token: token expired", mx.get("/contacts"));
        mx.giveUpToken();
        assertEquals(200, mx.get("/contacts").status());
        mx.habits("{'keySeconds':60}");
        assertRefused("invalid token: unknown or obsolete signing key", mx.get("/contacts"));
    }

    private static void assertRefused(String error, Reply reply) {
        assertEquals(401, reply.status());
        assertEquals(error, error(reply));
        assertEquals(
                "Bearer realm=\"MXProxy\"",
                reply.http().headers().firstValue("WWW-Authenticate").orElseThrow());
    }

    @Test
    @DisplayName("has a token that is void when the proxy was restarted")
    void restarted(MxProxy mx) {
        mx.get("/contacts");
        mx.scene("restart", "");

        assertRefused("invalid token: unknown or obsolete signing key", mx.get("/contacts"));
        mx.giveUpToken();
        assertEquals(200, mx.get("/contacts").status());
    }

    @Test
    @DisplayName("shares one connection with all others, and is thrown out when one of them signs out")
    void shared(MxProxy mx) {
        String mine = mx.token();
        mx.giveUpToken();
        assertNotEquals(mine, mx.token());

        Reply out = mx.delete("/auth");
        assertEquals("sandbox", out.text("userLogout"));

        Reply mineNow = mx.exchange(
                mx.bare("/contacts").header("Authorization", "Bearer " + mine).GET());
        assertRefused("active mx connection unavailable", mineNow);
        mx.later(Duration.ofHours(1).minusSeconds(1));
        assertRefused("active mx connection unavailable", mx.get("/contacts"));
        assertEquals(404, mx.delete("/auth").status());
        assertEquals(403, mx.exchange(mx.bare("/auth").DELETE()).status());

        mx.giveUpToken();
        mx.token();
        Reply again = mx.exchange(
                mx.bare("/auth").header("Authorization", "Bearer " + mine).GET());
        assertEquals(200, again.status());
    }

    @Test
    @DisplayName("waits a minute when the phone system is lost, and needs no new token then")
    void heals(MxProxy mx) {
        mx.get("/contacts");
        mx.scene("connection/lose", "");

        assertRefused("active mx connection unavailable", mx.get("/contacts"));
        mx.later(Duration.ofSeconds(59));
        assertRefused("active mx connection unavailable", mx.get("/contacts"));
        mx.later(Duration.ofSeconds(1));
        assertEquals(200, mx.get("/contacts").status());
    }

    @Test
    @DisplayName("signs out by the documented path only where the proxy is told to have it")
    void documentedLogout(MxProxy mx) {
        assertEquals("not found", error(mx.delete("/auth/logout")));

        mx.habits("{'documentedLogout':true}");
        assertEquals(200, mx.delete("/auth/logout").status());
        assertFalse(mx.state().path("connectedSince").isTextual());
    }

    @Test
    @DisplayName("reads the log of the proxy as an application")
    void debugLog(MxProxy mx) {
        assertEquals(401, mx.exchange(mx.bare("/debug/log").GET()).status());
        assertEquals(
                403,
                mx.exchange(mx.bare("/debug/log")
                                .header("Authorization", basic("a:b"))
                                .GET())
                        .status());
        mx.get("/contacts");

        Reply log = mx.exchange(
                mx.bare("/debug/log").header("Authorization", APPLICATION).GET());
        assertTrue(log.body().contains("GET /contacts 200"), log.body());
    }
}
