package org.convene.calendar;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.convene.calendar.dav.CalDavServer;
import org.convene.sandbox.BuiltInSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an event that somebody writes into a calendar to the conference that people join, and back. */
abstract class CalendarSuite {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Inject
    BuiltInSandbox sandbox;

    @TestHTTPResource
    URI hub;

    private final Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);

    abstract String program();

    @BeforeEach
    void theServerIsThere() {
        CalDavServer.assumeInstalled(program());
    }

    // What people do

    private void write(String calendar, Invite invite) {
        CalendarsAtHand.server.putText(CalendarsAtHand.URLS.get(calendar), invite.uid(), invite.text());
    }

    private void delete(String calendar, String uid) {
        CalendarsAtHand.server.delete(CalendarsAtHand.URLS.get(calendar), uid);
    }

    private String shown(String calendar, String uid) {
        return CalendarsAtHand.server.text(CalendarsAtHand.URLS.get(calendar), uid);
    }

    private static String unfolded(String text) {
        return text.replaceAll("\r?\n[ \t]", "");
    }

    /** The page that a browser shows. */
    private String page(String path) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(hub.resolve(path))
                .header("Accept", "text/html")
                .build());
        assertEquals(200, answer.statusCode(), path);
        return answer.body();
    }

    private HttpResponse<String> ask(String method, String path) {
        return send(HttpRequest.newBuilder(hub.resolve(path))
                .header("Accept", "application/json")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private List<JsonNode> meetings(String uid) {
        HttpResponse<String> answer = ask("GET", "/meetings/" + uid);
        List<JsonNode> meetings = new ArrayList<>();
        if (answer.statusCode() == 200) {
            json(answer.body()).path("meetings").forEach(meetings::add);
        }
        return meetings;
    }

    private String joinUrl(String uid) {
        await(uid + " is known").atMost(SOON).until(() -> !meetings(uid).isEmpty());
        return json(ask("GET", "/meetings/" + uid).body()).path("joinUrl").asText();
    }

    /** Waits until the join link stands in the event. */
    private void linked(String calendar, String uid) {
        String link = joinUrl(uid);
        await("the link in " + uid)
                .atMost(SOON)
                .until(() -> unfolded(shown(calendar, uid)).contains(link));
    }

    // What the vendor has

    private List<JsonNode> conferences(Predicate<JsonNode> wanted) {
        URI state = URI.create(sandbox.trueconfUrl().orElseThrow() + "/backoffice/state");
        JsonNode all = json(send(HttpRequest.newBuilder(state).build()).body()).path("conferences");
        return StreamSupport.stream(all.spliterator(), false).filter(wanted).toList();
    }

    private List<JsonNode> called(String title) {
        return conferences(conference -> conference.path("topic").asText().equals(title));
    }

    private static long start(JsonNode conference) {
        return conference.path("schedule").path("start_time").asLong();
    }

    private JsonNode oneCalled(String title) {
        await("a conference called " + title)
                .atMost(SOON)
                .until(() -> called(title).size() == 1);
        return called(title).get(0);
    }

    // What they see

    @Test
    void anEventBecomesAConferenceOfItsOrganizerAndItsLinkStandsInTheEvent() {
        write(
                "work",
                new Invite("board", "Board", tomorrow, tomorrow.plus(45, ChronoUnit.MINUTES))
                        .with("DESCRIPTION:Agenda"));

        JsonNode conference = oneCalled("Board");
        assertEquals(tomorrow.getEpochSecond(), start(conference));
        assertEquals(2700, conference.path("schedule").path("duration").asLong());
        assertTrue(
                conference.path("owner").asText().startsWith("anna@"),
                conference.path("owner").asText());
        assertTrue(conference.path("invitations").toString().contains("m.orlova"));
        assertFalse(conference.path("allow_guests").asBoolean());

        linked("work", "board");
        String text = unfolded(shown("work", "board"));
        assertTrue(text.contains("CONFERENCE"), text);
        assertTrue(text.contains("Agenda"), text);
        assertTrue(text.contains("mailto:maria.orlova@company.example"), text);
    }

    @Test
    void anEventThatMovesTakesItsConferenceWithItAndKeepsItsLink() {
        write("work", new Invite("moving", "Moving", tomorrow, tomorrow.plus(1, ChronoUnit.HOURS)));
        String id = oneCalled("Moving").path("id").asText();
        String link = joinUrl("moving");

        Instant later = tomorrow.plus(5, ChronoUnit.HOURS);
        write("work", new Invite("moving", "Moved", later, later.plus(2, ChronoUnit.HOURS)));

        JsonNode moved = oneCalled("Moved");
        assertEquals(id, moved.path("id").asText());
        assertEquals(later.getEpochSecond(), start(moved));
        assertEquals(link, joinUrl("moving"));
        await("the link in the event that was written anew")
                .atMost(SOON)
                .until(() -> unfolded(shown("work", "moving")).contains(link));
    }

    @Test
    void whatTheHubWroteDoesNotComeBackAsAChange() {
        write("work", new Invite("quiet", "Quiet", tomorrow, tomorrow.plus(1, ChronoUnit.HOURS)));
        linked("work", "quiet");
        // that it is there is known to the hub a moment later
        await("the mark")
                .atMost(SOON)
                .until(() -> json(ask("GET", "/meetings/quiet").body())
                        .path("link")
                        .asText()
                        .equals("written"));
        String text = shown("work", "quiet");
        String updatedAt = meetings("quiet").get(0).path("updatedAt").asText();

        // another event is read after it, so the calendar was asked since
        write("work", new Invite("louder", "Louder", tomorrow, tomorrow.plus(1, ChronoUnit.HOURS)));
        oneCalled("Louder");
        linked("work", "louder");

        assertEquals(text, shown("work", "quiet"));
        assertEquals(updatedAt, meetings("quiet").get(0).path("updatedAt").asText());
    }

    @Test
    void aSeriesHasAConferenceForEachOccurrenceAndExceptionsMoveOnlyTheirs() {
        Invite daily = new Invite("daily", "Daily", tomorrow, tomorrow.plus(15, ChronoUnit.MINUTES))
                .with("RRULE:FREQ=DAILY;COUNT=4");
        write("work", daily);
        await("four conferences").atMost(SOON).until(() -> called("Daily").size() == 4);

        Instant third = tomorrow.plus(2, ChronoUnit.DAYS);
        Instant later = third.plus(3, ChronoUnit.HOURS);
        daily.with("EXDATE:" + Invite.UTC.format(tomorrow.plus(1, ChronoUnit.DAYS)))
                .moved(third, later, later.plus(15, ChronoUnit.MINUTES));
        write("work", daily);

        await("one is gone, one has moved").atMost(SOON).until(() -> {
            List<Long> starts =
                    called("Daily").stream().map(CalendarSuite::start).sorted().toList();
            return starts.equals(List.of(
                    tomorrow.getEpochSecond(),
                    later.getEpochSecond(),
                    tomorrow.plus(3, ChronoUnit.DAYS).getEpochSecond()));
        });
    }

    @Test
    void aSeriesInACalendarOfRoomsHasOneVirtualRoom() {
        write(
                "rooms",
                new Invite("weekly", "Weekly", tomorrow, tomorrow.plus(1, ChronoUnit.HOURS)).with("RRULE:FREQ=WEEKLY"));

        JsonNode room = oneCalled("Weekly");
        assertEquals(-1, room.path("schedule").path("type").asInt());
        await("the room opens at any time")
                .atMost(SOON)
                .until(() -> follow(joinUrl("weekly"))
                        .equals(Optional.of(room.path("url").asText())));
    }

    /** Where a click on a link leads; nothing while it leads nowhere. */
    private static Optional<String> follow(String link) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(link)).build());
        return answer.statusCode() == 302 ? answer.headers().firstValue("Location") : Optional.empty();
    }

    @Test
    void theLinkOfAnEventThatBeginsLeadsIntoItsConference() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        write("work", new Invite("begins", "Begins", now.minusSeconds(60), now.plus(1, ChronoUnit.HOURS)));
        JsonNode conference = oneCalled("Begins");
        await("the way in")
                .atMost(SOON)
                .until(() -> follow(joinUrl("begins"))
                        .equals(Optional.of(conference.path("url").asText())));
    }

    @Test
    void anEventThatIsDeletedTakesItsConferenceWithItAndItsLinkSaysSo() {
        write("work", new Invite("deleted", "Deleted", tomorrow, tomorrow.plus(1, ChronoUnit.HOURS)));
        oneCalled("Deleted");
        String link = joinUrl("deleted");
        delete("work", "deleted");
        await("no conference").atMost(SOON).until(() -> called("Deleted").isEmpty());
        assertEquals(410, send(HttpRequest.newBuilder(URI.create(link)).build()).statusCode());
    }

    @Test
    void anEventThatIsNoMeetingAnyMoreLosesItsConferenceAndItsMarks() {
        Invite invite = new Invite("undone", "Undone", tomorrow, tomorrow.plus(1, ChronoUnit.HOURS));
        write("work", invite);
        linked("work", "undone");
        String marked = shown("work", "undone");
        CalendarsAtHand.server.putText(
                CalendarsAtHand.URLS.get("work"), "undone", marked.replace("LOCATION:TrueConf", "LOCATION:Room 5"));
        await("no conference").atMost(SOON).until(() -> called("Undone").isEmpty());
        await("no link").atMost(SOON).until(() -> !shown("work", "undone").contains("CONFERENCE"));
        assertFalse(unfolded(shown("work", "undone")).contains("/join/"), shown("work", "undone"));
    }

    @Test
    void aPersonIsAskedBeforeManyEventsThatVanishedAreBelieved() {
        for (int i = 0; i < 4; i++) {
            write("held", new Invite("held-" + i, "Held " + i, tomorrow, tomorrow.plus(1, ChronoUnit.HOURS)));
        }
        for (int i = 0; i < 4; i++) {
            oneCalled("Held " + i);
            String uid = "held-" + i;
            linked("held", uid);
        }
        CalendarsAtHand.server.deleteCalendar(CalendarsAtHand.URLS.get("held"));
        CalendarsAtHand.server.newCalendar("held");

        await("the alarm")
                .atMost(SOON)
                .until(() -> calendar("held").path("vanished").asInt() == 4);
        assertTrue(calendar("held").path("problem").asText().contains("delete-threshold"));
        String page = page("/meetings");
        assertTrue(page.contains("4 events are gone") && page.contains("Held 0"), page);
        assertEquals(
                4,
                conferences(c -> c.path("topic").asText().startsWith("Held ")).size());

        assertEquals(202, ask("POST", "/calendars/held/sync?vanished=believe").statusCode());
        await("they are gone")
                .atMost(SOON)
                .until(() -> conferences(c -> c.path("topic").asText().startsWith("Held "))
                        .isEmpty());
    }

    private JsonNode calendar(String name) {
        for (JsonNode calendar : json(ask("GET", "/calendars").body()).path("items")) {
            if (calendar.path("name").asText().equals(name)) {
                return calendar;
            }
        }
        throw new AssertionError("no calendar " + name);
    }

    @Test
    void aPlanSaysWhatASyncWouldDoAndDoesNothing() {
        await("the first look").atMost(SOON).until(() -> calendar("planned").has("inStepAt"));
        write("planned", new Invite("later", "Later", tomorrow, tomorrow.plus(1, ChronoUnit.HOURS)));

        JsonNode plan = json(ask("GET", "/calendars/planned/plan").body());
        assertEquals(1, plan.path("items").size(), plan.toString());
        assertEquals("create", plan.path("items").path(0).path("what").asText());
        assertEquals(
                "Later", plan.path("items").path(0).path("after").path("title").asText());
        String page = page("/calendars/planned/plan");
        assertTrue(page.contains("Later") && page.contains("create"), page);
        assertEquals(List.of(), called("Later"));
        assertFalse(shown("planned", "later").contains("CONFERENCE"));

        assertEquals(202, ask("POST", "/calendars/planned/sync").statusCode());
        oneCalled("Later");
        assertEquals(
                0,
                json(ask("GET", "/calendars/planned/plan").body()).path("items").size());
    }

    @Test
    void aConferenceStartsByItselfAtItsTimeAndStopsAfterItsEnd() {
        Instant start = Instant.now().plusSeconds(6).truncatedTo(ChronoUnit.SECONDS);
        write("started", new Invite("started", "Started", start, start.plusSeconds(6)));
        JsonNode conference = oneCalled("Started");
        assertEquals("stopped", conference.path("state").asText());
        await("it runs")
                .atMost(SOON)
                .until(() -> called("Started").get(0).path("state").asText().equals("running"));
        assertFalse(Instant.now().isBefore(start));
        await("it stops")
                .atMost(SOON)
                .until(() -> called("Started").get(0).path("state").asText().equals("stopped"));
        assertFalse(Instant.now().isBefore(start.plusSeconds(6)));
    }

    @Test
    void aCalendarThatIsOnlyReadStaysAsItIs() {
        Invite invite = new Invite("untouched", "Untouched", tomorrow, tomorrow.plus(1, ChronoUnit.HOURS));
        write("read", invite);
        oneCalled("Untouched");
        await("what is known of it")
                .atMost(SOON)
                .until(() -> json(ask("GET", "/meetings/untouched").body())
                        .path("link")
                        .asText()
                        .equals("none"));
        assertFalse(unfolded(shown("read", "untouched")).contains("/join/"));
    }

    @Test
    void anEventThatCannotBeReadSpoilsNoOther() {
        Invite broken = new Invite("broken", "Broken", tomorrow, tomorrow.plus(1, ChronoUnit.HOURS))
                .with("RRULE:FREQ=SOMETIMES");
        try {
            write("work", broken);
        } catch (AssertionError theServerRefuses) {
            return; // a server that takes no such event protects everybody
        }
        write("work", new Invite("whole", "Whole", tomorrow, tomorrow.plus(1, ChronoUnit.HOURS)));
        oneCalled("Whole");
        await("the reason")
                .atMost(SOON)
                .until(() -> calendar("work").path("troubled").toString().contains("RRULE"));
        delete("work", "broken");
    }
}
