package org.convene.join;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.apache.camel.Exchange;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.vendor.VendorFailure;

/** What a person gets when the vendor has no fresh link for them just now. */
@Singleton
public class JoinFallback {
    private final Ledger ledger;
    private final JoinPages pages;

    public JoinFallback(Ledger ledger, JoinPages pages) {
        this.ledger = ledger;
        this.pages = pages;
    }

    /** A vanished room is made again, while a page waits; else a link made before will do, while it is valid. */
    public void decide(Exchange exchange) throws SQLException {
        Visit.Welcome visit = exchange.getVariable("visit", Visit.Welcome.class);
        Booking booking = visit.booking();
        VendorFailure failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, VendorFailure.class);
        boolean roomIsGone = failure instanceof VendorFailure.NotFound;
        if (roomIsGone) {
            ledger.hint(booking.kind(), booking.id());
        }
        if (!roomIsGone && visit.kept() != null) {
            JoinPages.redirect(exchange, visit.kept());
        } else {
            exchange.getMessage()
                    .setBody(new Visit.Preparing(booking.desired().path("title").asText()));
            pages.show(exchange);
        }
    }
}
