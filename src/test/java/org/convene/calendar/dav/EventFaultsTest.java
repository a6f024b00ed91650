package org.convene.calendar.dav;

import static org.convene.calendar.dav.CalDavServer.event;
import static org.convene.calendar.dav.ScriptedServer.calendar;
import static org.convene.calendar.dav.ScriptedServer.eventText;
import static org.convene.calendar.dav.ScriptedServer.multistatus;
import static org.convene.calendar.dav.ScriptedServer.page;
import static org.convene.calendar.dav.ScriptedServer.status;
import static org.convene.calendar.dav.ScriptedServer.text;
import static org.convene.calendar.dav.ScriptedServer.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convene.vendor.VendorFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading and writing single events on servers that misbehave, or behave in the ways that real ones do. */
class EventFaultsTest {
    private static final List<String> BOTH = List.of("/cal/a.ics", "/cal/b.ics");
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(1), 100_000, 3);

    private final ScriptedServer server = new ScriptedServer();
    private CalendarCollection calendar;

    @BeforeEach
    void open() throws VendorFailure {
        calendar = new CalendarCollections(LIMITS).open(server.at("/cal/"), Optional.empty(), feed -> Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void found() {
        server.then(multistatus(calendar("/cal/")));
    }

    private Written write() throws VendorFailure {
        return calendar.write("/cal/a.ics", event("a", "ü"), "\"1\"");
    }

    private static ScriptedServer.Reply ics(String uid, String etag) {
        return text(200, "text/calendar; charset=utf-8", event(uid, uid), "ETag", etag);
    }

    @Test
    void eventsAreReadOneByOneWhereTheyCannotBeReadTogether() throws VendorFailure {
        found();
        server.then(status(501), ics("a", "\"1\""), status(404));
        Map<String, Resource> read = calendar.fetch(BOTH);
        assertEquals(Set.of("/cal/a.ics"), read.keySet());
        assertEquals("\"1\"", read.get("/cal/a.ics").etag());
        assertEquals(event("a", "a"), read.get("/cal/a.ics").text());

        int before = server.heard().size();
        server.then(ics("a", "W/\"1\""), ics("b", "2"));
        read = calendar.fetch(BOTH);
        assertEquals(before + 2, server.heard().size());
        assertEquals("\"1\"", read.get("/cal/a.ics").etag());
        assertEquals("\"2\"", read.get("/cal/b.ics").etag());
    }

    @Test
    void anEventThatTheAnswerDoesNotMentionIsAskedForByItself() throws VendorFailure {
        found();
        server.then(multistatus(eventText("/cal/a.ics", "1", event("a", "a"))), ics("b", "\"2\""));
        assertEquals(Set.copyOf(BOTH), calendar.fetch(BOTH).keySet());
    }

    @Test
    void anEventWithAForbiddenCharacterDoesNotHideTheOthers() throws VendorFailure {
        found();
        server.then(
                multistatus(
                        eventText("/cal/a.ics", "1", event("a", "a")),
                        eventText("/cal/b.ics", "2", event("b", "vertical\u000btab"))),
                ics("a", "\"1\""),
                ics("b", "\"2\""));
        assertEquals(Set.copyOf(BOTH), calendar.fetch(BOTH).keySet());
    }

    @Test
    void aTextInSeveralWrappingsIsTheSameText() throws VendorFailure {
        found();
        String escaped = event("a", "x &amp; y").replace("\r\n", "\n");
        server.then(multistatus(
                eventText("/cal/a.ics", "1", "\n" + escaped),
                eventText("/cal/b.ics", "2", "<![CDATA[" + event("a", "x & y") + "]]>")));
        Map<String, Resource> read = calendar.fetch(BOTH);
        assertEquals(event("a", "x & y"), read.get("/cal/a.ics").text());
        assertEquals(event("a", "x & y"), read.get("/cal/b.ics").text());
    }

    @Test
    void anEventThatCannotBeReadIsNotTakenForMissing() {
        found();
        server.then(status(500), ics("a", "\"1\""), status(500));
        assertThrows(VendorFailure.Down.class, () -> calendar.fetch(BOTH));
        server.then(page(), page());
        assertThrows(VendorFailure.Down.class, () -> calendar.fetch(BOTH));
        server.then(status(503, "Retry-After", "5"));
        assertThrows(VendorFailure.Busy.class, () -> calendar.fetch(BOTH));
    }

    @Test
    void aWriteSaysWhatItReplaces() throws VendorFailure {
        server.then(status(204, "ETag", "\"2\""));
        assertEquals(new Written.Done(Optional.of("\"2\"")), write());
        assertEquals("\"1\"", server.last().header("If-Match"));
        assertEquals("text/calendar; charset=utf-8", server.last().header("Content-Type"));
        assertEquals(event("a", "ü"), server.last().body());
    }

    @Test
    void aServerThatChangesWhatItIsGivenDoesNotSayTheTag() throws VendorFailure {
        server.then(status(201), status(204, "ETag", "W/\"2\""));
        assertEquals(new Written.Done(Optional.empty()), write());
        assertEquals(new Written.Done(Optional.empty()), write());
    }

    @Test
    void whereAllTagsAreWeakTheWriteIsTriedWithTheWeakOne() throws VendorFailure {
        ScriptedServer.Reply weak = multistatus(ScriptedServer.event("/cal/a.ics", "W/\"1\""));
        server.then(status(412), weak, status(204, "ETag", "W/\"2\""));
        assertInstanceOf(Written.Done.class, write());
        assertEquals("W/\"1\"", server.last().header("If-Match"));

        server.then(status(412), weak, status(412));
        VendorFailure.Refused refused = assertThrows(VendorFailure.Refused.class, this::write);
        assertTrue(refused.getMessage().contains("weak"), refused.getMessage());
    }

    @Test
    void aRefusedWriteNamesTheServersReason() {
        server.then(xml(
                403, "<e:error xmlns:e='DAV:' xmlns:c='urn:ietf:params:xml:ns:caldav'><c:no-uid-conflict/></e:error>"));
        VendorFailure.Refused refused = assertThrows(VendorFailure.Refused.class, this::write);
        assertTrue(refused.getMessage().contains("no-uid-conflict"), refused.getMessage());
        server.then(status(405));
        assertThrows(VendorFailure.Refused.class, this::write);
    }

    @Test
    void aWriteWithoutAClearAnswerIsUncertain() {
        server.then(status(500), page(), server.silence());
        for (int i = 0; i < 3; i++) {
            assertThrows(VendorFailure.Uncertain.class, this::write);
        }
        server.then(status(429, "Retry-After", "9"));
        assertThrows(VendorFailure.Busy.class, this::write);
    }

    @Test
    void aCalendarThatMayOnlyBeReadSaysSo() throws VendorFailure {
        String read =
                "<m:current-user-privilege-set><m:privilege><m:read/></m:privilege></m:current-user-privilege-set>";
        server.then(
                multistatus(calendar("/cal/", read)),
                multistatus(ScriptedServer.event("/cal/a.ics", "1"), ScriptedServer.token("1")));
        assertTrue(calendar.writable());
        calendar.changes(Optional.empty());
        assertFalse(calendar.writable());
    }
}
