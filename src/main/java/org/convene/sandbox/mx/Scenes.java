package org.convene.sandbox.mx;

import java.time.Instant;
import java.util.List;

/** Calls that are over, with all their legs, as the phone system writes them into its log. */
final class Scenes {

    private static final int RINGS = 9;

    private final Mx mx;

    Scenes(Mx mx) {
        this.mx = mx;
    }

    /** @param seconds of talk; 0 when nobody answered */
    List<LoggedCall> outgoing(String to, Instant began, int seconds) {
        Legs legs = Legs.outgoing(mx, mx.nextGcid(), Samples.SELF.ext());
        Instant answered = began.plusSeconds(RINGS);
        return (seconds == 0
                        ? legs.missed(to, began, answered)
                        : legs.talked(to, answered, answered.plusSeconds(seconds)))
                .write();
    }

    List<LoggedCall> answered(String from, String name, String to, Instant began, int seconds) {
        Instant answered = began.plusSeconds(RINGS);
        return Legs.incoming(mx, mx.nextGcid(), from, name)
                .talked(to, answered, answered.plusSeconds(seconds))
                .write();
    }

    List<LoggedCall> missed(String from, String name, String to, Instant began) {
        return Legs.incoming(mx, mx.nextGcid(), from, name)
                .missed(to, began, began.plusSeconds(RINGS))
                .write();
    }

    /** Nobody answers, and the caller leaves a message; it is in voicemail too. */
    List<LoggedCall> message(String from, String name, String to, Instant began, int seconds, String note) {
        Instant answered = began.plusSeconds(RINGS);
        Instant ended = answered.plusSeconds(seconds);
        List<LoggedCall> legs = Legs.incoming(mx, mx.nextGcid(), from, name)
                .missed(to, began, answered)
                .leftMessage(to, answered, ended)
                .write();
        keep(from, name, to, Voicemail.MESSAGE, ended, seconds, note);
        return legs;
    }

    /** The user answers and hands the call on, to one after the other. */
    List<LoggedCall> transferred(
            String from, String name, String to, List<String> onwards, Instant began, int seconds) {
        Legs legs = Legs.incoming(mx, mx.nextGcid(), from, name);
        Instant answered = began.plusSeconds(RINGS);
        int each = Math.max(1, seconds / (onwards.size() + 1));
        legs.talked(to, answered, answered.plusSeconds(each));
        for (String next : onwards) {
            answered = answered.plusSeconds(each);
            legs.talked(next, answered, answered.plusSeconds(each));
        }
        return legs.write();
    }

    /** It rings at the user too, as one of the group, and a colleague answers. */
    List<LoggedCall> ringGroup(String from, String name, String answeredBy, Instant began, int seconds) {
        Instant answered = began.plusSeconds(RINGS);
        return Legs.incoming(mx, mx.nextGcid(), from, name)
                .missedOf(Samples.SALES, Samples.SELF.ext(), began, answered)
                .talkedOf(Samples.SALES, answeredBy, answered, answered.plusSeconds(seconds))
                .write();
    }

    /** Something to listen to. */
    Voicemail keep(String from, String name, String to, String mediaType, Instant received, int seconds, String note) {
        String known = mx.contact(from)
                .map(contact -> (contact.firstName() + " " + contact.lastName()).trim())
                .orElse(name);
        Voicemail voicemail = new Voicemail(
                from,
                known,
                name,
                to,
                "user",
                String.valueOf(mx.nextNumber()),
                mediaType,
                received.getEpochSecond(),
                seconds,
                false,
                note);
        mx.put(voicemail);
        return voicemail;
    }

    /** Many calls, a minute apart, up to now: entries exactly as many as wanted, every third call of two legs. */
    void many(int entries, Instant last) {
        int made = 0;
        for (int call = 0; made < entries; call++) {
            String from = "+7999555" + "%04d".formatted(call % 10_000);
            Instant began = last.minusSeconds(60L * (entries - made));
            made += switch (call % 3) {
                case 0 -> missedThenMessage(from, began, entries - made);
                case 1 ->
                    answered(from, "", Samples.SELF.ext(), began, 1 + call % 40).size();
                default -> outgoing(from, began, call % 2 * 20).size();
            };
        }
    }

    private int missedThenMessage(String from, Instant began, int room) {
        Instant answered = began.plusSeconds(RINGS);
        Legs legs = Legs.incoming(mx, mx.nextGcid(), from, "").missed(Samples.SELF.ext(), began, answered);
        if (room > 1) {
            legs.leftMessage(Samples.SELF.ext(), answered, answered.plusSeconds(10));
        }
        return legs.write().size();
    }
}
