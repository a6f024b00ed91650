package org.convene.sandbox.teleboss;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One person in one call. Somebody who opens a permanent link twice is one participant who was there twice.
 *
 * @param linkToken the link the person came by: what tells participants apart; null when the back office made the call
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
        List<Presence> presences) {

    Participant {
        presences = presences == null ? List.of() : List.copyOf(presences);
    }

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
                List.of(new Presence(now, null)));
    }

    boolean present() {
        return presences.stream().anyMatch(presence -> presence.leftAt() == null);
    }

    /** Coming again ends the stay before: the vendor shows a person once. */
    Participant joinedAgain(Instant now) {
        List<Presence> more = new ArrayList<>(left(now).presences());
        more.add(new Presence(now, null));
        return with(more);
    }

    Participant left(Instant now) {
        return with(presences.stream().map(presence -> presence.until(now)).toList());
    }

    Participant with(List<Presence> others) {
        return new Participant(id, linkToken, username, role, externalUserId, externalMeetingId, email, phone, others);
    }
}
