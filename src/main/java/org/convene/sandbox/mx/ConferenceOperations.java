package org.convene.sandbox.mx;

import java.math.BigInteger;
import java.util.concurrent.ThreadLocalRandom;
import org.convene.sandbox.stage.Answer;

/** Conferences on the phone system's bridge. That a code is taken is told as any refusal; how MX says it nobody wrote down. */
final class ConferenceOperations {

    private static final int LOWEST_CODE = 10_000_000;

    private final Mx mx;

    ConferenceOperations(Mx mx) {
        this.mx = mx;
    }

    Answer list(Heard heard) {
        return ProxyJson.list("conferences", mx.conferences());
    }

    /** The same key as the list, but an object. */
    Answer info(Heard heard) {
        Habits habits = mx.habits();
        return ProxyJson.wrapped(
                "conferences",
                ProxyJson.object()
                        .put("ext", habits.bridgeExt())
                        .put("did", habits.bridgeDid())
                        .put("subject", "Conference on %Date% at %Time%: %Subject%")
                        .put(
                                "body",
                                "%Subject%\n\nOn %Date% at %Time% %Timezone%, for %Duration%\n\nDial %DID%,"
                                        + " inside %Extension%-%ID%, and when asked the code %ID% and #.")
                        .put("meeting", "On the web: http://<insert your domain name here>/join?id=%ID%"));
    }

    Answer create(Heard heard) {
        // an id of 17 digits, as those of people and services
        String id = String.valueOf(43_892_779_000_000_000L + mx.nextNumber());
        Conference conference = read(heard.body(), id);
        refuseTaken(conference);
        mx.put(conference);
        return ProxyJson.wrapped("conference", conference);
    }

    /** The whole conference anew: what is not told is zero. */
    Answer change(Heard heard) {
        Conference before = found(heard, 500);
        Conference conference = read(heard.body(), before.id());
        refuseTaken(conference);
        mx.put(conference);
        return ProxyJson.wrapped("conference", conference);
    }

    Answer delete(Heard heard) {
        mx.removeConference(found(heard, 404).id());
        return Answer.empty(204);
    }

    Answer join(Heard heard) {
        long code = heard.body().integer("accessId");
        if (found(heard, 500).accessId() != code) {
            throw Refusal.csta(500, "invalidConferenceAccess");
        }
        return Answer.empty(204);
    }

    private Conference found(Heard heard, int refusal) {
        return mx.conference(heard.path("id")).orElseThrow(() -> Refusal.csta(refusal, "invalidConferenceIdentifier"));
    }

    private Conference read(Fields body, String id) {
        BigInteger owner = body.number("ownerId");
        long code = body.integer("accessId");
        return new Conference(
                id,
                owner.signum() == 0 ? new BigInteger(Samples.SELF.jid()) : owner,
                body.text("name"),
                code == 0 ? ThreadLocalRandom.current().nextInt(LOWEST_CODE, 10 * LOWEST_CODE) : code,
                body.text("description"),
                body.text("type"),
                body.integer("startDate"),
                body.integer("duration"),
                body.flag("waitForOwner"),
                body.flag("delOnOwnerLeave"),
                body.text("ws"),
                body.text("wsType"));
    }

    private void refuseTaken(Conference conference) {
        boolean taken = mx.conferences().stream()
                .anyMatch(other ->
                        other.accessId() == conference.accessId() && !other.id().equals(conference.id()));
        if (taken) {
            throw Refusal.csta(500, "duplicateAccessIdentifier");
        }
    }
}
