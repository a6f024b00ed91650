package org.convene.calendar.dav;

import static org.convene.calendar.dav.ScriptedServer.packed;
import static org.convene.calendar.dav.ScriptedServer.page;
import static org.convene.calendar.dav.ScriptedServer.status;
import static org.convene.calendar.dav.ScriptedServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convene.vendor.VendorFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calendars that are published as one file. */
class FeedTest {
    private static final String ICS = "text/calendar; charset=utf-8";
    private static final Pattern EVENT =
            Pattern.compile("BEGIN:VEVENT\r\nUID:(\\S+)\r\n.*?END:VEVENT\r\n", Pattern.DOTALL);
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(1), 100_000, 3);

    private final ScriptedServer server = new ScriptedServer();
    private CalendarCollection feed;

    @BeforeEach
    void open() throws VendorFailure {
        feed = opened();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CalendarCollection opened() throws VendorFailure {
        return new CalendarCollections(LIMITS)
                .open(server.at("/private-0123/basic.ics"), Optional.empty(), FeedTest::split);
    }

    private static Map<String, String> split(String text) {
        Map<String, String> parts = new LinkedHashMap<>();
        Matcher events = EVENT.matcher(text);
        while (events.find()) {
            parts.put(events.group(1), events.group());
        }
        return parts;
    }

    private static String event(String uid, String stamp, String title) {
        return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nDTSTAMP:" + stamp + "\r\nSUMMARY:" + title + "\r\nEND:VEVENT\r\n";
    }

    private static String calendar(String... events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + String.join("", events) + "END:VCALENDAR\r\n";
    }

    @Test
    void anUnchangedFeedIsNotSentAgain() throws VendorFailure {
        String date = "Mon, 01 Jun 2026 10:00:00 GMT";
        String text = calendar(event("a", "1", "A"));
        server.then(text(200, ICS, text, "ETag", "W/\"7\"", "Last-Modified", date), status(304));
        Changes first = feed.changes(Optional.empty());
        assertTrue(first.whole());
        assertEquals(Set.of("a"), first.present().keySet());
        Changes second = opened().changes(first.next());
        assertTrue(second.isEmpty());
        assertEquals("W/\"7\"", server.last().header("If-None-Match"));
        assertEquals(date, server.last().header("If-Modified-Since"));
        assertEquals(2, server.heard().size());
    }

    @Test
    void aFeedWithoutValidatorsIsComparedByWhatItSays() throws VendorFailure {
        server.then(
                text(200, ICS, calendar(event("a", "1", "A"), event("b", "1", "B"))),
                text(200, ICS, calendar(event("a", "2", "A"), event("b", "2", "B"))),
                text(200, ICS, calendar(event("a", "3", "A"), event("b", "3", "moved"), event("c", "3", "C"))));
        Changes first = feed.changes(Optional.empty());
        Changes second = feed.changes(first.next()); // stamped anew, and otherwise the same
        assertTrue(second.isEmpty());
        Changes third = feed.changes(second.next());
        assertTrue(third.whole());
        assertEquals(first.present().get("a"), third.present().get("a"));
        assertFalse(first.present().get("b").equals(third.present().get("b")));
        assertEquals(Set.of("a", "b", "c"), third.present().keySet());
        Map<String, Resource> read = feed.fetch(List.of("b", "c"));
        assertEquals(event("b", "3", "moved"), read.get("b").text());
        assertEquals(third.present().get("b"), read.get("b").etag());
        assertEquals(Set.of("b", "c"), read.keySet());
    }

    @Test
    void afterARestartTheTextsAreReadAgain() throws VendorFailure {
        String text = calendar(event("a", "1", "A"));
        server.then(text(200, ICS, text), text(200, ICS, text));
        feed.changes(Optional.empty());
        Map<String, Resource> read = opened().fetch(List.of("a", "gone"));
        assertEquals(Set.of("a"), read.keySet());
        assertEquals(event("a", "1", "A"), read.get("a").text());
    }

    @Test
    void halfAFeedAndAPageAreNoFeed() {
        String whole = calendar(event("a", "1", "A"), event("b", "1", "B"));
        server.then(
                text(200, ICS, whole.substring(0, whole.length() - 20)),
                ScriptedServer.cut(200, ICS, whole),
                page(),
                text(200, ICS, ""),
                status(503, "Retry-After", "60"),
                status(404),
                status(401),
                status(304));
        for (Class<? extends VendorFailure> kind : List.of(
                VendorFailure.Down.class,
                VendorFailure.Down.class,
                VendorFailure.Down.class,
                VendorFailure.Down.class,
                VendorFailure.Busy.class,
                VendorFailure.NotFound.class,
                VendorFailure.Unauthorized.class,
                VendorFailure.Refused.class)) {
            VendorFailure failure = assertThrows(kind, () -> feed.changes(Optional.empty()));
            assertFalse(failure.getMessage().contains("private-0123"), "the address is the password");
        }
    }

    @Test
    void aPackedFeedIsUnpackedAndAnEndlessOneIsNot() throws VendorFailure {
        byte[] text = calendar(event("a", "1", "A")).getBytes(StandardCharsets.UTF_8);
        server.then(packed(200, ICS, text), packed(200, ICS, new byte[3_000_000]));
        assertEquals(Set.of("a"), feed.changes(Optional.empty()).present().keySet());
        assertEquals("gzip", server.last().header("Accept-Encoding"));
        VendorFailure.Down down = assertThrows(VendorFailure.Down.class, () -> feed.changes(Optional.empty()));
        assertTrue(down.getMessage().contains("longer"), down.getMessage());
    }

    @Test
    void aFeedIsNeverWritten() {
        assertFalse(feed.writable());
        assertThrows(VendorFailure.Refused.class, () -> feed.write("a", "text", "\"1\""));
        assertEquals(List.of(), server.heard());
    }

    @Test
    void aFeedThatCannotBeTakenApartSaysWhy() throws VendorFailure {
        CalendarCollection spoilt = new CalendarCollections(LIMITS)
                .open(server.at("/basic.ics"), Optional.empty(), text -> {
                    throw new IllegalStateException("line 3: no UID");
                });
        server.then(text(200, ICS, calendar()));
        VendorFailure.Refused refused =
                assertThrows(VendorFailure.Refused.class, () -> spoilt.changes(Optional.empty()));
        assertTrue(refused.getMessage().contains("line 3: no UID"), refused.getMessage());
    }

    @Test
    void aWebcalAddressIsAFeedOverHttps() throws VendorFailure {
        CalendarCollection webcal = new CalendarCollections(LIMITS)
                .open(URI.create("webcal://127.0.0.1:1/feed"), Optional.empty(), FeedTest::split);
        assertFalse(webcal.writable());
        assertThrows(VendorFailure.Down.class, () -> webcal.changes(Optional.empty()));
    }
}
