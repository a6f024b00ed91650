package org.convene.vendor;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.convene.ops.Settings;
import org.convene.sandbox.BuiltInSandbox;

/** The vendors Convene has routes for, each with its gate. */
@Singleton
public class Vendors {
    private final Map<String, VendorGate> gates = new LinkedHashMap<>();
    private final Map<String, VendorGate> sources = new LinkedHashMap<>();

    public Vendors(Settings settings, BuiltInSandbox sandbox, MeterRegistry metrics) {
        Vendor teleboss = Vendor.read("teleboss", settings);
        if (teleboss.url().isEmpty() && settings.flag("convene.sandbox.enabled")) {
            teleboss = teleboss.at(
                    sandbox.telebossUrl().orElseThrow(),
                    VendorAuthorization.bearer(settings.text("convene.sandbox.teleboss.token")));
        }
        Vendor trueconf = Vendor.read("trueconf", settings);
        if (trueconf.url().isEmpty() && settings.flag("convene.sandbox.enabled")) {
            trueconf = trueconf.at(
                    sandbox.trueconfUrl().orElseThrow(),
                    VendorAuthorization.granted(new TokenGrant.Application(
                            settings.text("convene.sandbox.trueconf.client-id"),
                            settings.text("convene.sandbox.trueconf.client-secret"),
                            settings.text("convene.trueconf.token-path"))));
        }
        if (trueconf.url().isPresent() && !trueconf.authorization().isThere()) {
            throw Settings.wrong(
                    "convene.trueconf.client-id",
                    "is not set, and convene.trueconf.token is not either",
                    "96f2973300c9b7740dd315b3d7890c60fb787fd5");
        }
        Vendor mx = Vendor.read("mx", settings);
        if (mx.url().isEmpty() && settings.flag("convene.sandbox.enabled")) {
            mx = mx.at(
                    sandbox.mxUrl().orElseThrow(),
                    VendorAuthorization.granted(new TokenGrant.Password(
                            settings.text("convene.sandbox.mx.client-id"),
                            settings.text("convene.sandbox.mx.client-secret"),
                            settings.text("convene.sandbox.mx.username"),
                            settings.text("convene.sandbox.mx.password"),
                            settings.text("convene.mx.token-path"))));
        }
        boolean somebody = mx.authorization()
                .grant()
                .filter(grant -> !(grant instanceof TokenGrant.Application))
                .isPresent();
        if (mx.url().isPresent() && !somebody) {
            throw Settings.wrong(
                    "convene.mx.username",
                    "is not set, and convene.mx.azure-token-file is not either",
                    "anna@example.com");
        }
        for (Vendor vendor : List.of(teleboss, trueconf, mx)) {
            gates.put(vendor.name(), new VendorGate(vendor, metrics));
        }
        Vendor moodle = moodle(settings, sandbox);
        sources.put(moodle.name(), new VendorGate(moodle, metrics));
    }

    private static Vendor moodle(Settings settings, BuiltInSandbox sandbox) {
        Vendor moodle = Vendor.read("moodle", settings);
        if (moodle.url().isEmpty()
                && settings.flag("convene.sandbox.enabled")
                && settings.flag("convene.sandbox.moodle.enabled")) {
            return moodle.at(
                    sandbox.moodleUrl().orElseThrow(),
                    VendorAuthorization.bearer(settings.text("convene.sandbox.moodle.token")));
        }
        if (moodle.url().isPresent() && !moodle.authorization().isThere()) {
            throw Settings.wrong("convene.moodle.token", "is not set", "3f9a1c0b7d2e4f5a8b6c9d0e1f2a3b4c");
        }
        return moodle;
    }

    public VendorGate gate(String vendor) {
        VendorGate gate = gates.getOrDefault(vendor, sources.get(vendor));
        if (gate == null) {
            throw new IllegalArgumentException("no vendor is called " + vendor);
        }
        return gate;
    }

    public Vendor vendor(String name) {
        return gate(name).vendor();
    }

    /** Those that bring bookings about; a source that is asked through a door of its own is none. */
    public Collection<VendorGate> all() {
        return gates.values();
    }
}
