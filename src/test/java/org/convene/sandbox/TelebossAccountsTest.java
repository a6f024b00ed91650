package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
@DisplayName("An account of the Teleboss sandbox")
class TelebossAccountsTest {

    private static final String CLIENT = "\"client_id\":\"sandbox-client\",\"client_secret\":\"sandbox-secret\"";

    @Test
    @DisplayName("is an application with client credentials, which may not list spaces")
    void refusesApplications(Teleboss teleboss) {
        Reply reply = spacesAs(teleboss, clientToken(teleboss));

        assertEquals(403, reply.status());
        assertEquals("Данный метод запрещен для пользователя", reply.text("message"));
    }

    @Test
    @DisplayName("is a user with the password grant, where username is the e-mail")
    void acceptsUsers(Teleboss teleboss) {
        Reply token = token(
                teleboss,
                "{" + CLIENT + ",\"grant_type\":\"password\",\"username\":\"owner@sandbox.example\","
                        + "\"password\":\"sandbox-password\"}");

        assertEquals("Bearer", token.text("token_type"));
        assertTrue(token.json().has("refresh_token"));
        assertTrue(token.json().path("expires_in").isMissingNode());
        assertEquals(200, spacesAs(teleboss, token.text("access_token")).status());
    }

    @Test
    @DisplayName("gets the error of the token endpoint for wrong credentials")
    void refusesWrongCredentials(Teleboss teleboss) {
        Reply reply = token(
                teleboss,
                "{" + CLIENT
                        + ",\"grant_type\":\"password\",\"username\":\"owner\",\"password\":\"sandbox-password\"}");

        assertEquals(400, reply.status());
        assertEquals("invalid_grant", reply.text("error"));
        assertEquals("Invalid credentials", reply.text("error_description"));
    }

    @Test
    @DisplayName("is told three cookies, and a cookie that comes back wins over the token")
    void mixesAccountsOfClientsThatKeepCookies(Teleboss teleboss) {
        List<String> cookies =
                spacesAs(teleboss, clientToken(teleboss)).http().headers().allValues("Set-Cookie");
        assertEquals(
                List.of("accessToken", "refreshToken", "trClId"),
                cookies.stream().map(cookie -> cookie.split("=")[0]).toList());
        String kept = cookies.stream().map(cookie -> cookie.split(";")[0]).collect(Collectors.joining("; "));

        Reply mixed = teleboss.exchange(teleboss.request("/v1/spaces/").header("Cookie", kept));

        assertEquals(403, mixed.status());
        assertEquals(200, teleboss.get("/v1/spaces/").status());
    }

    @Test
    @DisplayName("loses its token when the back office accepts others, until it is accepted again")
    void changesTokens(Teleboss teleboss) {
        teleboss.put("/backoffice/tokens", "[\"other\"]");
        assertEquals(401, teleboss.get("/v1/users/me").status());

        teleboss.put("/backoffice/tokens", "[\"other\",\"sandbox-token\"]");
        assertEquals(200, teleboss.get("/v1/users/me").status());
    }

    @Test
    @DisplayName("cannot forge a token")
    void refusesForgedTokens(Teleboss teleboss) {
        String token = clientToken(teleboss);
        String[] parts = token.split("\\.");

        assertEquals(
                401, spacesAs(teleboss, parts[0] + "." + parts[1] + ".AAAA").status());
        assertEquals(401, spacesAs(teleboss, parts[0] + "." + parts[1]).status());
        assertEquals(401, spacesAs(teleboss, parts[0] + ".").status());
    }

    private static String clientToken(Teleboss teleboss) {
        return token(teleboss, "{" + CLIENT + ",\"grant_type\":\"client_credentials\"}")
                .text("access_token");
    }

    private static Reply token(Teleboss teleboss, String body) {
        return teleboss.exchange(HttpRequest.newBuilder(URI.create(teleboss.url() + "/v1/auth/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static Reply spacesAs(Teleboss teleboss, String token) {
        return teleboss.exchange(HttpRequest.newBuilder(URI.create(teleboss.url() + "/v1/spaces/"))
                .header("Authorization", "Bearer " + token));
    }
}
