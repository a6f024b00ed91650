package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import org.convene.StillClock;
import org.convene.sandbox.SandboxClient.Reply;
import org.convene.sandbox.teleboss.TelebossSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A personal link")
class TelebossLinksTest {

    private final StillClock clock = new StillClock(Instant.parse("2026-09-01T08:00:00Z"));
    private final Vertx vertx = Vertx.vertx();
    private Teleboss teleboss;
    private String room;

    @BeforeEach
    void start() {
        teleboss = new Teleboss(vertx, TelebossSettings.standard(), clock);
        room = teleboss.room(teleboss.space(), "Алгебра <7Б>");
    }

    @AfterEach
    void stop() {
        teleboss.close();
        vertx.close();
    }

    @Test
    @DisplayName("carries the alias, the name and an access token")
    void looksLikeTheVendors() {
        String link = teleboss.link(room, "{\"username\":\"Анна К\",\"role\":\"user\"}");
        String alias = teleboss.get(room).text("alias");

        assertTrue(
                link.startsWith(teleboss.url() + "/room/" + alias
                        + "?participantName=%D0%90%D0%BD%D0%BD%D0%B0%20%D0%9A&accessToken="),
                "the form of the link");
    }

    @Test
    @DisplayName("shows who came in as what, and who came before, with everything escaped")
    void opensTheRoom() {
        teleboss.open(teleboss.link(room, "{\"username\":\"Olga\",\"role\":\"moderator\"}"));
        Reply page = teleboss.open(teleboss.link(room, "{\"username\":\"<b>Ivan\",\"role\":\"user\"}"));

        assertEquals(200, page.status());
        assertTrue(page.body().contains("<h1>Алгебра &lt;7Б&gt;</h1>"));
        assertTrue(page.body().contains("You came in as <strong>&lt;b&gt;Ivan</strong>, user."));
        assertTrue(page.body().contains("<td>Olga</td><td>moderator</td>"));
        assertFalse(page.body().contains("<b>"));
    }

    @Test
    @DisplayName("dies at its first opening when it is one-time")
    void dieAtFirstOpening() {
        String link = teleboss.link(room, "{\"username\":\"Anna\",\"role\":\"user\"}");

        assertEquals(200, teleboss.open(link).status());
        Reply again = teleboss.open(link);
        assertEquals(410, again.status());
        assertTrue(again.body().contains("has been used"));
        assertTrue(teleboss.state().at("/links/0/used").asBoolean());
    }

    @Test
    @DisplayName("is not used up by a HEAD request")
    void survivesAGlance() {
        String link = teleboss.link(room, "{\"username\":\"Anna\",\"role\":\"user\"}");

        Reply glance = teleboss.exchange(
                HttpRequest.newBuilder(URI.create(link)).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertEquals(200, glance.status());
        assertEquals(200, teleboss.open(link).status());
    }

    @Test
    @DisplayName("opens until its ttl ends when it is permanent")
    void livesUntilTheTtlEnds() {
        String link =
                teleboss.link(room, "{\"username\":\"Anna\",\"role\":\"user\",\"isPermanent\":true,\"ttl\":432000}");

        assertEquals(200, teleboss.open(link).status());
        clock.forward(Duration.ofSeconds(431_999));
        assertEquals(200, teleboss.open(link).status());
        clock.forward(Duration.ofSeconds(1));
        Reply late = teleboss.open(link);
        assertEquals(410, late.status());
        assertTrue(late.body().contains("expired"));
    }

    @Test
    @DisplayName("lives one day when nothing is said")
    void livesOneDayByDefault() {
        teleboss.link(room, "{\"username\":\"Anna\",\"role\":\"user\"}");

        JsonNode link = teleboss.state().at("/links/0");
        assertEquals(86_400, link.path("ttl").asInt());
        assertFalse(link.path("isPermanent").asBoolean());
    }

    @Test
    @DisplayName("says so when its room was deleted")
    void tellsThatTheRoomIsGone() {
        String link = teleboss.link(room, "{\"username\":\"Anna\",\"role\":\"user\"}");
        teleboss.delete(room);

        Reply page = teleboss.open(link);

        assertEquals(410, page.status());
        assertTrue(page.body().contains("deleted"));
    }

    @Test
    @DisplayName("does not open another room, nor without its token")
    void opensItsOwnRoomOnly() {
        String link = teleboss.link(room, "{\"username\":\"Anna\",\"role\":\"user\"}");
        String other = teleboss.get(teleboss.room(teleboss.space(), "other")).text("alias");
        String own = teleboss.get(room).text("alias");

        assertEquals(403, teleboss.open(link.replace(own, other)).status());
        assertEquals(403, teleboss.open(teleboss.url() + "/room/" + own).status());
        assertEquals(404, teleboss.open(teleboss.url() + "/room/0000000000").status());
        assertEquals(200, teleboss.open(link).status());
    }

    @Test
    @DisplayName("for a guest needs no token of the API and comes under another name")
    void invitesGuests() {
        Reply reply = teleboss.exchange(
                HttpRequest.newBuilder(URI.create(teleboss.url() + room + "/generate-access/guest-url"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"Guest\"}")));

        assertEquals(200, reply.status());
        assertTrue(reply.json().path("url").isMissingNode());
        assertTrue(teleboss.open(reply.text("roomUrl")).body().contains("data-role=\"user\""));
    }

    @Test
    @DisplayName("starts a call, which ends in the back office and keeps who joined and how often")
    void startsACall() {
        String link = teleboss.link(
                room,
                "{\"username\":\"Anna\",\"role\":\"user\",\"isPermanent\":true,\"externalUserId\":\"u1\",\"externalMeetingId\":\"m1\"}");
        teleboss.open(link);
        clock.forward(Duration.ofMinutes(5));
        teleboss.open(link);
        String call = "/backoffice/rooms/" + Teleboss.id(room) + "/call";
        clock.forward(Duration.ofMinutes(40));

        Reply finished = teleboss.post(call, "{\"action\":\"finish\"}");

        assertEquals(200, finished.status());
        assertEquals("2026-09-01T08:00:00Z", finished.text("startedAt"));
        assertEquals("2026-09-01T08:45:00Z", finished.text("finishedAt"));
        assertEquals(1, finished.json().path("participants").size());
        assertEquals("u1", finished.json().at("/participants/0/externalUserId").asText());
        assertEquals(2, finished.json().at("/participants/0/presences").size());
        assertEquals(409, teleboss.post(call, "{\"action\":\"finish\"}").status());
        assertEquals(200, teleboss.post(call, "{\"action\":\"start\"}").status());
        assertEquals(2, teleboss.state().path("calls").size());
        assertEquals("2026-09-01T08:45:00.000Z", teleboss.get(room).text("lastCallAt"));
    }
}
