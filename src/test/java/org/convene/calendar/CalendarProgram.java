package org.convene.calendar;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.convene.calendar.PlannedEvent.Elsewhere;
import org.convene.calendar.PlannedEvent.Wanted;

/** A random program over a calendar, its vendor and the hub's memory, with a model of what must come of it. */
final class CalendarProgram {
    private static final int POOL = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<String> FAULTS = List.of(
            "\"status\":500",
            "\"status\":503",
            "\"status\":429",
            "\"action\":\"drop\"",
            "\"action\":\"drop-after\"",
            "\"action\":\"half\"",
            "\"action\":\"garbage\"");
    private static final List<String> METHODS = List.of("POST", "PUT", "DELETE", "GET", "*");
    private static final List<String> OWN = List.of(
            "DESCRIPTION:Agenda\\, in short\\nand more",
            "URL:https://own.example/page",
            "X-SOMEBODYS-OWN:kept",
            "CATEGORIES:Planning",
            "COMMENT:a comment");

    private final ProgramWorld world;
    private final long seed;
    private final Random random;
    private final String word;
    private final Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
    private final TreeMap<String, PlannedEvent> events = new TreeMap<>();
    private final List<String> told = new ArrayList<>();
    private int splits;
    private int titles;

    CalendarProgram(ProgramWorld world, long seed) {
        this.world = world;
        this.seed = seed;
        this.random = new Random(seed);
        this.word = "P" + seed + "-";
    }

    void play(int steps) {
        for (int step = 0; step < steps; step++) {
            step();
        }
        quiet("after " + steps + " steps");
        again();
        quiet("after the whole calendar was read again");
        events.keySet().forEach(world::delete);
        events.clear();
        quiet("after everything was deleted");
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 18 || events.isEmpty()) {
            create();
        } else if (dice < 24) {
            tell("delete", one(), event -> {
                world.delete(event.uid);
                events.remove(event.uid);
            });
        } else if (dice < 66) {
            edit(one());
        } else if (dice < 84) {
            trouble();
        } else if (dice < 95) {
            read();
        } else {
            quiet("on the way");
        }
    }

    private void create() {
        String uid = word + random.nextInt(POOL);
        if (events.containsKey(uid)) {
            edit(events.get(uid));
            return;
        }
        int count = random.nextBoolean() ? 1 : 2 + random.nextInt(4);
        PlannedEvent event = new PlannedEvent(uid, title(), someTime(), 15 * (1 + random.nextInt(6)), count);
        event.until = random.nextBoolean();
        event.marked = random.nextInt(5) > 0;
        PlannedEvent.PEOPLE.stream().filter(person -> random.nextBoolean()).forEach(person -> answer(event, person));
        OWN.stream().filter(line -> random.nextInt(3) == 0).forEach(event.own::add);
        write("create", event, List.of());
    }

    private void edit(PlannedEvent event) {
        List<ShownEvent> before = world.shown(event.uid);
        List<Integer> days = event.days();
        int day = days.get(random.nextInt(days.size()));
        switch (random.nextInt(9)) {
            case 0 -> event.title = title();
            case 1 -> {
                write("move", event.at(event.uid, someTime(), event.minutes + 15, event.count), before);
                return;
            }
            case 2 -> {
                if (event.series && days.size() > 1) {
                    event.excluded.add(day);
                    event.exceptions.remove(day);
                }
            }
            case 3 -> {
                if (event.series) {
                    Instant start = event.original(day).plus(Duration.ofMinutes(30L * (1 + random.nextInt(30))));
                    String title = random.nextBoolean() ? event.title : title();
                    event.exceptions.put(day, new Elsewhere(start, 30, title, random.nextInt(4) == 0));
                }
            }
            case 4 -> {
                if (event.series && day > 0) {
                    split(event, day, before);
                    return;
                }
            }
            case 5 -> event.marked = !event.marked;
            case 6 -> event.cancelled = !event.cancelled;
            default -> answer(event, PlannedEvent.PEOPLE.get(random.nextInt(PlannedEvent.PEOPLE.size())));
        }
        write("edit", event, before);
    }

    /** This and all following become an event of their own, as calendar programs do it: with copies of all properties. */
    private void split(PlannedEvent event, int day, List<ShownEvent> before) {
        PlannedEvent following = event.at(word + "s" + splits++, event.original(day), event.minutes, event.count - day);
        event.count = day;
        event.until = true;
        event.excluded.removeIf(other -> other >= day);
        event.exceptions.keySet().removeIf(other -> other >= day);
        if (event.days().isEmpty()) {
            event.excluded.clear();
        }
        write("split", event, before);
        write("split off", following, before);
    }

    private void trouble() {
        switch (random.nextInt(7)) {
            case 0 -> {
                told("tokens end");
                world.endTokens();
            }
            case 1 -> {
                told("sync-token forgotten");
                again();
            }
            case 2 -> {
                told("sync-token unknown");
                world.state(
                        "http://radicale.org/ns/sync/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
                world.hasten();
            }
            case 3 -> {
                List<JsonNode> conferences = world.conferences(word);
                if (!conferences.isEmpty()) {
                    String id = conferences
                            .get(random.nextInt(conferences.size()))
                            .path("id")
                            .asText();
                    told("conference " + id + " deleted behind our back");
                    world.deleteConference(id);
                }
            }
            default -> {
                String fault = "[{\"method\":\"" + METHODS.get(random.nextInt(METHODS.size()))
                        + "\",\"path\":\"**/conferences**\",\"times\":" + (1 + random.nextInt(4)) + ","
                        + FAULTS.get(random.nextInt(FAULTS.size())) + "}]";
                told("fault " + fault);
                world.faults(fault);
            }
        }
    }

    private void again() {
        world.state(null);
        world.hasten();
    }

    private void read() {
        told("read");
        String before = world.inStepAt();
        world.hasten();
        until(() -> !world.inStepAt().equals(before), () -> "the calendar is not read");
    }

    private void write(String what, PlannedEvent event, List<ShownEvent> before) {
        told(what + " " + event.uid + " " + event.wanted());
        boolean keeps = random.nextInt(3) > 0;
        boolean everywhere = random.nextBoolean();
        world.write(
                event.uid,
                event.text(() -> before.isEmpty() || !keeps || !everywhere && random.nextBoolean()
                        ? Map.of()
                        : before.get(0).marks()));
        events.put(event.uid, event);
    }

    private void tell(String what, PlannedEvent event, java.util.function.Consumer<PlannedEvent> does) {
        told(what + " " + event.uid);
        does.accept(event);
    }

    private void told(String what) {
        told.add(Instant.now() + " " + what);
    }

    private PlannedEvent one() {
        return new ArrayList<>(events.values()).get(random.nextInt(events.size()));
    }

    private void answer(PlannedEvent event, String person) {
        event.answers.put(person, random.nextInt(3) == 0 ? "DECLINED" : "ACCEPTED");
    }

    private String title() {
        return word + "meeting " + titles++;
    }

    private Instant someTime() {
        return tomorrow.plus(Duration.ofMinutes(30L * random.nextInt(480)));
    }

    /** Faults are off and nothing changes any more: everything is as the model says. */
    private void quiet(String when) {
        told("quiet " + when);
        world.faults("[]");
        world.hasten();
        until(
                () -> {
                    world.impatience();
                    return differences().isEmpty();
                },
                () -> when + " this is not as it should be:\n" + String.join("\n", differences()) + "\nIn quarantine: "
                        + world.quarantine());
    }

    private void until(BooleanSupplier so, Supplier<String> problem) {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(so::getAsBoolean);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(
                    "Seed " + seed + ": " + problem.get() + "\nThe program:\n" + String.join("\n", told));
        }
    }

    private List<String> differences() {
        List<String> differences = new ArrayList<>();
        List<Wanted> wanted = events.values().stream()
                .flatMap(event -> event.wanted().stream())
                .toList();
        compare(
                "vendor",
                wanted.stream()
                        .map(w -> w.topic() + " " + w.start() + " "
                                + Duration.between(w.start(), w.end()).toSeconds() + "s " + w.invited())
                        .toList(),
                world.conferences(word).stream()
                        .map(CalendarProgram::conference)
                        .toList(),
                differences);
        compare(
                "ledger",
                wanted.stream()
                        .map(w -> "ready " + w.id() + " " + w.topic() + " " + w.start() + " " + w.end())
                        .toList(),
                world.meetings(word).stream().map(CalendarProgram::meeting).toList(),
                differences);
        events.values().forEach(event -> compareText(event, differences));
        return differences;
    }

    private static String conference(JsonNode conference) {
        TreeSet<String> invited = new TreeSet<>();
        StreamSupport.stream(conference.path("invitations").spliterator(), false)
                .forEach(person -> invited.add(person.path("id").asText().replaceAll("@.*", "")));
        JsonNode schedule = conference.path("schedule");
        return conference.path("topic").asText() + " "
                + Instant.ofEpochSecond(schedule.path("start_time").asLong()) + " "
                + schedule.path("duration").asLong() + "s " + invited;
    }

    private static String meeting(JsonNode meeting) {
        return meeting.path("state").asText() + " " + meeting.path("id").asText() + " "
                + meeting.path("title").asText() + " "
                + meeting.path("startsAt").asText() + " "
                + meeting.path("endsAt").asText();
    }

    private void compareText(PlannedEvent event, List<String> differences) {
        List<ShownEvent> shown = world.shown(event.uid);
        compare(
                "text of " + event.uid,
                event.events().stream()
                        .map(ShownEvent::of)
                        .map(e -> e.lines().toString())
                        .toList(),
                shown.stream().map(e -> e.lines().toString()).toList(),
                differences);
        String link = event.wanted().isEmpty() ? "" : world.joinUrl(event.uid);
        for (ShownEvent one : shown) {
            boolean right = link.isEmpty()
                    ? one.places() == 0
                    : one.places() > 0 && one.links().equals(new TreeSet<>(List.of(link)));
            if (!right) {
                differences.add("link in " + event.uid + " should be '" + link + "' and is " + one.marks());
            }
        }
    }

    private static void compare(String where, List<String> wanted, List<String> found, List<String> differences) {
        List<String> missing = new ArrayList<>(wanted);
        found.forEach(missing::remove);
        List<String> tooMuch = new ArrayList<>(found);
        wanted.forEach(tooMuch::remove);
        missing.forEach(one -> differences.add(where + " lacks " + one));
        tooMuch.forEach(one -> differences.add(where + " has " + one));
    }
}
