package org.convene.sandbox.terminal;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.convene.sandbox.stage.RoomTerminals;

/** What all terminals share: names, the conferences they are in, the habits of all, and the time. */
final class Site {

    private static final String AT = "@";

    private final Vertx vertx;
    private final Clock clock;
    private final TerminalSettings settings;
    private final Traffic traffic = new Traffic();
    private final Map<String, RoomTerminal> terminals = new LinkedHashMap<>();
    private final Map<String, RoomTerminal> logins = new ConcurrentHashMap<>();
    private final Map<String, Meeting> ofServer = new HashMap<>();
    private volatile RoomTerminals.Attendance server;
    private Habits habits = Habits.standard();
    private int port;
    private long sessions;

    Site(Vertx vertx, Clock clock, TerminalSettings settings) {
        this.vertx = vertx;
        this.clock = clock;
        this.settings = settings;
        reset();
    }

    /** The terminals of the settings, as at first start; every connection is closed. */
    void reset() {
        for (RoomTerminal terminal : terminals.values()) {
            terminal.closeAll(1001, "the terminal restarts");
        }
        terminals.clear();
        logins.clear();
        ofServer.clear();
        habits = Habits.standard();
        settings.names().forEach(name -> add(new RoomTerminal(this, name, name, settings.pin())));
        traffic.clear();
    }

    void add(RoomTerminal terminal) {
        remove(terminal.name());
        terminals.put(terminal.name(), terminal);
        logins.put(terminal.login().toLowerCase(Locale.ROOT), terminal);
    }

    Optional<RoomTerminal> remove(String name) {
        RoomTerminal gone = terminals.remove(name);
        if (gone != null) {
            logins.remove(gone.login().toLowerCase(Locale.ROOT), gone);
            gone.closeAll(1001, "the terminal is switched off");
        }
        return Optional.ofNullable(gone);
    }

    Collection<RoomTerminal> terminals() {
        return terminals.values();
    }

    /** @param name empty for the first */
    Optional<RoomTerminal> terminal(String name) {
        return name.isEmpty() ? terminals.values().stream().findFirst() : Optional.ofNullable(terminals.get(name));
    }

    /** The accounts of all; any thread may ask. */
    List<String> logins() {
        return logins.values().stream().map(RoomTerminal::login).toList();
    }

    /** The terminal that is signed in with an account, given with or without the domain. */
    Optional<RoomTerminal> signedIn(String peerId) {
        String login = peerId.toLowerCase(Locale.ROOT);
        String domain = AT + settings.domain();
        return Optional.ofNullable(
                logins.get(login.endsWith(domain) ? login.substring(0, login.length() - domain.length()) : login));
    }

    /** Whose files, pictures and avatars a token opens. */
    Optional<RoomTerminal> ofHttpToken(String token) {
        return terminals.values().stream()
                .filter(terminal -> terminal.access().opensHttp(token))
                .findFirst();
    }

    Peer peer(String id) {
        String whole = id.contains(AT) || id.startsWith("#") ? id : id + AT + settings.domain();
        return signedIn(whole)
                .map(RoomTerminal::peer)
                .orElseGet(
                        () -> new Peer(whole, whole.startsWith("#") ? whole : whole.substring(0, whole.indexOf(AT))));
    }

    String id(String login) {
        return login + AT + settings.domain();
    }

    String domain() {
        return settings.domain();
    }

    /** Sessions have ids of their own, which are not those of the server's API. */
    String newConfId() {
        return "%08x%s%s#vcs".formatted(++sessions, AT, settings.domain());
    }

    /** The session of a conference of the server, begun when it calls its first terminal. */
    Meeting ofServer(String conferenceId, String title, String owner) {
        return ofServer.computeIfAbsent(
                conferenceId,
                id -> new Meeting(this, newConfId(), id, title, Meeting.SYMMETRIC, peer(owner), clock.instant()));
    }

    void reportTo(RoomTerminals.Attendance newServer) {
        server = newServer;
    }

    /** Tells the server, if it is a conference of its own. */
    void attends(Meeting meeting, RoomTerminal terminal, boolean comes) {
        RoomTerminals.Attendance known = server;
        if (known == null || ofServer.get(meeting.linkId()) != meeting) {
            return;
        }
        if (comes) {
            known.came(meeting.linkId(), terminal.login());
        } else {
            known.left(meeting.linkId(), terminal.login());
        }
    }

    Optional<Meeting> endOfServer(String conferenceId) {
        return Optional.ofNullable(ofServer.remove(conferenceId));
    }

    /** A link id, in digits as the server's are. */
    static String newLinkId() {
        return String.valueOf(ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L));
    }

    Traffic traffic() {
        return traffic;
    }

    Habits habits() {
        return habits;
    }

    void behave(Habits newHabits) {
        habits = newHabits;
    }

    Clock clock() {
        return clock;
    }

    Vertx vertx() {
        return vertx;
    }

    long seconds() {
        return clock.instant().getEpochSecond();
    }

    int port() {
        return port;
    }

    void listens(int actualPort) {
        port = actualPort;
    }

    /** Soon, on the same event loop. */
    void later(long millis, Runnable work) {
        vertx.setTimer(Math.max(1, millis), elapsed -> work.run());
    }
}
