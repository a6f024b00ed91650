package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vendor's memory: spaces, rooms, links, calls, webhooks. Records are immutable and every method is one
 * synchronized step, so that a snapshot taken on another thread is a moment that really was.
 */
final class World {

    private record MetaKey(String externalUserId, String externalMeetingId) {}

    private final Clock clock;
    private final Ids ids;
    private final Runnable changed;

    private final Map<String, Space> spaces = new LinkedHashMap<>();
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Map<String, String> roomIdByAlias = new LinkedHashMap<>();
    private final Map<String, Map<String, Link>> linksByRoom = new LinkedHashMap<>();
    private final Calls calls = new Calls();
    private final Recordings recordings;
    private final Map<String, Webhook> webhooks = new LinkedHashMap<>();
    private final Map<MetaKey, ExternalMeta> metas = new LinkedHashMap<>();
    private final Map<String, String> deletedRooms = new LinkedHashMap<>();
    private Habits habits = Habits.standard();

    /** @param changed told after every change; must be quick */
    World(Clock clock, Ids ids, Snapshot before, Runnable changed) {
        this.clock = clock;
        this.ids = ids;
        this.changed = changed;
        this.recordings = new Recordings(this, changed);
        load(before);
    }

    /** The records of calls; they share this object's lock. */
    Recordings recordings() {
        return recordings;
    }

    synchronized Habits habits() {
        return habits;
    }

    synchronized void behave(Habits newHabits) {
        habits = newHabits;
        changed.run();
    }

    synchronized Space createSpace(String name, String description, String logo, boolean isPublic) {
        Instant now = now();
        Space space = new Space(ids.id(now), name, description, logo, isPublic, now);
        spaces.put(space.id(), space);
        changed.run();
        return space;
    }

    synchronized Optional<Space> updateSpace(
            String id, String name, String description, String logo, boolean isPublic) {
        Space changedSpace = spaces.computeIfPresent(
                id,
                (same, old) -> new Space(
                        id,
                        name,
                        description == null ? old.description() : description,
                        logo == null ? old.logo() : logo,
                        isPublic,
                        old.createdAt()));
        changed.run();
        return Optional.ofNullable(changedSpace);
    }

    synchronized Optional<Space> space(String id) {
        return Optional.ofNullable(spaces.get(id));
    }

    synchronized List<Space> spaces() {
        return List.copyOf(spaces.values());
    }

    synchronized Room createRoom(String spaceId, String name, Map<String, JsonNode> settings) {
        Instant now = now();
        String alias = ids.alias();
        while (roomIdByAlias.containsKey(alias)) {
            alias = ids.alias();
        }
        Room room = new Room(ids.id(now), spaceId, ids.id(now), alias, name, settings, now, null);
        put(room);
        changed.run();
        return room;
    }

    synchronized Optional<Room> updateRoom(String id, String name, Map<String, JsonNode> settings) {
        Room room = rooms.computeIfPresent(id, (same, old) -> old.with(name, settings));
        changed.run();
        return Optional.ofNullable(room);
    }

    synchronized Optional<Room> room(String id) {
        return Optional.ofNullable(rooms.get(id));
    }

    synchronized Optional<Room> roomByAlias(String alias) {
        return Optional.ofNullable(roomIdByAlias.get(alias)).map(rooms::get);
    }

    synchronized List<Room> rooms() {
        return List.copyOf(rooms.values());
    }

    synchronized List<Room> roomsOf(String spaceId) {
        return rooms.values().stream()
                .filter(room -> room.spaceId().equals(spaceId))
                .toList();
    }

    /** The room, its links and its records go; its calls stay, as the vendor keeps analytics. */
    synchronized Optional<Room> deleteRoom(String id) {
        Room room = rooms.remove(id);
        if (room == null) {
            return Optional.empty();
        }
        roomIdByAlias.remove(room.alias());
        linksByRoom.remove(id);
        recordings.deleteOfRoom(id);
        deletedRooms.put(room.alias(), room.name());
        changed.run();
        return Optional.of(room);
    }

    synchronized Link createLink(
            Room room,
            String username,
            String role,
            String externalUserId,
            String externalMeetingId,
            String email,
            String phone,
            int ttl,
            boolean isPermanent) {
        Instant now = now();
        Link link = new Link(
                ids.accessToken(),
                room.id(),
                username,
                role,
                externalUserId,
                externalMeetingId,
                email,
                phone,
                ttl,
                isPermanent,
                now,
                now.plusSeconds(ttl),
                0);
        put(link);
        changed.run();
        return link;
    }

    synchronized List<Link> linksOf(String roomId) {
        return List.copyOf(linksByRoom.getOrDefault(roomId, Map.of()).values());
    }

    /** Somebody opens a link: the first join starts a call, a one-time link is used up (teleboss.md D2.2, D2.6). */
    synchronized Entry open(String alias, String token) {
        String roomId = roomIdByAlias.get(alias);
        if (roomId == null) {
            return deletedRooms.containsKey(alias)
                    ? new Entry.RoomDeleted(deletedRooms.get(alias))
                    : new Entry.NoSuchRoom();
        }
        Room room = rooms.get(roomId);
        Link link = token == null
                ? null
                : linksByRoom.getOrDefault(roomId, Map.of()).get(token);
        if (link == null) {
            return new Entry.UnknownLink(room);
        }
        if (link.used()) {
            return new Entry.UsedLink(room);
        }
        Instant now = now();
        if (!now.isBefore(link.expiresAt())) {
            return new Entry.ExpiredLink(room);
        }
        put(link.opened());
        boolean starts = calls.active(roomId).isEmpty();
        Call call = startCall(roomId).orElseThrow();
        Participant who = call.participant(token)
                .map(known -> known.joinedAgain(now))
                .orElseGet(() -> Participant.cameBy(link, ids.id(now), now));
        Call joined = call.joinedBy(who);
        calls.replace(joined);
        changed.run();
        return new Entry.Welcome(rooms.get(roomId), joined, who, starts);
    }

    /** The running call of a room, begun now if there is none; empty when there is no such room. */
    synchronized Optional<Call> startCall(String roomId) {
        Room room = rooms.get(roomId);
        if (room == null) {
            return Optional.empty();
        }
        Optional<Call> running = calls.active(roomId);
        if (running.isPresent()) {
            return running;
        }
        Instant now = now();
        String type = RoomSettings.type(room);
        return Optional.of(
                addCall(new Call(ids.id(now), roomId, room.spaceId(), type, false, now, null, null, List.of())));
    }

    /** A call as it is; the back office may make one that was over long ago. */
    synchronized Call addCall(Call call) {
        calls.add(call);
        rooms.computeIfPresent(call.roomId(), (same, room) -> room.calledAt(call.startedAt()));
        changed.run();
        return call;
    }

    /** Somebody leaves; the call as it is now, which the last one ends. Empty when the person is not in. */
    synchronized Optional<Call> leave(String alias, String token) {
        String roomId = roomIdByAlias.get(alias);
        if (roomId == null || token == null) {
            return Optional.empty();
        }
        return calls.active(roomId)
                .flatMap(call ->
                        call.participant(token).filter(Participant::present).map(who -> left(call.leftBy(who, now()))));
    }

    private Call left(Call call) {
        calls.replace(call);
        changed.run();
        return call.empty() ? finishCall(call.roomId()).orElseThrow() : call;
    }

    /** Everybody leaves; empty when no call is running. */
    synchronized Optional<Call> finishCall(String roomId) {
        Instant now = now();
        Optional<Call> finished =
                calls.active(roomId).map(call -> call.finished(now, now.plus(habits.reportReadyAfter())));
        finished.ifPresent(call -> {
            calls.replace(call);
            changed.run();
        });
        return finished;
    }

    synchronized Optional<Call> activeCall(String roomId) {
        return calls.active(roomId);
    }

    synchronized List<Call> callsOf(String roomId) {
        return calls.of(roomId);
    }

    synchronized Optional<Webhook> webhook(String spaceId) {
        return Optional.ofNullable(webhooks.get(spaceId));
    }

    synchronized Webhook putWebhook(String spaceId, String url, String secret, boolean isActive) {
        Webhook webhook = new Webhook(spaceId, url, secret, isActive);
        webhooks.put(spaceId, webhook);
        changed.run();
        return webhook;
    }

    synchronized Optional<Webhook> deleteWebhook(String spaceId) {
        Webhook gone = webhooks.remove(spaceId);
        changed.run();
        return Optional.ofNullable(gone);
    }

    synchronized ExternalMeta putMeta(String externalUserId, String externalMeetingId, JsonNode meta) {
        ExternalMeta stored = new ExternalMeta(externalUserId, externalMeetingId, meta, now());
        metas.put(new MetaKey(externalUserId, externalMeetingId), stored);
        changed.run();
        return stored;
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(
                List.copyOf(spaces.values()),
                List.copyOf(rooms.values()),
                linksByRoom.values().stream()
                        .map(Map::values)
                        .flatMap(Collection::stream)
                        .toList(),
                calls.all().toList(),
                recordings.all(),
                List.copyOf(webhooks.values()),
                List.copyOf(metas.values()),
                new LinkedHashMap<>(deletedRooms),
                habits);
    }

    synchronized void reset() {
        load(Snapshot.empty());
        changed.run();
    }

    private void load(Snapshot before) {
        spaces.clear();
        rooms.clear();
        roomIdByAlias.clear();
        linksByRoom.clear();
        calls.clear();
        webhooks.clear();
        metas.clear();
        deletedRooms.clear();
        before.spaces().forEach(space -> spaces.put(space.id(), space));
        before.rooms().forEach(this::put);
        before.links().forEach(this::put);
        before.calls().forEach(calls::add);
        recordings.load(before.records());
        habits = before.habits();
        before.webhooks().forEach(webhook -> webhooks.put(webhook.spaceId(), webhook));
        before.metas().forEach(meta -> metas.put(new MetaKey(meta.externalUserId(), meta.externalMeetingId()), meta));
        deletedRooms.putAll(before.deletedRooms());
    }

    private void put(Room room) {
        rooms.put(room.id(), room);
        roomIdByAlias.put(room.alias(), room.id());
    }

    private void put(Link link) {
        linksByRoom
                .computeIfAbsent(link.roomId(), none -> new LinkedHashMap<>())
                .put(link.token(), link);
    }

    /** The moment, as the vendor would write it down. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
