package org.convene.booking;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import org.convene.ops.Daemons;
import org.convene.vendor.VendorGate;
import org.convene.vendor.Vendors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a vendor works again, everything that waited for it is due at once. */
@Singleton
class VendorsBack {
    private static final Logger LOG = LoggerFactory.getLogger(VendorsBack.class);

    private final Ledger ledger;
    private final ExecutorService waker = Daemons.pool("vendor-back", 1);

    VendorsBack(Ledger ledger) {
        this.ledger = ledger;
    }

    void watch(@Observes StartupEvent started, Vendors vendors) {
        for (VendorGate gate : vendors.all()) {
            gate.whenBack(() -> waker.execute(() -> wake(gate.vendor().name())));
        }
    }

    private void wake(String vendor) {
        try {
            LOG.info("{} works again, {} bookings waited for it", vendor, ledger.wake(vendor));
        } catch (SQLException unreadable) {
            LOG.warn("{} works again, but the ledger cannot be read: {}", vendor, unreadable.toString());
        }
    }
}
