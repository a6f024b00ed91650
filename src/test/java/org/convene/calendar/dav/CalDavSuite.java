package org.convene.calendar.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.convene.vendor.VendorFailure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a person who keeps a calendar on a real server sees of us; the same for every server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CalDavSuite {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), 16L << 20, 3);
    private static final CalendarCollections COLLECTIONS = new CalendarCollections(LIMITS);

    private CalDavServer server;
    private Relay relay;
    private int names;

    abstract CalDavServer start();

    boolean hidesSync() {
        return false;
    }

    @BeforeAll
    void begin() {
        server = start();
        relay = new Relay(server.url(), hidesSync());
    }

    @AfterAll
    void end() {
        if (server != null) {
            relay.close();
            server.close();
        }
    }

    private URI newCalendar() {
        return server.newCalendar("calendar" + names++);
    }

    private CalendarCollection open(URI uri) throws VendorFailure {
        return COLLECTIONS.open(relay.through(uri), server.login(), feed -> Map.of());
    }

    private String href(URI calendar, String name) {
        return Href.of(CalDavServer.resource(calendar, name));
    }

    @Test
    void anEventThatIsAddedChangedOrDeletedIsToldOnce() throws VendorFailure {
        URI calendar = newCalendar();
        CalendarCollection ours = open(calendar);
        server.put(calendar, "one", "first");
        server.put(calendar, "two", "second");
        server.put(calendar, "three", "third");

        Changes first = ours.changes(Optional.empty());
        assertTrue(first.whole());
        assertEquals(
                Set.of(href(calendar, "one"), href(calendar, "two"), href(calendar, "three")),
                first.present().keySet());

        server.put(calendar, "one", "first and changed");
        server.delete(calendar, "two");
        server.put(calendar, "four", "fourth");
        Map<String, String> known = new HashMap<>(first.present());
        Changes second = ours.changes(first.next());
        assertEquals(
                Set.of(href(calendar, "one"), href(calendar, "three"), href(calendar, "four")),
                apply(known, second).keySet());
        assertFalse(first.present().get(href(calendar, "one")).equals(known.get(href(calendar, "one"))));
        assertEquals(first.present().get(href(calendar, "three")), known.get(href(calendar, "three")));

        assertTrue(ours.changes(second.next()).isEmpty());
    }

    @Test
    void aPollWithoutChangeIsOneRequest() throws VendorFailure {
        URI calendar = newCalendar();
        server.put(calendar, "one", "first");
        CalendarCollection ours = open(calendar);
        Changes first = ours.changes(Optional.empty());
        int before = relay.asked().size();
        Changes second = ours.changes(first.next());
        assertTrue(second.isEmpty());
        assertEquals(1, relay.asked().size() - before);
        assertTrue(ours.changes(second.next()).isEmpty());
        assertEquals(2, relay.asked().size() - before);
    }

    @Test
    void anEmptyCalendarIsEmptyAndNoFailure() throws VendorFailure {
        Changes changes = open(newCalendar()).changes(Optional.empty());
        assertTrue(changes.whole());
        assertEquals(Map.of(), changes.present());
    }

    @Test
    void textsAreReadInBatchesAndMissingOnesAreLeftOut() throws VendorFailure {
        URI calendar = newCalendar();
        Set<String> hrefs = new HashSet<>(Set.of(href(calendar, "missing")));
        for (String name : List.of("a b", "d@e", "50%", "plus+minus", "ü – ö", "a;b=c", "simple", "x&y<z>")) {
            server.putText(calendar, name, CalDavServer.event("uid-" + hrefs.size(), "title of " + name));
            hrefs.add(href(calendar, name));
        }
        CalendarCollection ours = open(calendar);
        Changes all = ours.changes(Optional.empty());
        Set<String> there = new HashSet<>(hrefs);
        there.remove(href(calendar, "missing"));
        assertEquals(there, all.present().keySet());

        int before = relay.asked().size();
        Map<String, Resource> read = ours.fetch(hrefs);
        assertEquals(3, relay.asked().size() - before);
        assertEquals(there, read.keySet());
        read.forEach((href, resource) -> {
            assertEquals(href, resource.href());
            assertEquals(all.present().get(href), resource.etag());
            assertTrue(resource.text().startsWith("BEGIN:VCALENDAR\r\n"), resource.text());
            assertTrue(resource.text().endsWith("END:VCALENDAR\r\n"), resource.text());
        });
        String odd = read.get(href(calendar, "x&y<z>")).text();
        assertTrue(odd.contains("SUMMARY:title of x&y<z>\r\n"), odd);
        String letters = read.get(href(calendar, "ü – ö")).text();
        assertTrue(letters.contains("SUMMARY:title of ü – ö\r\n"), letters);
    }

    @Test
    void aTextThatNobodyChangedMeanwhileIsReplaced() throws VendorFailure {
        URI calendar = newCalendar();
        server.put(calendar, "a b", "before");
        CalendarCollection ours = open(calendar);
        Changes first = ours.changes(Optional.empty());
        String href = href(calendar, "a b");
        Resource read = ours.fetch(Set.of(href)).get(href);
        assertTrue(ours.writable());

        String text = read.text().replace("SUMMARY:before", "SUMMARY:after – ü");
        Written.Done done = assertInstanceOf(Written.Done.class, ours.write(href, text, read.etag()));

        assertTrue(server.text(calendar, "a b").contains("SUMMARY:after – ü"), server.text(calendar, "a b"));
        Map<String, String> known = apply(new HashMap<>(first.present()), ours.changes(first.next()));
        done.etag().ifPresent(etag -> assertEquals(etag, known.get(href)));
        assertEquals(known.get(href), ours.fetch(Set.of(href)).get(href).etag());
    }

    @Test
    void anEditThatCameInMeanwhileWins() throws VendorFailure {
        URI calendar = newCalendar();
        server.put(calendar, "one", "before");
        CalendarCollection ours = open(calendar);
        ours.changes(Optional.empty());
        String href = href(calendar, "one");
        Resource read = ours.fetch(Set.of(href)).get(href);
        server.put(calendar, "one", "theirs");
        assertInstanceOf(Written.Conflict.class, ours.write(href, read.text(), read.etag()));
        assertTrue(server.text(calendar, "one").contains("SUMMARY:theirs"));
    }

    @Test
    void anEventDeletedMeanwhileStaysDeleted() throws VendorFailure {
        URI calendar = newCalendar();
        server.put(calendar, "one", "before");
        CalendarCollection ours = open(calendar);
        ours.changes(Optional.empty());
        String href = href(calendar, "one");
        Resource read = ours.fetch(Set.of(href)).get(href);
        server.delete(calendar, "one");
        assertInstanceOf(Written.Gone.class, ours.write(href, read.text(), read.etag()));
        assertEquals(Map.of(), ours.fetch(Set.of(href)));
    }

    @Test
    void aStateTheServerDoesNotKnowMeansTheWholeAgain() throws VendorFailure {
        URI calendar = newCalendar();
        server.put(calendar, "one", "first");
        CalendarCollection ours = open(calendar);
        for (String state : List.of(
                "sync http://radicale.org/ns/sync/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b899",
                "sync 4b825dc642cb6eb9a060e54bf8d69288fbee4905",
                "sync of something else & <more>")) {
            Changes changes = ours.changes(Optional.of(state));
            assertTrue(changes.whole(), state);
            assertTrue(changes.expired(), state);
            assertEquals(Set.of(href(calendar, "one")), changes.present().keySet(), state);
            assertTrue(ours.changes(changes.next()).isEmpty(), state);
        }
    }

    @Test
    void aDeletedCalendarIsMissingAndNotEmpty() throws VendorFailure {
        URI calendar = newCalendar();
        server.put(calendar, "one", "first");
        CalendarCollection ours = open(calendar);
        Changes first = ours.changes(Optional.empty());
        server.deleteCalendar(calendar);
        assertThrows(VendorFailure.NotFound.class, () -> ours.changes(first.next()));
        assertThrows(VendorFailure.NotFound.class, () -> ours.changes(first.next()));
        assertThrows(VendorFailure.NotFound.class, () -> open(calendar).changes(Optional.empty()));
    }

    @Test
    void severalCalendarsAreListedForAPersonToChooseFrom() throws VendorFailure {
        URI one = newCalendar();
        URI other = newCalendar();
        for (URI start : List.of(server.url(), server.homeUrl())) {
            VendorFailure.Refused refused =
                    assertThrows(VendorFailure.Refused.class, () -> open(start).changes(Optional.empty()));
            assertTrue(refused.getMessage().contains(relay.through(one).toString()), refused.getMessage());
            assertTrue(refused.getMessage().contains(relay.through(other).toString()), refused.getMessage());
        }
    }

    @Test
    void afterAnyChangesTheCalendarIsKnownAsItIs() throws VendorFailure {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            URI calendar = newCalendar();
            CalendarCollection ours = open(calendar);
            Map<String, String> texts = new TreeMap<>();
            Map<String, String> known = new HashMap<>();
            Optional<String> state = Optional.empty();
            for (int step = 0; step < 25; step++) {
                String name = "event" + random.nextInt(6);
                if (texts.containsKey(name) && random.nextInt(3) == 0) {
                    server.delete(calendar, name);
                    texts.remove(name);
                } else {
                    String title = "title " + seed + "." + step;
                    server.put(calendar, name, title);
                    texts.put(name, title);
                }
                if (random.nextInt(3) == 0) {
                    Changes changes = ours.changes(state);
                    apply(known, changes);
                    state = random.nextInt(8) == 0 ? Optional.of("sync lost") : changes.next();
                }
            }
            apply(known, ours.changes(state));
            Set<String> expected = new HashSet<>();
            texts.keySet().forEach(name -> expected.add(href(calendar, name)));
            assertEquals(expected, known.keySet(), "seed " + seed);
            Map<String, Resource> read = ours.fetch(known.keySet());
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Resource resource = read.get(href(calendar, text.getKey()));
                assertEquals(known.get(resource.href()), resource.etag(), "seed " + seed);
                assertTrue(resource.text().contains("SUMMARY:" + text.getValue() + "\r\n"), "seed " + seed);
            }
        }
    }

    @Test
    void whatAnotherProgramSynchronisesIsSeenAndWhatWeWriteReachesIt() throws Exception {
        CalDavServer.assumeInstalled("vdirsyncer");
        URI calendar = newCalendar();
        try (VdirClient other = new VdirClient(calendar, server.login())) {
            CalendarCollection ours = open(calendar);
            other.write("meeting", CalDavServer.event("meeting", "by hand"));
            other.synchronise();
            Changes first = ours.changes(Optional.empty());
            assertEquals(1, first.present().size());
            String href = first.present().keySet().iterator().next();
            Resource read = ours.fetch(Set.of(href)).get(href);
            assertTrue(read.text().contains("SUMMARY:by hand"), read.text());

            String text = read.text().replace("SUMMARY:by hand", "SUMMARY:by us");
            assertInstanceOf(Written.Done.class, ours.write(href, text, read.etag()));
            other.synchronise();
            assertTrue(other.read("meeting").contains("SUMMARY:by us"), other.read("meeting"));

            other.delete("meeting");
            other.write("second", CalDavServer.event("second", "more"));
            other.synchronise();
            Map<String, String> known = apply(new HashMap<>(first.present()), ours.changes(first.next()));
            assertEquals(1, known.size());
            assertFalse(known.containsKey(href));
        }
    }

    @Test
    void anEventTypedIntoKhalIsSeen() throws Exception {
        CalDavServer.assumeInstalled("vdirsyncer");
        CalDavServer.assumeInstalled("khal");
        URI calendar = newCalendar();
        try (VdirClient other = new VdirClient(calendar, server.login())) {
            other.khal("new", "2026-12-01", "10:00", "11:00", "Europe/Moscow", "typed by hand", "::", "a description");
            other.synchronise();
            CalendarCollection ours = open(calendar);
            Changes first = ours.changes(Optional.empty());
            assertEquals(1, first.present().size());
            String href = first.present().keySet().iterator().next();
            String text = ours.fetch(Set.of(href)).get(href).text();
            assertTrue(text.contains("SUMMARY:typed by hand"), text);
            assertTrue(text.contains("BEGIN:VTIMEZONE"), text);
        }
    }

    /** What a keeper of href and entity tag does. */
    private static Map<String, String> apply(Map<String, String> known, Changes changes) {
        if (changes.whole()) {
            known.keySet().retainAll(changes.present().keySet());
        }
        known.keySet().removeAll(changes.gone());
        known.putAll(changes.present());
        return known;
    }
}
