package org.convene.terminal.visit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;

/**
 * What terminals said about visits, until their rows have been worked on. Kept in memory alone: after a restart the rows,
 * and what the terminals say of their state, are enough to go on.
 */
@Singleton
@Named("roomWatch")
public class RoomWatch {
    private final Ledger ledger;
    private final Clock clock;
    private final Map<String, Expected> expected = new ConcurrentHashMap<>();
    private final Map<String, Entered> entered = new ConcurrentHashMap<>();
    private final Map<String, String> left = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> followed = new ConcurrentHashMap<>();

    private record Entered(String visit, String conference) {}

    public RoomWatch(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** In: an {@code inviteReceived}. Whether it is the one that was asked for; then it is asked for no more. */
    public boolean isExpected(Exchange exchange) {
        String terminal = exchange.getVariable("terminal", String.class);
        JsonNode invite = exchange.getMessage().getBody(JsonNode.class);
        Expected promised = expected.get(terminal);
        if (promised == null || !promised.is(invite, clock.instant())) {
            return false;
        }
        expected.remove(terminal);
        left.remove(terminal);
        entered.put(
                terminal, new Entered(promised.visit(), invite.path("confId").asText()));
        return true;
    }

    /** In: what else a terminal says. Rows that wait for it are looked at. */
    public void noticed(Exchange exchange) throws SQLException {
        String terminal = exchange.getVariable("terminal", String.class);
        JsonNode event = exchange.getMessage().getBody(JsonNode.class);
        if ("conferenceDeleted".equals(exchange.getVariable("event", String.class))) {
            left.put(terminal, event.path("confId").asText());
        }
        for (String visit : followed.getOrDefault(terminal, Set.of())) {
            ledger.hint(Booking.VISIT, visit);
        }
    }

    void expect(String terminal, Expected invitation) {
        expected.put(terminal, invitation);
    }

    /** The conference that the terminal entered for this visit, as it calls it. */
    Optional<String> entered(String terminal, String visit) {
        return Optional.ofNullable(entered.get(terminal))
                .filter(known -> known.visit().equals(visit))
                .map(Entered::conference);
    }

    boolean wasLeft(String terminal, String conference) {
        return conference.equals(left.get(terminal));
    }

    void follow(String terminal, String visit, boolean on) {
        Set<String> visits = followed.computeIfAbsent(terminal, name -> ConcurrentHashMap.newKeySet());
        if (on) {
            visits.add(visit);
        } else {
            visits.remove(visit);
        }
    }
}
