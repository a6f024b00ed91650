package org.convene.calendar;

import jakarta.inject.Singleton;
import org.apache.camel.Exchange;
import org.convene.booking.Bench;
import org.convene.booking.Booking;
import org.convene.booking.Reconciler;

/** Meetings are worked on as lessons are: what is wanted is compared with what the vendor has. */
@Singleton
public class MeetingBench implements Bench {
    private final Reconciler reconciler;

    public MeetingBench(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public String kind() {
        return Booking.MEETING;
    }

    @Override
    public void begin(Exchange exchange, Booking booking) {
        reconciler.begin(exchange, booking);
    }
}
