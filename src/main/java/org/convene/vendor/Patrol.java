package org.convene.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.convene.booking.Ledger;

/** Notices what disappeared at a vendor behind our back: one listing instead of one call for each booking. */
@Singleton
@Named("patrol")
public class Patrol {
    /** A listing may be short for reasons of its own, so only so many are looked at in one turn. */
    private static final int MOST = 100;

    private final Ledger ledger;
    private final Vendors vendors;
    private final Clock clock;

    public Patrol(Ledger ledger, Vendors vendors, Clock clock) {
        this.ledger = ledger;
        this.vendors = vendors;
        this.clock = clock;
    }

    /** A vendor that is off is not asked. */
    public boolean watches(String vendor) {
        return vendors.vendor(vendor).url().isPresent();
    }

    /** Before the listing is asked for: what is made from now on cannot be expected in it. */
    public void begin(Exchange exchange) {
        exchange.setVariable("asOf", clock.instant());
    }

    /** In: the ids that exist. Bookings whose object is missing become due; each is read before anything is done. */
    public void compare(Exchange exchange, String vendor) throws SQLException {
        List<String> ids = new ArrayList<>();
        exchange.getMessage().getBody(JsonNode.class).forEach(id -> ids.add(id.asText()));
        ledger.hintMissing(vendor, ids, exchange.getVariable("asOf", Instant.class), MOST);
    }
}
