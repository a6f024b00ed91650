package org.convene.booking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.convene.booking.Reconciliation.Action;
import org.convene.vendor.Vendor;
import org.convene.vendor.VendorAuthorization;

/** Whatever is wanted and whatever the vendor is known to have: doing what is planned brings the two in step, at once. */
class ReconciliationPropertiesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final Vendor VENDOR = new Vendor(
            "teleboss",
            Optional.of("http://localhost"),
            VendorAuthorization.bearer(""),
            Optional.empty(),
            Duration.ofSeconds(10),
            0,
            JsonNodeFactory.instance.objectNode(),
            Duration.ofSeconds(432_000),
            Duration.ofHours(2));
    private static final List<String> NAMES = List.of("Anna", "Ivan", "Maria", "Olga");
    private static final List<String> ROLES = List.of("teacher", "student", "parent");

    @Property(tries = 2000)
    void afterWhatWasPlannedNothingIsLeftToDo(@ForAll long seed) {
        Random dice = new Random(seed);
        Booking booking = booking(dice, seen(dice));
        Reconciliation first = plan(booking);
        List<Action> done = carryOut(first, dice);

        Reconciliation second = plan(booking);
        assertTrue(
                Set.of(Action.VERIFY, Action.KEEP).contains(second.action()), () -> done + " then " + second.action());
        assertEquals(0, second.missingLinks().size());
        assertEquals(0, second.staleNotes().size());
        assertEquals(!booking.cancelled(), booking.seen().room().isPresent());
    }

    @Property(tries = 2000)
    void nothingIsMadeBeforeSomebodyLookedWhereACreateIsUncertain(@ForAll long seed) {
        Random dice = new Random(seed);
        Seen seen = Seen.nothing();
        seen.lookFirst(true);
        Reconciliation work = plan(booking(dice, seen));
        assertEquals(Action.LOOK, work.action());
        work.found(null);
        assertNotEquals(Action.LOOK, work.action());
    }

    @Property(tries = 2000)
    void onlyThoseOnTheRosterAreRemembered(@ForAll long seed) {
        Random dice = new Random(seed);
        Booking booking = booking(dice, seen(dice));
        carryOut(plan(booking), dice);
        Set<String> roster = new HashSet<>();
        if (!booking.cancelled()) {
            booking.desired()
                    .path("participants")
                    .forEach(person -> roster.add(person.path("id").asText()));
        }
        booking.seen().json().path("access").fieldNames().forEachRemaining(id -> assertTrue(roster.contains(id), id));
    }

    @Property(tries = 2000)
    void noLinkIsAskedToLiveLongerThanTheVendorAllows(@ForAll long seed) {
        Random dice = new Random(seed);
        Booking booking = booking(dice, Seen.nothing());
        Reconciliation work = plan(booking);
        if (work.action() == Action.CREATE) {
            work.roomIs(room("r1"));
        }
        for (JsonNode request : work.missingLinks()) {
            assertTrue(request.path("ttl").asLong() > 0, request::toString);
            assertTrue(request.path("ttl").asLong() <= 432_000, request::toString);
        }
    }

    private static Reconciliation plan(Booking booking) {
        Reconciliation work = new Reconciliation(booking, VENDOR, NOW, true, true);
        work.describedAs(description(booking));
        return work;
    }

    /** The vendor does everything that is asked of it; what is looked for is there, or is not. */
    private static List<Action> carryOut(Reconciliation work, Random dice) {
        List<Action> done = new ArrayList<>();
        done.add(work.action());
        if (work.action() == Action.LOOK) {
            work.found(dice.nextBoolean() ? room("found") : null);
            done.add(work.action());
        }
        switch (work.action()) {
            case CREATE -> work.roomIs(room("made"));
            case UPDATE -> work.roomIsAsDescribed();
            case CANCEL -> work.roomIsGone();
            default -> assertNotEquals(Action.LOOK, work.action());
        }
        ArrayNode missing = work.missingLinks();
        missing.forEach(request ->
                work.granted(request, "https://a/" + request.path("participant").path("id")));
        work.staleNotes().forEach(work::noted);
        work.keepRoster();
        return done;
    }

    private static JsonNode description(Booking booking) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", booking.desired().path("title").asText());
    }

    private static ObjectNode room(String id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("vendor", "teleboss")
                .put("id", id)
                .put("spaceId", "s1");
    }

    private static Booking booking(Random dice, Seen seen) {
        Instant start = NOW.plusSeconds(dice.nextInt(-30_000, 1_000_000));
        Instant end = start.plusSeconds(dice.nextInt(60, 1_000_000));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("id", "l1").put("title", "Title " + dice.nextInt(3));
        document.put("startsAt", start.toString()).put("endsAt", end.toString());
        ArrayNode people = document.putArray("participants");
        for (int i = 0; i < 4; i++) {
            if (dice.nextBoolean()) {
                people.add(person(i, dice));
            }
        }
        return new Booking(
                1,
                "lesson",
                "l1",
                "teleboss",
                1,
                Booking.PENDING,
                dice.nextInt(5) == 0,
                start,
                end,
                document,
                seen,
                "lease",
                0,
                null,
                NOW);
    }

    private static ObjectNode person(int number, Random dice) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "p" + number)
                .put("name", NAMES.get(dice.nextInt(NAMES.size())))
                .put("role", ROLES.get(dice.nextInt(ROLES.size())));
    }

    /** As another lesson of the same kind would have left it: a room, some links, some of them old; or nothing. */
    private static Seen seen(Random dice) {
        Seen seen = Seen.nothing();
        if (dice.nextInt(4) == 0) {
            seen.lookFirst(dice.nextBoolean());
            return seen;
        }
        Booking before = booking(dice, seen);
        Reconciliation work = plan(before);
        if (work.action() == Action.CREATE) {
            work.roomIs(room("old"));
            work.missingLinks().forEach(request -> {
                if (dice.nextBoolean()) {
                    work.granted(request, "https://a/old");
                }
            });
            work.staleNotes().forEach(work::noted);
        }
        return seen;
    }
}
