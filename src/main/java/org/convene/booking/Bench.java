package org.convene.booking;

import org.apache.camel.Exchange;

/** Where bookings of one kind are worked on: puts a leased booking into the exchange that the kind's route gets. */
public interface Bench {
    String kind();

    void begin(Exchange exchange, Booking booking);
}
