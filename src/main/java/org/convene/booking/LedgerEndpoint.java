package org.convene.booking;

import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** {@code ledger:due?kind=lesson&inFlight=64&lease=20s&sweep=30s}. */
public class LedgerEndpoint extends DefaultEndpoint {
    private String kind = Booking.LESSON;
    private int inFlight = 64;
    private Duration lease = Duration.ofSeconds(20);
    private Duration sweep = Duration.ofSeconds(30);

    private String duty;

    public LedgerEndpoint(String uri, LedgerComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("ledger:due can only stand in from:");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        LedgerConsumer consumer = new LedgerConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public LedgerComponent getComponent() {
        return (LedgerComponent) super.getComponent();
    }

    /** Of which kind the bookings are; each kind has one route that works on it. */
    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    /** Work only while this replica has the duty of that name, see {@link org.convene.ops.Duties}; always when not set. */
    public String getDuty() {
        return duty;
    }

    public void setDuty(String duty) {
        this.duty = duty;
    }

    /** How many bookings are worked on at the same time. */
    public int getInFlight() {
        return inFlight;
    }

    public void setInFlight(int inFlight) {
        this.inFlight = inFlight;
    }

    /** How long a booking belongs to us before another replica may take it; renewed while work goes on. */
    public Duration getLease() {
        return lease;
    }

    public void setLease(Duration lease) {
        this.lease = lease;
    }

    /** How long to sleep at most when nothing wakes us: this finds what a crash, or another replica, left. */
    public Duration getSweep() {
        return sweep;
    }

    public void setSweep(Duration sweep) {
        this.sweep = sweep;
    }
}
