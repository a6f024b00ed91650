package org.convene.sandbox.teleboss;

import java.time.Instant;

/**
 * A personal link into a room, as generate-access made it.
 *
 * @param role {@code user} or {@code moderator}
 * @param isPermanent may be opened again and again until {@code expiresAt}; else the first opening uses it up
 * @param openings how often it let somebody in
 */
record Link(
        String token,
        String roomId,
        String username,
        String role,
        String externalUserId,
        String externalMeetingId,
        String email,
        String phone,
        int ttl,
        boolean isPermanent,
        Instant createdAt,
        Instant expiresAt,
        int openings) {

    /** A one-time link that has been opened: it lets nobody in any more. */
    boolean used() {
        return !isPermanent && openings > 0;
    }

    Link opened() {
        return new Link(
                token,
                roomId,
                username,
                role,
                externalUserId,
                externalMeetingId,
                email,
                phone,
                ttl,
                isPermanent,
                createdAt,
                expiresAt,
                openings + 1);
    }
}
