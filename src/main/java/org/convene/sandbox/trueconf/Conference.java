package org.convene.sandbox.trueconf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A conference of the server.
 *
 * @param present logins of those in it and when they came; nobody while it is stopped
 */
record Conference(String id, Details details, boolean running, Instant createdAt, Map<String, Instant> present) {

    String state() {
        return running ? "running" : "stopped";
    }

    Conference with(Details newDetails) {
        return new Conference(id, newDetails, running, createdAt, present);
    }

    Conference run(Map<String, Instant> here) {
        return new Conference(id, details, true, createdAt, Map.copyOf(here));
    }

    Conference stop() {
        return new Conference(id, details, false, createdAt, Map.of());
    }

    /** Whether the conference calls its list when it starts. */
    boolean invitesAtStart() {
        return details.options().get("auto_invite").asInt() > 0;
    }

    /** The list with this one in it, in the place of an older one of the same id. */
    Conference inviting(Invitation invitation) {
        List<Invitation> list = new ArrayList<>(without(invitation.id()));
        list.add(invitation);
        return with(details.withInvitations(ConferenceFields.sorted(list)));
    }

    Conference uninviting(String invited) {
        return with(details.withInvitations(without(invited)));
    }

    private List<Invitation> without(String invited) {
        return details.invitations().stream()
                .filter(other -> !other.id().equals(invited))
                .toList();
    }
}
