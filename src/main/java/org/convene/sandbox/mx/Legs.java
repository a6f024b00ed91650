package org.convene.sandbox.mx;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Legs of one call for the log. The types are those of the vendor's sample where it shows them (a missed call 9, voicemail
 * 3, otherwise 1); legs that it does not show have 1 too.
 */
final class Legs {

    private static final int ORDINARY = 1;
    private static final int MISSED = 9;
    private static final int VOICEMAIL = 3;

    private final Mx mx;
    private final String gcid;
    private final boolean outgoing;
    private final String calling;
    private final String name;
    private final List<LoggedCall> legs = new ArrayList<>();

    private Legs(Mx mx, String gcid, boolean outgoing, String calling, String name) {
        this.mx = mx;
        this.gcid = gcid;
        this.outgoing = outgoing;
        this.calling = calling;
        this.name = name;
    }

    /** @param name of the caller, as far as the phone system knows it from elsewhere than its contacts; may be empty */
    static Legs incoming(Mx mx, String gcid, String calling, String name) {
        return new Legs(mx, gcid, false, calling, name);
    }

    static Legs outgoing(Mx mx, String gcid, String calling) {
        return new Legs(mx, gcid, true, calling, "");
    }

    /** It rang at a number, and was not answered. */
    Legs missed(String called, Instant rang, Instant ended) {
        return leg(!outgoing, called, outgoing ? null : rang, ended, null, outgoing ? ORDINARY : MISSED);
    }

    Legs talked(String called, Instant answered, Instant ended) {
        return leg(false, called, answered, ended, null, ORDINARY);
    }

    Legs leftMessage(String owner, Instant answered, Instant ended) {
        return leg(false, "voicemail." + owner, answered, ended, null, VOICEMAIL);
    }

    /** It rang at a number because it had called a service. */
    Legs missedOf(Service service, String called, Instant rang, Instant ended) {
        return leg(true, called, rang, ended, service, MISSED);
    }

    Legs talkedOf(Service service, String called, Instant answered, Instant ended) {
        return leg(false, called, answered, ended, service, ORDINARY);
    }

    /** Into the log. */
    List<LoggedCall> write() {
        mx.log(legs);
        return legs;
    }

    private Legs leg(boolean missed, String called, Instant connected, Instant ended, Service service, int self) {
        Contact other = mx.contact(outgoing ? called : calling).orElse(null);
        legs.add(new LoggedCall(
                missed,
                outgoing ? "outgoing" : "incoming",
                mx.nextNumber(),
                gcid,
                connected == null ? 0 : connected.getEpochSecond(),
                ended.getEpochSecond(),
                calling,
                called,
                other == null ? name : other.firstName(),
                other == null ? "" : other.lastName(),
                other == null ? "" : other.ext(),
                service == null ? "" : service.name(),
                service == null ? "" : service.ext(),
                1,
                ORDINARY,
                self,
                0));
        return this;
    }
}
