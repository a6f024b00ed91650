package org.convene.sandbox;

import static org.convene.sandbox.TrueConf.API;
import static org.convene.sandbox.TrueConf.CONFERENCES;
import static org.convene.sandbox.TrueConf.reason;
import static org.convene.sandbox.TrueConf.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("The back office of the TrueConf Server sandbox")
class TrueConfBackOfficeTest {

    @Test
    @DisplayName("tells conferences, users, tokens by their beginning, and how often each operation was asked")
    void tellsItsState(TrueConf trueconf) {
        String path = trueconf.room();

        Reply reply = trueconf.get("/backoffice/state");

        JsonNode state = reply.json();
        assertEquals(trueconf.read(path), state.at("/conferences/0"));
        assertEquals(8, state.path("users").size());
        assertEquals(2, state.path("groups").size());
        assertEquals(
                trueconf.token().substring(0, 8), state.at("/tokens/0/name").asText());
        assertTrue(state.at("/tokens/0/live").asBoolean());
        assertFalse(reply.body().contains(trueconf.token()));
        assertEquals(1, state.at("/counters/createConference").asInt());
        assertEquals(1, state.at("/counters/token").asInt());
        trueconf.later(Duration.ofHours(1));
        assertFalse(trueconf.state().at("/tokens/0/live").asBoolean());
    }

    @Test
    @DisplayName("remembers the last requests, and of them no token")
    void remembersRequests(TrueConf trueconf) {
        trueconf.exchange(trueconf.bare(CONFERENCES + "?access_token=" + trueconf.token()));

        Reply requests = trueconf.get("/backoffice/requests?last=1");

        assertEquals(1, requests.json().size());
        assertEquals("listConferences", requests.json().at("/0/operation").asText());
        assertEquals(200, requests.json().at("/0/status").asInt());
        assertFalse(requests.body().contains(trueconf.token()));
    }

    @Test
    @DisplayName("runs, stops and deletes a conference behind the caller's back")
    void actsBehindTheBack(TrueConf trueconf) {
        String path = trueconf.room();
        String behind = "/backoffice/conferences/" + path.substring(path.lastIndexOf('/') + 1);

        assertEquals(
                "running",
                trueconf.post(behind + "/run", "")
                        .json()
                        .at("/conference/state")
                        .asText());
        assertEquals("running", trueconf.read(path).path("state").asText());
        assertEquals(200, trueconf.post(behind + "/stop", "").status());
        assertEquals("stopped", trueconf.read(path).path("state").asText());
        assertEquals(204, trueconf.delete(behind).status());
        assertEquals("conferenceNotFound", reason(trueconf.get(path)));
        assertEquals(404, trueconf.delete(behind).status());
        assertEquals(404, trueconf.post(behind + "/run", "").status());
        assertEquals(404, trueconf.post(behind + "/dance", "").status());
    }

    @Test
    @DisplayName("adds and takes away users")
    void keepsUsers(TrueConf trueconf) {
        Reply added = trueconf.put(
                "/backoffice/users/ivan", "{\"email\":\"ivan@company.example\",\"groups\":[\"2\"],\"active\":false}");

        assertEquals(200, added.status());
        JsonNode ivan = trueconf.get(API + "/users/ivan").json().path("user");
        assertEquals(added.json(), ivan);
        assertEquals("ivan@company.example", ivan.path("email").asText());
        assertEquals("ivan", ivan.path("display_name").asText());
        assertEquals("Engineering", ivan.at("/groups/0/display_name").asText());
        assertEquals(0, ivan.path("is_active").intValue());
        assertEquals(204, trueconf.delete("/backoffice/users/ivan").status());
        assertEquals(404, trueconf.get(API + "/users/ivan").status());
        assertEquals(404, trueconf.delete("/backoffice/users/ivan").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "habits     | {'tokenSeconds':-1}",
                "habits     | {'deleteStatus':500}",
                "habits     | {'scopes':['everything']}",
                "habits     | {'tokenSecond':1}",
                "habits     | []",
                "habits     | {",
                "users/ivan | {'mail':'x'}",
                "users/ivan | nothing"
            })
    @DisplayName("refuses what makes no sense")
    void refusesNonsense(String desk, String body, TrueConf trueconf) {
        Reply reply = trueconf.put("/backoffice/" + desk, TrueConf.quoted(body));

        assertEquals(400, reply.status());
        assertFalse(reply.text("message").isEmpty());
        assertEquals(404, trueconf.get(API + "/users/ivan").status());
        assertEquals(
                3600,
                trueconf.get("/backoffice/habits").json().path("tokenSeconds").asInt());
    }

    @Test
    @DisplayName("shows conferences, users and tokens to people, with everything escaped")
    void showsAPage(TrueConf trueconf) {
        String path = trueconf.conference(room("""
                {'topic':'<script>alert(1)</script>','invitations':[{'id':'dean'},{'id':'g@x','display_name':'<b>G'}],
                 'schedule':{'type':1,'start_time':1795413600,'duration':2700}}""").toString());

        Reply page = trueconf.open(trueconf.url() + "/backoffice");

        assertEquals(200, page.status());
        assertTrue(page.body().contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assertFalse(page.body().contains("<script>"));
        assertTrue(page.body().contains("2026-11-23T06:00:00Z, 45 minutes"));
        assertTrue(page.body().contains("dean, &lt;b&gt;G (g@x)"));
        assertTrue(page.body().contains("<td>helen</td>"));
        assertTrue(page.body()
                .contains("href=\"" + trueconf.read(path).path("webclient_url").asText() + "\""));
        assertTrue(page.body().contains("maria.orlova@company.example"));
        assertTrue(page.body().contains(trueconf.token().substring(0, 8)));
        assertFalse(page.body().contains(trueconf.token()));
    }

    @Test
    @DisplayName("finds a conference by its topic")
    void searches(TrueConf trueconf) {
        trueconf.conference(room("{'topic':'Alpha'}").toString());
        trueconf.conference(room("{'topic':'Beta'}").toString());

        String page = trueconf.open(trueconf.url() + "/backoffice?q=alph").body();

        assertTrue(page.contains("Conferences (1)"));
        assertTrue(page.contains("Alpha"));
        assertFalse(page.contains("Beta"));
    }

    @Test
    @DisplayName("lets people run a conference, add a user and end tokens from the page")
    void forms(TrueConf trueconf) {
        String path = trueconf.room();
        String id = path.substring(path.lastIndexOf('/') + 1);

        assertEquals(303, form(trueconf, "conferences/" + id + "/run", "").status());
        assertEquals("running", trueconf.read(path).path("state").asText());
        assertEquals(
                303,
                form(trueconf, "users", "login=ivan&name=Ivan&email=i%40x.example")
                        .status());
        assertEquals(
                "i@x.example",
                trueconf.get(API + "/users/ivan").json().at("/user/email").asText());
        assertEquals(400, form(trueconf, "users", "login=+").status());
        assertEquals(303, form(trueconf, "tokens/end", "").status());
        assertEquals("accessTokenInvalid", reason(trueconf.get(path)));
        assertEquals(303, form(trueconf, "conferences/" + id + "/delete", "").status());
        assertEquals(0, trueconf.state().path("conferences").size());
    }

    private static Reply form(TrueConf trueconf, String form, String fields) {
        return trueconf.exchange(trueconf.bare("/backoffice/forms/" + form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "webclient_url"})
    @DisplayName("has a page for every conference that says what it is, whether it runs and when")
    void conferencePage(String link, TrueConf trueconf) {
        String path = trueconf.conference(room("""
                {'topic':'Планёрка <b>','schedule':{'type':0,'time':'11:30','days':['monday','friday'],
                 'duration':1800,'time_offset':-210}}""").toString());
        String address = trueconf.read(path).path(link).asText();

        String page = trueconf.open(address).body();
        assertTrue(page.contains("Планёрка &lt;b&gt;"), page);
        assertTrue(page.contains("The conference is not running."));
        assertTrue(page.contains("monday, friday at 11:30 (UTC-3:30), 30 minutes"));
        trueconf.post(path + "/run", "");
        assertTrue(trueconf.open(address).body().contains("The conference is running."));
        trueconf.delete(path);
        assertEquals(404, trueconf.open(address).status());
    }

    @Test
    @DisplayName("plays a fault in the server's own shape as often as told, and then the server is itself again")
    void answersAFault(TrueConf trueconf) {
        trueconf.play("""
                [{"method":"POST","path":"/api/*/conferences","times":2,"status":503,"headers":{"Retry-After":"2"}}]""");

        Reply first = trueconf.create(TrueConf.ROOM);

        assertEquals(503, first.status());
        assertEquals("2", first.http().headers().firstValue("Retry-After").orElseThrow());
        assertEquals(503, first.json().at("/error/code").asInt());
        assertEquals("Service Unavailable", first.json().at("/error/message").asText());
        assertEquals("sandboxFault", reason(first));
        assertEquals(503, trueconf.create(TrueConf.ROOM).status());
        assertEquals(200, trueconf.create(TrueConf.ROOM).status());
        assertEquals(1, trueconf.state().path("conferences").size());
    }

    @ParameterizedTest
    @CsvSource({"drop,0", "drop-after,1", "half,1"})
    @DisplayName("breaks a connection before the work, after it, or in the middle of the answer")
    void breaksConnections(String action, int conferences, TrueConf trueconf) {
        trueconf.token();
        trueconf.play("[{\"method\":\"POST\",\"times\":1,\"action\":\"" + action + "\"}]");

        assertThrows(
                IOException.class,
                () -> trueconf.tryExchange(trueconf.request(CONFERENCES)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(TrueConf.quoted(TrueConf.ROOM)))));

        assertEquals(conferences, trueconf.state().path("conferences").size());
        assertEquals(0, trueconf.get("/backoffice/faults").json().size());
    }

    @Test
    @DisplayName("answers garbage, a page of a web server, or late")
    void answersRubbish(TrueConf trueconf) {
        trueconf.token();
        trueconf.play("""
                [{"times":1,"action":"garbage"},{"times":1,"status":404,"body":"<html>"},{"times":1,"delayMillis":120}]""");

        Reply garbage = trueconf.get(CONFERENCES);
        assertEquals(200, garbage.status());
        assertThrows(JsonProcessingException.class, () -> SandboxClient.JSON.readTree(garbage.body()));
        assertEquals("<html>", trueconf.get(CONFERENCES).body());
        long began = System.nanoTime();
        assertEquals(200, trueconf.get(CONFERENCES).status());
        assertTrue(System.nanoTime() - began >= 110_000_000L);
    }
}
