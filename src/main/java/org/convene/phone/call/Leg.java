package org.convene.phone.call;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One entry of a call log: a call as one telephone saw it. Texts are empty where the phone system says nothing.
 *
 * @param user           in whose log it stands
 * @param record         its number there
 * @param gcid           the call it belongs to
 * @param direction      {@code incoming} or {@code outgoing}, as the phone system says
 * @param missed         it rang here, and somebody or something else took it, or nobody
 * @param connectedAt    when it was connected; of a missed one, when it began to ring
 * @param disconnectedAt when it ended, unless it lasts
 * @param calling        the number that calls
 * @param called         the number that was called at first
 * @param peer           the other side, as the phone system knows it
 * @param kinds          the phone system's own numbers for what kind of leg it is
 */
public record Leg(
        String user,
        long record,
        String gcid,
        String direction,
        boolean missed,
        Optional<Instant> connectedAt,
        Optional<Instant> disconnectedAt,
        String calling,
        String called,
        Peer peer,
        Kinds kinds) {

    public record Peer(String firstName, String lastName, String ext, String serviceName, String serviceExt) {
        public String name() {
            String person = (firstName + " " + lastName).strip();
            return person.isEmpty() ? serviceName : person;
        }

        public String extension() {
            return ext.isEmpty() ? serviceExt : ext;
        }
    }

    public record Kinds(
            OptionalLong callType, OptionalLong legType, OptionalLong selfLegType, OptionalLong monitorType) {}

    boolean lasts() {
        return disconnectedAt.isEmpty();
    }

    boolean isConnected() {
        return connectedAt.isPresent() && !missed;
    }

    /** When it began, as far as the phone system tells. */
    Optional<Instant> beganAt() {
        return connectedAt.or(() -> disconnectedAt);
    }
}
