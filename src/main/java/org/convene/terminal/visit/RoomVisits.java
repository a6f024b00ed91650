package org.convene.terminal.visit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.convene.booking.Attempts;
import org.convene.booking.Bench;
import org.convene.booking.Booking;
import org.convene.booking.Change.Outcome;
import org.convene.booking.Ledger;
import org.convene.ops.Settings;
import org.convene.terminal.Terminals;
import org.convene.terminal.visit.RoomState.Phase;
import org.convene.terminal.visit.VisitRules.Action;
import org.convene.terminal.visit.VisitRules.Decision;
import org.convene.terminal.visit.VisitRules.Situation;
import org.convene.vendor.VendorFailure;

/**
 * Terminals that are called into the conference of a meeting in their room. A meeting has one row of the kind
 * {@code visit}, due at its start, while a terminal is awaited, and at its end. In {@code desired} {@code rooms} are the
 * terminals' names; in {@code seen} {@code rooms} has a {@link RoomState} of each.
 */
@Singleton
@Named("roomVisits")
public class RoomVisits implements Bench {
    private static final String ROOMS = "rooms";
    private static final String FOR = "visitsFor";
    private static final String PEOPLE = "peopleCame";
    private static final Duration AGAIN_SOON = Duration.ofSeconds(1);
    private static final Duration BEGINNING = Duration.ofMinutes(1);
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Ledger ledger;
    private final Attempts attempts;
    private final Terminals terminals;
    private final MeetingRooms rooms;
    private final RoomWatch watch;
    private final Clock clock;
    private final Optional<Duration> releaseAfter;

    public RoomVisits(
            Ledger ledger,
            Attempts attempts,
            Terminals terminals,
            MeetingRooms rooms,
            RoomWatch watch,
            Clock clock,
            Settings settings) {
        this.ledger = ledger;
        this.attempts = attempts;
        this.terminals = terminals;
        this.rooms = rooms;
        this.watch = watch;
        this.clock = clock;
        this.releaseAfter = settings.optionalText("convene.meetings.release-after")
                .map(set -> settings.duration("convene.meetings.release-after"));
    }

    /** What a meeting's row says of its rooms; nothing when it names none. */
    public static Optional<ObjectNode> visit(JsonNode meeting) {
        if (meeting.path(ROOMS).isEmpty()) {
            return Optional.empty();
        }
        ObjectNode visit = JsonNodeFactory.instance.objectNode();
        for (String field : new String[] {"id", "title", "owner", "startsAt", "endsAt", ROOMS}) {
            if (meeting.has(field)) {
                visit.set(field, meeting.get(field));
            }
        }
        return Optional.of(visit);
    }

    @Override
    public String kind() {
        return Booking.VISIT;
    }

    @Override
    public void begin(Exchange exchange, Booking booking) {
        exchange.setVariable("vendor", booking.vendor());
        exchange.setVariable(Booking.MEETING, booking.id());
    }

    /**
     * Out: what to do now, as a list of {@code {terminal, login, action}} with action {@code invite}, {@code count} or
     * {@code leave}; and the variable {@code roomId}, the conference.
     */
    public void plan(Exchange exchange) throws SQLException {
        Booking visit = Attempts.booking(exchange);
        Optional<Booking> meeting = ledger.find(Booking.MEETING, visit.id());
        String conference = meeting.flatMap(found -> found.seen().room())
                .map(room -> room.path("id").asText())
                .orElse("");
        boolean running = !conference.isEmpty() && isRunning(visit);
        exchange.setVariable("roomId", conference);
        startAnewWhenMoved(visit);
        List<ObjectNode> steps = new ArrayList<>();
        for (String terminal : rooms(visit)) {
            step(visit, terminal, conference, running).ifPresent(steps::add);
        }
        exchange.getMessage().setBody(steps);
    }

    private Optional<ObjectNode> step(Booking visit, String terminal, String conference, boolean running) {
        RoomState before = watch.entered(terminal, visit.id())
                .map(known -> state(visit, terminal).inConference(known))
                .orElseGet(() -> state(visit, terminal));
        Situation situation = new Situation(
                visit.startsAt(),
                visit.endsAt(),
                visit.cancelled() || !isWanted(visit, terminal),
                running,
                visit.desired().path("title").asText(),
                terminals.find(terminal).map(found -> found.status()),
                before.conferenceId().map(id -> watch.wasLeft(terminal, id)).orElse(false),
                releaseAfter
                        .filter(set -> !visit.seen().json().path(PEOPLE).asBoolean())
                        .map(after -> visit.startsAt().plus(after)));
        Decision decision = VisitRules.decide(situation, before, clock.instant());
        keep(visit, terminal, decision.state());
        watch.follow(terminal, visit.id(), !decision.state().isSettled() && !visit.cancelled());
        if (decision.action() == Action.INVITE) {
            watch.expect(terminal, expected(visit, conference));
        }
        return decision.action() == Action.NOTHING
                ? Optional.empty()
                : Optional.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("terminal", terminal)
                        .put("login", rooms.login(terminal).orElse(""))
                        .put("action", decision.action().name().toLowerCase(Locale.ROOT)));
    }

    private Expected expected(Booking visit, String conference) {
        return new Expected(
                visit.id(),
                conference,
                visit.desired().path("owner").asText(),
                visit.desired().path("title").asText(),
                clock.instant());
    }

    /** The conference was started by the row that says when it runs. */
    private boolean isRunning(Booking visit) throws SQLException {
        return ledger.find(Booking.RUN, visit.id())
                .filter(run -> run.seen().ranFor(visit.startsAt()))
                .isPresent();
    }

    /** A meeting at another time is another visit; who is in stays in. */
    private void startAnewWhenMoved(Booking visit) {
        ObjectNode seen = visit.seen().json();
        String time = visit.startsAt().toString();
        if (!seen.path(FOR).asText(time).equals(time)) {
            for (String terminal : rooms(visit)) {
                if (state(visit, terminal).phase() != Phase.IN) {
                    keep(visit, terminal, RoomState.first());
                }
            }
            seen.remove(PEOPLE);
        }
        seen.put(FOR, time);
    }

    /** In: one step. Out: the variables {@code terminal}, {@code login} and {@code action}, and what to send as the body. */
    public void step(Exchange exchange) throws VendorFailure {
        ObjectNode step = exchange.getMessage().getBody(ObjectNode.class);
        step.properties()
                .forEach(field ->
                        exchange.setVariable(field.getKey(), field.getValue().asText()));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (step.path("action").asText().equals("invite")) {
            if (step.path("login").asText().isEmpty()) {
                throw new VendorFailure.Refused("Nobody knows which account the terminal has; set convene.terminals.\""
                        + step.path("terminal").asText() + "\".login");
            }
            body.put("login", step.path("login").asText());
        } else {
            body.put("forAll", false);
        }
        exchange.getMessage().setBody(body);
    }

    /** In: people in the conference. Out: variable {@code action}, {@code leave} when nobody but terminals came. */
    public void counted(Exchange exchange) {
        Booking visit = Attempts.booking(exchange);
        boolean people = false;
        for (JsonNode person : exchange.getMessage().getBody(JsonNode.class)) {
            people |= !rooms.isTerminal(person.path("id").asText());
        }
        if (people) {
            visit.seen().json().put(PEOPLE, true);
        }
        exchange.setVariable("action", people ? "stay" : "leave");
        exchange.getMessage().setBody(JsonNodeFactory.instance.objectNode().put("forAll", false));
    }

    /** The terminal hung up, because the time is over or nobody came. */
    public void left(Exchange exchange) {
        Booking visit = Attempts.booking(exchange);
        String terminal = exchange.getVariable("terminal", String.class);
        boolean over = visit.cancelled() || !clock.instant().isBefore(visit.endsAt());
        keep(
                visit,
                terminal,
                state(visit, terminal)
                        .ended(
                                over ? Phase.OVER : Phase.RELEASED,
                                over ? "over" : "nobody came, so the room was released"));
        watch.follow(terminal, visit.id(), false);
    }

    /** One terminal could not be called in, or did not obey; the others go on. */
    public void failed(Exchange exchange) {
        Booking visit = Attempts.booking(exchange);
        String terminal = exchange.getVariable("terminal", String.class);
        VendorFailure failure = Attempts.failure(exchange);
        RoomState state = state(visit, terminal);
        if (state.phase() == Phase.AWAITED) {
            keep(visit, terminal, state.notInvited(failure.getMessage()));
        }
    }

    public CompletionStage<Booking> settle(Exchange exchange) {
        Booking visit = Attempts.booking(exchange);
        Instant now = clock.instant();
        if (visit.cancelled() || !now.isBefore(visit.endsAt())) {
            boolean stillIn = states(visit).stream().anyMatch(state -> state.phase() == Phase.IN);
            return attempts.conclude(
                    exchange,
                    stillIn ? new Outcome.Waiting(visit, AGAIN_SOON) : new Outcome.Settled(visit, null, null));
        }
        if (now.isBefore(visit.startsAt())) {
            return attempts.conclude(exchange, new Outcome.Settled(visit, visit.startsAt(), null));
        }
        Optional<RoomState> awaited = rooms(visit).stream()
                .filter(terminal -> isWanted(visit, terminal))
                .map(terminal -> state(visit, terminal))
                .filter(state -> state.phase() == Phase.AWAITED)
                .findFirst();
        if (awaited.isPresent()) {
            return attempts.conclude(
                    exchange,
                    new Outcome.Waiting(
                            visit,
                            pause(visit, now),
                            "waiting",
                            awaited.get().words().orElse(null)));
        }
        Instant count = releaseAfter
                .map(after -> visit.startsAt().plus(after))
                .filter(time -> time.isAfter(now))
                .orElse(visit.endsAt());
        return attempts.conclude(
                exchange, new Outcome.Settled(visit, count.isBefore(visit.endsAt()) ? count : visit.endsAt(), null));
    }

    /** Often while the meeting begins; what a terminal says wakes us in between. */
    private static Duration pause(Booking visit, Instant now) {
        return now.isBefore(visit.startsAt().plus(BEGINNING)) ? AGAIN_SOON : LATER;
    }

    private static RoomState state(Booking visit, String terminal) {
        return visit.seen().json().path(ROOMS).path(terminal) instanceof ObjectNode known
                ? RoomState.of(known)
                : RoomState.first();
    }

    /** Those that are wanted, and those that were and may still be in. */
    private static Set<String> rooms(Booking visit) {
        Set<String> names = new LinkedHashSet<>();
        visit.desired().path(ROOMS).forEach(name -> names.add(name.asText()));
        visit.seen().json().path(ROOMS).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean isWanted(Booking visit, String terminal) {
        for (JsonNode name : visit.desired().path(ROOMS)) {
            if (name.asText().equals(terminal)) {
                return true;
            }
        }
        return false;
    }

    private static List<RoomState> states(Booking visit) {
        return rooms(visit).stream().map(terminal -> state(visit, terminal)).toList();
    }

    private static void keep(Booking visit, String terminal, RoomState state) {
        state.into(visit.seen().json().withObjectProperty(ROOMS).withObjectProperty(terminal));
    }
}
