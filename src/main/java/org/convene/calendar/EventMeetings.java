package org.convene.calendar;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;

/** The meetings of one calendar event, as the ledger has them. */
@Singleton
public class EventMeetings {
    private final Ledger ledger;

    public EventMeetings(Ledger ledger) {
        this.ledger = ledger;
    }

    /** In the order of their start, cancelled ones too. */
    public List<Booking> of(KnownEvent event) throws SQLException {
        return ledger.findAll(Booking.MEETING, event.bookings()).values().stream()
                .sorted(Comparator.comparing(Booking::startsAt))
                .toList();
    }
}
