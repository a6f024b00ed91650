package org.convene.calendar.dav;

import static org.convene.calendar.dav.ScriptedServer.calendar;
import static org.convene.calendar.dav.ScriptedServer.event;
import static org.convene.calendar.dav.ScriptedServer.multistatus;
import static org.convene.calendar.dav.ScriptedServer.page;
import static org.convene.calendar.dav.ScriptedServer.properties;
import static org.convene.calendar.dav.ScriptedServer.status;
import static org.convene.calendar.dav.ScriptedServer.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convene.vendor.VendorFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the address a person has to the calendar, without the password going astray. */
class FindingTest {
    private static final String COLLECTION = "<m:resourcetype><m:collection/></m:resourcetype>";
    private static final String TASKS =
            "<k:supported-calendar-component-set><k:comp name=\"VTODO\"/>" + "</k:supported-calendar-component-set>";
    private static final String EVENTS = "<k:supported-calendar-component-set><k:comp name=\"VTODO\"/>"
            + "<k:comp name=\"VEVENT\"/></k:supported-calendar-component-set>";

    private final ScriptedServer server = new ScriptedServer();
    private final ScriptedServer other = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
        other.close();
    }

    private Changes poll(String path) throws VendorFailure {
        return new CalendarCollections(Limits.USUAL)
                .open(server.at(path), Optional.of(new Login("ann", "sesame")), feed -> Map.of())
                .changes(Optional.empty());
    }

    private static String principal(String href) {
        return "<m:current-user-principal><m:href>" + href + "</m:href></m:current-user-principal>";
    }

    private static String home(String href) {
        return "<k:calendar-home-set><m:href>" + href + "</m:href></k:calendar-home-set>";
    }

    @Test
    void aServerWhoseRootIsAPageIsFoundByItsWellKnownAddress() throws VendorFailure {
        server.then(
                page(),
                status(301, "Location", "/dav/"),
                multistatus(properties("/dav/", COLLECTION, principal("/dav/principals/ann/"))),
                // the root of the services has no calendars in it
                multistatus(properties("/dav/", COLLECTION)),
                multistatus(properties("/dav/principals/ann/", home("/dav/ann/"))),
                multistatus(
                        properties("/dav/ann/", COLLECTION),
                        calendar("/dav/ann/tasks/", TASKS),
                        calendar("/dav/ann/work/", EVENTS)),
                multistatus(event("/dav/ann/work/a.ics", "1"), token("1")));
        assertEquals(Map.of("/dav/ann/work/a.ics", "\"1\""), poll("/").present());
        assertEquals("/.well-known/caldav", server.heard().get(1).path());
        assertEquals("PROPFIND", server.heard().get(2).method());
        assertEquals("/dav/", server.heard().get(2).path());
        assertTrue(server.heard().get(2).header("Authorization").startsWith("Basic "));
    }

    @Test
    void aCalendarOfTasksIsRefusedWithWords() {
        server.then(multistatus(calendar("/tasks/", TASKS)));
        VendorFailure.Refused refused = assertThrows(VendorFailure.Refused.class, () -> poll("/tasks/"));
        assertTrue(refused.getMessage().contains("no events"), refused.getMessage());
    }

    @Test
    void aPlaceWithoutCalendarsIsRefusedWithWords() {
        server.then(multistatus(properties("/files/", COLLECTION)), multistatus(properties("/files/", COLLECTION)));
        VendorFailure.Refused refused = assertThrows(VendorFailure.Refused.class, () -> poll("/files/"));
        assertTrue(refused.getMessage().contains("no calendar"), refused.getMessage());
    }

    @Test
    void severalCalendarsAreListedOnOneLineWhateverTheirNames() {
        server.then(
                multistatus(properties("/ann/", COLLECTION)),
                multistatus(
                        calendar("/ann/work/", "<m:displayname>Work\nand more</m:displayname>"),
                        calendar("/ann/home/", "<m:displayname>Home</m:displayname>")));
        VendorFailure.Refused refused = assertThrows(VendorFailure.Refused.class, () -> poll("/ann/"));
        assertTrue(refused.getMessage().contains(server.at("/ann/work/") + " (Work and more)"), refused.getMessage());
        assertTrue(refused.getMessage().contains(server.at("/ann/home/") + " (Home)"), refused.getMessage());
    }

    @Test
    void thePasswordNeverGoesToAnotherServer() {
        for (int status : List.of(301, 302, 307, 308)) {
            server.then(status(status, "Location", other.at("/cal/").toString()));
            VendorFailure.Refused refused = assertThrows(VendorFailure.Refused.class, () -> poll("/cal/"));
            assertTrue(refused.getMessage().contains("another server"), refused.getMessage());
        }
        server.then(multistatus(properties("/ann/", home("http://calendars.example/ann/"))));
        VendorFailure.Refused refused = assertThrows(VendorFailure.Refused.class, () -> poll("/ann/"));
        assertTrue(refused.getMessage().contains("http://calendars.example"), refused.getMessage());
        assertEquals(List.of(), other.heard());
    }

    @Test
    void onlyTheSameOriginAndHttpsOfItAreFollowed() throws VendorFailure {
        Origin http = Origin.of(URI.create("http://cal.example/x"));
        assertTrue(http.leadsTo(Origin.of(URI.create("http://CAL.example:80/y"))));
        assertTrue(http.leadsTo(Origin.of(URI.create("https://cal.example/"))));
        assertFalse(http.leadsTo(Origin.of(URI.create("https://cal.example:8443/"))));
        assertFalse(http.leadsTo(Origin.of(URI.create("https://evil.example/"))));
        Origin https = Origin.of(URI.create("https://cal.example/"));
        assertFalse(https.leadsTo(http));
        assertThrows(VendorFailure.Refused.class, () -> Origin.of(URI.create("file:///etc/passwd")));
    }

    @Test
    void redirectsInACircleEnd() {
        for (int i = 0; i < 6; i++) {
            server.then(status(302, "Location", "/cal/"));
        }
        assertThrows(VendorFailure.Down.class, () -> poll("/cal/"));
        assertEquals(6, server.heard().size());
    }

    @Test
    void aServerThatWantsAnotherLoginSaysSo() {
        server.then(status(401, "WWW-Authenticate", "Digest realm=\"x\", nonce=\"y\""));
        VendorFailure.Unauthorized failure = assertThrows(VendorFailure.Unauthorized.class, () -> poll("/cal/"));
        assertTrue(failure.getMessage().contains("Basic"), failure.getMessage());
        String nobody = "<m:current-user-principal><m:unauthenticated/></m:current-user-principal>";
        server.then(multistatus(properties("/dav/", nobody)));
        assertThrows(VendorFailure.Unauthorized.class, () -> poll("/dav/"));
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        for (String address : List.of("ftp://cal.example/", "/cal/", "https://ann:sesame@cal.example/")) {
            VendorFailure.Refused refused = assertThrows(
                    VendorFailure.Refused.class,
                    () -> new CalendarCollections(Limits.USUAL)
                            .open(URI.create(address), Optional.empty(), feed -> Map.of()));
            assertFalse(refused.getMessage().contains("sesame"), refused.getMessage());
        }
        assertFalse(new Login("ann", "sesame").toString().contains("sesame"));
    }
}
