package org.convene.vendor;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/** The first step of a door: asks the vendor's gate, and waits (holding no thread) where the rate demands it. */
@Singleton
@Named("vendorPace")
public class VendorPace extends AsyncProcessorSupport {
    private final Vendors vendors;

    public VendorPace(Vendors vendors) {
        this.vendors = vendors;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        long wait;
        try {
            wait = vendors.gate(VendorCall.of(exchange).vendor()).enter();
        } catch (VendorFailure notNow) {
            exchange.setException(notNow);
            callback.done(true);
            return true;
        }
        if (wait == 0) {
            callback.done(true);
            return true;
        }
        CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS).execute(() -> callback.done(false));
        return false;
    }
}
