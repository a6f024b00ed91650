package org.convene.sandbox.teleboss;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code GET /backoffice/state} tells: the snapshot, with links as they were handed out, and what was heard. */
record StateView(
        List<Space> spaces,
        List<Room> rooms,
        List<LinkView> links,
        List<Call> calls,
        List<RoomRecord> records,
        List<Webhook> webhooks,
        List<ExternalMeta> metas,
        Map<String, String> deletedRooms,
        Habits habits,
        Map<String, Long> counters,
        Map<String, Long> hookCounters,
        List<WebhookDelivery> deliveries) {

    record LinkView(
            String roomId,
            String url,
            String username,
            String role,
            String externalUserId,
            String externalMeetingId,
            String email,
            String phone,
            int ttl,
            boolean isPermanent,
            boolean used,
            int openings,
            Instant createdAt,
            Instant expiresAt) {

        static LinkView of(Link link, String url) {
            return new LinkView(
                    link.roomId(),
                    url,
                    link.username(),
                    link.role(),
                    link.externalUserId(),
                    link.externalMeetingId(),
                    link.email(),
                    link.phone(),
                    link.ttl(),
                    link.isPermanent(),
                    link.used(),
                    link.openings(),
                    link.createdAt(),
                    link.expiresAt());
        }
    }

    static StateView of(
            Snapshot now,
            BiFunction<Room, Link, String> url,
            Map<String, Long> counters,
            Map<String, Long> hookCounters,
            List<WebhookDelivery> deliveries) {
        Map<String, Room> rooms = now.rooms().stream().collect(Collectors.toMap(Room::id, Function.identity()));
        List<LinkView> links = now.links().stream()
                .map(link -> LinkView.of(link, url.apply(rooms.get(link.roomId()), link)))
                .toList();
        return new StateView(
                now.spaces(),
                now.rooms(),
                links,
                now.calls(),
                now.records(),
                now.webhooks(),
                now.metas(),
                now.deletedRooms(),
                now.habits(),
                counters,
                hookCounters,
                deliveries);
    }
}
