package org.convene.sandbox.teleboss;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One person in one call. Somebody who opens a permanent link twice is one participant with two joins.
 *
 * @param linkToken the link the person came by: what tells participants apart
 */
record Participant(
        String id,
        String linkToken,
        String username,
        String role,
        String externalUserId,
        String externalMeetingId,
        String email,
        String phone,
        List<Instant> joins) {

    static Participant cameBy(Link link, String id, Instant now) {
        return new Participant(
                id,
                link.token(),
                link.username(),
                link.role(),
                link.externalUserId(),
                link.externalMeetingId(),
                link.email(),
                link.phone(),
                List.of(now));
    }

    Participant joinedAgain(Instant now) {
        List<Instant> more = new ArrayList<>(joins);
        more.add(now);
        return new Participant(
                id, linkToken, username, role, externalUserId, externalMeetingId, email, phone, List.copyOf(more));
    }
}
