package org.convene.vendor;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.convene.ops.Settings;

/** The vendors Convene has routes for, each with its gate. */
@Singleton
public class Vendors {
    private final Map<String, VendorGate> gates = new LinkedHashMap<>();

    public Vendors(Settings settings, MeterRegistry metrics) {
        for (String name : new String[] {"teleboss"}) {
            gates.put(name, new VendorGate(Vendor.read(name, settings), metrics));
        }
    }

    public VendorGate gate(String vendor) {
        VendorGate gate = gates.get(vendor);
        if (gate == null) {
            throw new IllegalArgumentException("no vendor is called " + vendor);
        }
        return gate;
    }

    public Vendor vendor(String name) {
        return gate(name).vendor();
    }

    public Collection<VendorGate> all() {
        return gates.values();
    }
}
