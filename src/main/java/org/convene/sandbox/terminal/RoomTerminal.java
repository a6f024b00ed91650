package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One terminal: who is signed in at it, and what goes on in its room. What goes on is made when it is first asked for. */
final class RoomTerminal {

    private final Site site;
    private final String name;
    private final String login;
    private final Access access;
    private final Map<Seat, Line> seats = new EnumMap<>(Seat.class);
    private final Set<Line> lines = new LinkedHashSet<>(2);
    private Scene scene;
    private CommandLog log;
    private Habits habits;
    private List<ObjectNode> held;
    private ObjectNode toldState;
    private long told;

    /** @param login of its account on the server, without the domain */
    RoomTerminal(Site site, String name, String login, String pin) {
        this.site = site;
        this.name = name;
        this.login = login;
        this.access = new Access(site.clock(), pin);
    }

    String name() {
        return name;
    }

    String login() {
        return login;
    }

    Peer peer() {
        return new Peer(site.id(login), name);
    }

    Site site() {
        return site;
    }

    Access access() {
        return access;
    }

    Scene scene() {
        if (scene == null) {
            scene = new Scene(this);
        }
        return scene;
    }

    CommandLog log() {
        if (log == null) {
            log = new CommandLog();
        }
        return log;
    }

    /** Its own, or those of all. */
    Habits habits() {
        return habits == null ? site.habits() : habits;
    }

    /** @param own null for those of all again */
    void behave(Habits own) {
        habits = own;
    }

    /** The WebSockets that are open, signed in or not. */
    Set<Line> lines() {
        return lines;
    }

    Optional<Line> seated(Seat seat) {
        return Optional.ofNullable(seats.get(seat));
    }

    boolean hasAudience() {
        return !seats.isEmpty();
    }

    void connected(Line line) {
        lines.add(line);
    }

    void gone(Line line) {
        lines.remove(line);
        if (line.seat != null) {
            seats.remove(line.seat, line);
            line.seat = null;
        }
    }

    /** Gives it the seat; whoever had it is thrown out, and its socket stays open. */
    void seat(Line line, Seat seat) {
        if (line.seat != null && line.seat != seat) {
            seats.remove(line.seat, line);
        }
        Line other = seats.get(seat);
        if (other != null && other != line) {
            throwOut(seat, 1);
        }
        line.seat = seat;
        seats.put(seat, line);
    }

    /** The client of a seat must sign in again; it hears nothing more and its commands fail. */
    boolean throwOut(Seat seat, int cause) {
        Line line = seats.remove(seat);
        if (line == null) {
            return false;
        }
        access.endHttpTokens(seat);
        line.seat = null;
        line.write(new Dialect(habits()).event(event("authorizationNeeded").put("cause", cause)));
        return true;
    }

    void closeAll(int code, String reason) {
        List.copyOf(lines).forEach(line -> line.close(code, reason));
    }

    static ObjectNode event(String name) {
        return JsonNodeFactory.instance.objectNode().put("event", name);
    }

    /** An event for every client that is signed in, now or when the command under way says so. */
    void tell(ObjectNode event) {
        if (held != null) {
            held.add(event);
        } else {
            say(event);
        }
    }

    /** From now on events wait. */
    void hold() {
        held = new ArrayList<>();
    }

    /** The events that waited; they wait no more. */
    List<ObjectNode> release() {
        List<ObjectNode> waited = held;
        held = null;
        return waited;
    }

    void say(ObjectNode event) {
        if (seats.isEmpty()) {
            return;
        }
        String text = new Dialect(habits()).event(event);
        seats.values().forEach(line -> {
            line.write(text);
            told++;
            site.traffic().event();
        });
    }

    long told() {
        return told;
    }

    /** Tells {@code appStateChanged} when that of the last time is not true any more. */
    void stateChanged() {
        ObjectNode state = scene().appState();
        if (!state.equals(toldState)) {
            toldState = state;
            ObjectNode event = event("appStateChanged");
            event.setAll(state);
            tell(event);
        }
    }
}
