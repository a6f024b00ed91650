package org.convene.sandbox.trueconf;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.convene.sandbox.stage.RoomTerminals;

/**
 * The server's memory: conferences, users, groups, tokens. Records are immutable and every method is one synchronized
 * step, so that a snapshot taken on another thread is a moment that really was.
 */
final class World implements RoomTerminals.Attendance {

    private final Clock clock;
    private final Ids ids;
    private final RoomTerminals rooms;
    private final Runnable changed;

    private final Map<String, Conference> conferences = new LinkedHashMap<>();
    private final Map<String, User> users = new TreeMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private Habits habits = Habits.standard();

    /**
     * @param rooms terminals that are signed in here, each with an account of its own
     * @param changed told after every change; must be quick
     */
    World(Clock clock, Ids ids, RoomTerminals rooms, Snapshot before, Runnable changed) {
        this.clock = clock;
        this.ids = ids;
        this.rooms = rooms;
        this.changed = changed;
        load(before);
        rooms.reportTo(this);
    }

    synchronized Conference create(Optional<String> chosenId, Details details) {
        String id = chosenId.orElseGet(this::freeId);
        Conference conference = new Conference(id, details, false, clock.instant(), Map.of());
        conferences.put(id, conference);
        changed.run();
        return conference;
    }

    synchronized Optional<Conference> conference(String id) {
        return Optional.ofNullable(conferences.get(id));
    }

    synchronized List<Conference> conferences() {
        return List.copyOf(conferences.values());
    }

    synchronized Optional<Conference> change(String id, UnaryOperator<Conference> change) {
        Conference after = conferences.computeIfPresent(id, (same, before) -> change.apply(before));
        changed.run();
        return Optional.ofNullable(after);
    }

    /** Starts it; those on its list come at once when it calls them, but at a terminal it rings first. */
    synchronized Optional<Conference> run(String id) {
        return change(id, conference -> {
            Map<String, Instant> here = new TreeMap<>();
            if (conference.invitesAtStart()) {
                conference.details().invitations().stream()
                        .map(Invitation::id)
                        .filter(invited -> user(invited).filter(User::active).isPresent())
                        .filter(login -> !rings(conference, login))
                        .forEach(login -> here.put(login, clock.instant()));
            }
            return conference.run(here);
        });
    }

    /** Somebody is called into a running conference, and comes at once; at a terminal it rings first. */
    synchronized Optional<Conference> invite(String id, String login) {
        return conference(id).flatMap(conference -> rings(conference, login) ? conference(id) : join(id, login));
    }

    private boolean rings(Conference conference, String login) {
        boolean atTerminal = rooms.logins().contains(login);
        if (atTerminal && !conference.present().containsKey(login)) {
            rooms.invite(
                    login,
                    conference.id(),
                    conference.details().topic(),
                    conference.details().owner());
        }
        return atTerminal;
    }

    @Override
    public void came(String conferenceId, String login) {
        join(conferenceId, login);
    }

    @Override
    public synchronized void left(String conferenceId, String login) {
        change(conferenceId, conference -> {
            Map<String, Instant> here = new TreeMap<>(conference.present());
            here.remove(login);
            return conference.running() ? conference.run(here) : conference;
        });
    }

    synchronized Optional<Conference> stop(String id) {
        rooms.conferenceEnded(id);
        return change(id, Conference::stop);
    }

    /** Somebody comes into a running conference. */
    private synchronized Optional<Conference> join(String id, String login) {
        return change(id, conference -> {
            if (!conference.running()) {
                return conference;
            }
            Map<String, Instant> here = new TreeMap<>(conference.present());
            here.putIfAbsent(login, clock.instant());
            return conference.run(here);
        });
    }

    synchronized Optional<Conference> delete(String id) {
        Conference gone = conferences.remove(id);
        rooms.conferenceEnded(id);
        changed.run();
        return Optional.ofNullable(gone);
    }

    synchronized Optional<User> user(String login) {
        return Optional.ofNullable(users.get(login));
    }

    /** By login. */
    synchronized List<User> users() {
        return List.copyOf(users.values());
    }

    synchronized void put(User user) {
        users.put(user.login(), user);
        changed.run();
    }

    synchronized Optional<User> deleteUser(String login) {
        User gone = users.remove(login);
        changed.run();
        return Optional.ofNullable(gone);
    }

    /** Ends whatever the user is in. */
    synchronized void disconnect(String login) {
        List.copyOf(conferences.keySet()).forEach(conference -> left(conference, login));
    }

    synchronized Group createGroup(String name) {
        int no = groups.size() + 1;
        while (groups.containsKey(String.valueOf(no))) {
            no++;
        }
        Group group = new Group(String.valueOf(no), name);
        groups.put(group.id(), group);
        changed.run();
        return group;
    }

    /** Its users stay, without it. */
    synchronized Optional<Group> deleteGroup(String id) {
        Group gone = groups.remove(id);
        users.replaceAll((login, user) -> user.in(
                user.groups().stream().filter(group -> !group.equals(id)).toList()));
        changed.run();
        return Optional.ofNullable(gone);
    }

    synchronized Optional<Group> group(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    synchronized List<Group> groups() {
        return List.copyOf(groups.values());
    }

    /** A new token as the habits of now want it; those that are over are forgotten. */
    synchronized Token issueToken() {
        Instant now = clock.instant();
        tokens.values().removeIf(token -> !token.live(now));
        Token token = new Token(ids.token(), habits.scopes(), now.plusSeconds(habits.tokenSeconds()));
        tokens.put(token.value(), token);
        changed.run();
        return token;
    }

    synchronized Optional<Token> liveToken(String value) {
        return Optional.ofNullable(tokens.get(value)).filter(token -> token.live(clock.instant()));
    }

    synchronized List<Token> tokens() {
        return List.copyOf(tokens.values());
    }

    /**
     * Ends tokens at once.
     *
     * @param name of one; empty ends all
     * @return how many there were
     */
    synchronized int endTokens(String name) {
        int before = tokens.size();
        tokens.values().removeIf(token -> name.isEmpty() || token.name().equals(name));
        changed.run();
        return before - tokens.size();
    }

    synchronized Habits habits() {
        return habits;
    }

    synchronized void behave(Habits newHabits) {
        habits = newHabits;
        changed.run();
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(conferences(), users(), groups(), tokens(), habits);
    }

    /** A new server again. */
    synchronized void reset() {
        conferences.keySet().forEach(rooms::conferenceEnded);
        conferences.clear();
        users.clear();
        groups.clear();
        tokens.clear();
        load(Snapshot.first());
        changed.run();
    }

    private void load(Snapshot snapshot) {
        snapshot.conferences().forEach(conference -> conferences.put(conference.id(), conference));
        snapshot.users().forEach(user -> users.put(user.login(), user));
        rooms.logins().forEach(login -> users.putIfAbsent(login, new User(login, null, null, null, null, null, true)));
        snapshot.groups().forEach(group -> groups.put(group.id(), group));
        snapshot.tokens().forEach(token -> tokens.put(token.value(), token));
        habits = snapshot.habits();
    }

    private String freeId() {
        String id = ids.conference();
        while (conferences.containsKey(id)) {
            id = ids.conference();
        }
        return id;
    }
}
