package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
@DisplayName("The back office")
class TelebossBackOfficeTest {

    @Test
    @DisplayName("tells everything that is there, and how often each operation was asked")
    void tellsItsState(Teleboss teleboss) {
        String room = teleboss.room(teleboss.space(), "Algebra");
        String url = teleboss.link(
                room,
                "{\"username\":\"Anna\",\"role\":\"moderator\",\"externalUserId\":\"u1\",\"externalMeetingId\":\"m1\","
                        + "\"ttl\":600,\"isPermanent\":true}");

        JsonNode state = teleboss.state();

        assertEquals("School", state.at("/spaces/0/name").asText());
        assertEquals(Teleboss.id(room), state.at("/rooms/0/id").asText());
        JsonNode link = state.at("/links/0");
        assertEquals(Teleboss.id(room), link.path("roomId").asText());
        assertEquals("Anna", link.path("username").asText());
        assertEquals("moderator", link.path("role").asText());
        assertEquals("u1", link.path("externalUserId").asText());
        assertEquals("m1", link.path("externalMeetingId").asText());
        assertEquals(600, link.path("ttl").asInt());
        assertTrue(link.path("isPermanent").asBoolean());
        assertFalse(link.path("used").asBoolean());
        assertEquals(url, link.path("url").asText());
        assertEquals(1, state.at("/counters/createRoom").asInt());
        assertEquals(1, state.at("/counters/roomGenerateAccess").asInt());
    }

    @Test
    @DisplayName("deletes a room behind the caller's back")
    void deletesRooms(Teleboss teleboss) {
        String room = teleboss.room(teleboss.space(), "Algebra");

        assertEquals(
                204, teleboss.delete("/backoffice/rooms/" + Teleboss.id(room)).status());
        assertEquals(404, teleboss.get(room).status());
        assertEquals(
                404, teleboss.delete("/backoffice/rooms/" + Teleboss.id(room)).status());
    }

    @Test
    @DisplayName("remembers the last requests, and of them no token")
    void remembersRequests(Teleboss teleboss) {
        String link =
                teleboss.link(teleboss.room(teleboss.space(), "Algebra"), "{\"username\":\"Anna\",\"role\":\"user\"}");
        teleboss.open(link);

        Reply requests = teleboss.get("/backoffice/requests?last=2");

        assertEquals(2, requests.json().size());
        assertEquals("roomGenerateAccess", requests.json().at("/0/operation").asText());
        assertEquals(200, requests.json().at("/1/status").asInt());
        assertTrue(requests.json().at("/1/path").asText().startsWith("/room/"));
        assertFalse(requests.body().contains("accessToken"));
        assertFalse(requests.body().contains("Anna"));
    }

    @Test
    @DisplayName("shows rooms, links and guests to people, with everything escaped")
    void showsAPage(Teleboss teleboss) {
        String room = teleboss.room(teleboss.space(), "<script>alert(1)</script>");
        teleboss.open(teleboss.link(room, "{\"username\":\"Anna\",\"role\":\"moderator\"}"));

        Reply page = teleboss.get("/backoffice");

        assertEquals(200, page.status());
        assertTrue(page.body().contains("&lt;script&gt;alert(1)"));
        assertFalse(page.body().contains("<script"));
        assertTrue(page.body().contains("Anna (moderator)"));
        assertTrue(teleboss.get("/backoffice?q=nothing-like-it").body().contains("Rooms (0)"));
    }

    @Test
    @DisplayName("takes its forms without JavaScript")
    void takesForms(Teleboss teleboss) {
        String room = teleboss.room(teleboss.space(), "Algebra");
        String form = "/backoffice/forms/rooms/" + Teleboss.id(room);

        assertEquals(303, post(teleboss, form + "/call", "action=start"));
        assertEquals(1, teleboss.state().path("calls").size());
        assertEquals(303, post(teleboss, "/backoffice/forms/faults", "faults=%5B%7B%22status%22%3A500%7D%5D"));
        assertEquals(500, teleboss.get(room).status());
        assertEquals(303, post(teleboss, form + "/delete", "action=delete"));
        assertEquals(0, teleboss.state().path("rooms").size());
    }

    @Test
    @DisplayName("shows what is left of a call: its reports, its records and their files")
    void showsWhatIsLeft(Teleboss teleboss) {
        String room = teleboss.room(teleboss.space(), "Algebra");
        teleboss.call(
                room,
                "{'participants':[{'name':'Anna'}],'records':[{'name':'<b>','size':123},{'outcome':'failed'},"
                        + "{'readyAfter':'PT1H'}]}");

        String page = teleboss.get("/backoffice").body();

        assertTrue(page.contains("Finish the call"));
        assertTrue(page.contains("&lt;b&gt;"));
        assertTrue(page.contains("<td>failed</td>"));
        assertTrue(page.contains("not ready yet"));
        Matcher file = Pattern.compile("href=\"([^\"]*/files/[^\"]*)\"").matcher(page);
        assertTrue(file.find());
        assertEquals(
                123,
                teleboss.open(file.group(1).replace("&amp;", "&"))
                        .http()
                        .headers()
                        .firstValueAsLong("Content-Length")
                        .orElseThrow());
        Matcher report = Pattern.compile("href=\"([^\"]*/report[^\"]*)\">JSON").matcher(page);
        assertTrue(report.find());
        assertEquals(
                "Anna",
                teleboss.get(report.group(1)).json().at("/participants/0/name").asText());
        Matcher expire = Pattern.compile("action=\"([^\"]*/expire)\"").matcher(page);
        assertTrue(expire.find());
        assertEquals(303, post(teleboss, expire.group(1), ""));
        assertEquals(403, teleboss.open(file.group(1).replace("&amp;", "&")).status());
    }

    private static int post(Teleboss teleboss, String path, String form) {
        return teleboss.exchange(teleboss.request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .status();
    }
}
