package org.convene.calendar.dav;

import static org.convene.calendar.dav.ScriptedServer.calendar;
import static org.convene.calendar.dav.ScriptedServer.cut;
import static org.convene.calendar.dav.ScriptedServer.event;
import static org.convene.calendar.dav.ScriptedServer.multistatus;
import static org.convene.calendar.dav.ScriptedServer.multistatusText;
import static org.convene.calendar.dav.ScriptedServer.packed;
import static org.convene.calendar.dav.ScriptedServer.page;
import static org.convene.calendar.dav.ScriptedServer.status;
import static org.convene.calendar.dav.ScriptedServer.token;
import static org.convene.calendar.dav.ScriptedServer.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convene.vendor.VendorFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Polls of servers that misbehave, or behave in the ways that real ones do. */
class PollFaultsTest {
    private static final String SYNCS = "<m:supported-report-set><m:supported-report><m:report><m:sync-collection/>"
            + "</m:report></m:supported-report></m:supported-report-set>";
    private static final String LACKS_SYNC = "<m:supported-report-set/>";
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(1), 100_000, 3);

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private CalendarCollection open(String path) throws VendorFailure {
        Optional<Login> login = Optional.of(new Login("ann", "sesame"));
        return new CalendarCollections(LIMITS).open(server.at(path), login, feed -> Map.of());
    }

    /** A calendar that says this about itself when it is looked for, which the first poll does. */
    private CalendarCollection found(String... properties) throws VendorFailure {
        server.then(multistatus(calendar("/cal/", properties)));
        return open("/cal/");
    }

    private Changes poll(CalendarCollection calendar, String state) throws VendorFailure {
        return calendar.changes(Optional.of(state));
    }

    @Test
    void aLoginPageIsNeverAnEmptyCalendar() throws VendorFailure {
        server.then(page());
        CalendarCollection calendar = open("/cal/");
        assertThrows(VendorFailure.Down.class, () -> calendar.changes(Optional.empty()));

        server.then(multistatus(calendar("/cal/", SYNCS)), page());
        VendorFailure.Down down = assertThrows(VendorFailure.Down.class, () -> calendar.changes(Optional.empty()));
        assertTrue(down.getMessage().contains("login"), down.getMessage());
        assertFalse(down.getMessage().contains("/cal/"), "paths may hold secrets");

        server.then(page());
        assertThrows(VendorFailure.Down.class, () -> poll(calendar, "sync 1"));
        CalendarCollection compared = found(LACKS_SYNC);
        server.then(page());
        assertThrows(VendorFailure.Down.class, () -> compared.changes(Optional.empty()));
        server.then(ScriptedServer.text(207, "text/html", "<html><body>Please log in</body></html>"));
        assertThrows(VendorFailure.Down.class, () -> compared.changes(Optional.empty()));
    }

    @Test
    void halfAnAnswerIsNeverTaken() throws VendorFailure {
        CalendarCollection calendar = found(SYNCS);
        String whole = multistatusText(event("/cal/a.ics", "1"), event("/cal/b.ics", "2"), token("2"));
        server.then(xml(207, whole.substring(0, whole.indexOf("<m:sync-token>"))));
        assertThrows(VendorFailure.Down.class, () -> poll(calendar, "sync 1"));
        server.then(xml(207, whole.substring(0, whole.length() - 3)));
        assertThrows(VendorFailure.Down.class, () -> poll(calendar, "sync 1"));
        server.then(cut(207, "application/xml", whole));
        assertThrows(VendorFailure.Down.class, () -> poll(calendar, "sync 1"));
        server.then(xml(207, ""));
        assertThrows(VendorFailure.Down.class, () -> poll(calendar, "sync 1"));
    }

    @Test
    void aListingThatIsNotOfThisCalendarIsNotTaken() throws VendorFailure {
        CalendarCollection calendar = found(SYNCS);
        server.then(multistatus()); // neither a token nor a resource
        assertThrows(VendorFailure.Down.class, () -> calendar.changes(Optional.empty()));
        server.then(multistatus(event("/elsewhere/a.ics", "1"), token("2")));
        assertThrows(VendorFailure.Down.class, () -> calendar.changes(Optional.empty()));

        CalendarCollection compared = found(LACKS_SYNC);
        server.then(multistatus());
        assertThrows(VendorFailure.Down.class, () -> compared.changes(Optional.empty()));
        server.then(multistatus(event("/cal/a.ics", "1"))); // not a word of the calendar itself
        assertThrows(VendorFailure.Down.class, () -> compared.changes(Optional.empty()));
    }

    @Test
    void aLongFirstListingComesInPagesAndIsWholeOnlyWithAllOfThem() throws VendorFailure {
        CalendarCollection calendar = found(SYNCS);
        server.then(
                multistatus(event("/cal/a.ics", "1"), event("/cal/b.ics", "2"), status("/cal/", 507), token("1")),
                multistatus(event("/cal/c.ics", "3"), status("/cal/b.ics", 404), status("/cal/", 507), token("2")),
                multistatus(event("/cal/a.ics", "4"), token("3")));
        Changes changes = calendar.changes(Optional.empty());
        assertTrue(changes.whole());
        assertFalse(changes.more());
        assertEquals(Map.of("/cal/a.ics", "\"4\"", "/cal/c.ics", "\"3\""), changes.present());
        assertEquals(Optional.of("sync 3"), changes.next());
    }

    @Test
    void manyChangesComeInPagesThatAreAskedForOneAfterTheOther() throws VendorFailure {
        CalendarCollection calendar = found(SYNCS);
        server.then(multistatus(event("/cal/a.ics", "1"), status("/cal/", 507), token("2")));
        Changes changes = poll(calendar, "sync 1");
        assertTrue(changes.more());
        assertFalse(changes.whole());
        assertEquals(Optional.of("sync 2"), changes.next());
        server.then(multistatus(status("/cal/b.ics", 404), token("3")));
        Changes rest = calendar.changes(changes.next());
        assertFalse(rest.more());
        assertEquals(Set.of("/cal/b.ics"), rest.gone());
        assertTrue(server.last().body().contains(">2<"), server.last().body());
    }

    @Test
    void aListingThatNeverEndsIsGivenUp() throws VendorFailure {
        CalendarCollection calendar = found(SYNCS);
        server.then(multistatus(event("/cal/a.ics", "1"), status("/cal/", 507), token("1")));
        assertThrows(VendorFailure.Down.class, () -> poll(calendar, "sync 1"));
    }

    @Test
    void everyWayOfSayingThatATokenIsTooOldLeadsToTheWhole() throws VendorFailure {
        CalendarCollection calendar = found(SYNCS);
        for (ScriptedServer.Reply refusal : List.of(
                xml(403, "<error xmlns='DAV:'><valid-sync-token/></error>"),
                xml(409, "<error xmlns='DAV:'><valid-sync-token/></error>"),
                status(400),
                status(404),
                status(410),
                status(412),
                status(418),
                status(500),
                status(507))) {
            server.then(refusal, multistatus(event("/cal/a.ics", "1"), token("9")));
            Changes changes = poll(calendar, "sync 1");
            assertTrue(changes.expired());
            assertTrue(changes.whole());
            assertEquals(Optional.of("sync 9"), changes.next());
        }
    }

    @Test
    void aServerInTroubleExpiresNothing() throws VendorFailure {
        CalendarCollection calendar = found(SYNCS);
        server.then(status(503, "Retry-After", "120"), status(429, "Retry-After", "7"), status(502), status(401));
        VendorFailure.Busy busy = assertThrows(VendorFailure.Busy.class, () -> poll(calendar, "sync 1"));
        assertEquals(Duration.ofSeconds(120), busy.retryAfter());
        busy = assertThrows(VendorFailure.Busy.class, () -> poll(calendar, "sync 1"));
        assertEquals(Duration.ofSeconds(7), busy.retryAfter());
        assertThrows(VendorFailure.Down.class, () -> poll(calendar, "sync 1"));
        assertThrows(VendorFailure.Unauthorized.class, () -> poll(calendar, "sync 1"));
        assertEquals(5, server.heard().size());
    }

    @Test
    void aServerThatRefusesTheReportIsComparedAndNotAskedForItAgain() throws VendorFailure {
        CalendarCollection calendar = found();
        server.then(status(405), multistatus(calendar("/cal/"), event("/cal/a.ics", "1")));
        Changes first = calendar.changes(Optional.empty());
        assertTrue(first.whole());
        assertFalse(first.expired());
        assertEquals(Map.of("/cal/a.ics", "\"1\""), first.present());
        int before = server.heard().size();
        server.then(multistatus(calendar("/cal/"), event("/cal/a.ics", "1")));
        assertTrue(calendar.changes(first.next()).whole());
        assertEquals(before + 1, server.heard().size());
    }

    @Test
    void aCalendarWhoseOwnTagIsTheSameIsNotListed() throws VendorFailure {
        CalendarCollection calendar = found(LACKS_SYNC, "<s:getctag>c1</s:getctag>");
        String unchanged = calendar("/cal/", "<s:getctag>c1</s:getctag>");
        server.then(multistatus(unchanged), multistatus(calendar("/cal/"), event("/cal/a.ics", "1")));
        Changes first = calendar.changes(Optional.empty());
        int before = server.heard().size();
        server.then(multistatus(unchanged));
        Changes second = calendar.changes(first.next());
        assertTrue(second.isEmpty());
        assertEquals(before + 1, server.heard().size());
        assertEquals("0", server.last().header("Depth"));
        server.then(
                multistatus(calendar("/cal/", "<s:getctag>c2</s:getctag>")),
                multistatus(calendar("/cal/"), event("/cal/a.ics", "2")));
        assertEquals(
                Map.of("/cal/a.ics", "\"2\""), calendar.changes(second.next()).present());
    }

    @Test
    void aServerThatLostSyncCollectionIsComparedAsAWhole() throws VendorFailure {
        CalendarCollection calendar = found(LACKS_SYNC);
        server.then(multistatus(calendar("/cal/"), event("/cal/a.ics", "1")));
        Changes changes = poll(calendar, "sync 1");
        assertTrue(changes.whole());
        assertTrue(changes.expired());
    }

    @Test
    void oneResourceHasOneAddressHoweverItIsWritten() throws VendorFailure {
        CalendarCollection calendar = found(SYNCS);
        for (String href : List.of(
                "/cal/d%40e%20f.ics",
                "/cal/d@e%20f.ics",
                "d%40e%20f.ics",
                "http://inside.example:8008/cal/d@e%20f.ics",
                "/c%61l/%64@e f.ics")) {
            server.then(multistatus(event(href, "1"), token("2")));
            assertEquals(
                    Map.of("/cal/d%40e%20f.ics", "\"1\""),
                    calendar.changes(Optional.empty()).present(),
                    href);
        }
    }

    @Test
    void whatIsNoEventOfThisCalendarIsLeftAside() throws VendorFailure {
        CalendarCollection calendar = found(SYNCS);
        server.then(multistatus(
                calendar("/cal/"),
                event("/cal/a.ics", "1"),
                event("/cal/../secret/b.ics", "1"),
                event("/cal/deeper/c.ics", "1"),
                event("/cal/folder/", "1"),
                event("/calendar/d.ics", "1"),
                token("2")));
        assertEquals(
                Map.of("/cal/a.ics", "\"1\""),
                calendar.changes(Optional.empty()).present());
    }

    @Test
    void aFileOfThisMachineIsNeverReadForAServer() throws Exception {
        Path secret = Files.writeString(Files.createTempFile("secret", ".txt"), "sesame");
        CalendarCollection calendar = found(SYNCS);
        server.then(multistatus(token("1")));
        calendar.changes(Optional.empty());
        for (String type : List.of(
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>",
                "<!DOCTYPE a SYSTEM \"" + server.at("/evil.dtd") + "\">",
                "<!DOCTYPE a [<!ENTITY e \"e\">]>")) {
            int before = server.heard().size();
            String etag = type.contains("ENTITY") ? "&e;" : "1";
            server.then(xml(207, type + multistatusText(event("/cal/a.ics", etag), token("2"))));
            VendorFailure.Down down = assertThrows(VendorFailure.Down.class, () -> poll(calendar, "sync 1"));
            assertFalse(down.getMessage().contains("sesame"));
            assertEquals(before + 1, server.heard().size());
        }
        Files.delete(secret);
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() throws VendorFailure {
        CalendarCollection calendar = found(SYNCS);
        String huge = multistatusText(event("/cal/a.ics", "1"), "<!--" + "x".repeat(200_000) + "-->", token("2"));
        server.then(xml(207, huge));
        VendorFailure.Down down = assertThrows(VendorFailure.Down.class, () -> poll(calendar, "sync 1"));
        assertTrue(down.getMessage().contains("longer"), down.getMessage());
        server.then(packed(207, "application/xml", huge.getBytes(StandardCharsets.UTF_8)));
        down = assertThrows(VendorFailure.Down.class, () -> poll(calendar, "sync 1"));
        assertTrue(down.getMessage().contains("longer"), down.getMessage());
    }

    @Test
    void aPackedAnswerIsUnpacked() throws VendorFailure {
        CalendarCollection calendar = found(SYNCS);
        String listing = multistatusText(event("/cal/a.ics", "1"), token("2"));
        server.then(packed(207, "application/xml", listing.getBytes(StandardCharsets.UTF_8)));
        assertEquals(Map.of("/cal/a.ics", "\"1\""), poll(calendar, "sync 1").present());
    }

    @Test
    void anAnswerThatStandsStillIsGivenUp() throws VendorFailure {
        CalendarCollection calendar = found(SYNCS);
        server.then(server.stall(207, "application/xml", "<multistatus xmlns='DAV:'>"), server.silence());
        VendorFailure.Down down = assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThrows(VendorFailure.Down.class, () -> poll(calendar, "sync 1")));
        assertTrue(down.getMessage().contains("not a byte for 1 s"), down.getMessage());
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThrows(VendorFailure.Down.class, () -> poll(calendar, "sync 1")));
    }

    @Test
    void aServerThatIsNotThereIsDown() throws VendorFailure {
        CalendarCollection calendar = open("/cal/");
        server.close();
        assertThrows(VendorFailure.Down.class, () -> calendar.changes(Optional.empty()));
    }

    @Test
    void anEventWithoutAnEntityTagIsAlwaysReadAgain() throws VendorFailure {
        CalendarCollection calendar = found(LACKS_SYNC);
        String untold = ScriptedServer.properties("/cal/a.ics", "<m:resourcetype/>");
        server.then(multistatus(calendar("/cal/"), untold), multistatus(calendar("/cal/"), untold));
        String first = calendar.changes(Optional.empty()).present().get("/cal/a.ics");
        String second = calendar.changes(Optional.empty()).present().get("/cal/a.ics");
        assertFalse(first.equals(second));
    }
}
