package org.convene.spec;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The hub as the specs meet it: one scripted vendor, an empty ledger, a clock that stands still, and no sandbox. */
public class SpecProfile implements QuarkusTestProfile {
    /** Long enough for a busy machine, and short enough to wait for in a spec about silence. */
    static final int VENDOR_TIMEOUT = 2000;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("camel.main.startup-summary-level", "oneline"),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("convene.sandbox.enabled", "false"),
                Map.entry("convene.teleboss.token", "spec-token"),
                Map.entry("convene.teleboss.timeout", String.valueOf(VENDOR_TIMEOUT)),
                Map.entry("convene.teleboss.patrol", "24h"),
                Map.entry("convene.teleboss.webhook.register", "false"),
                Map.entry("convene.teleboss.webhook-secret", "g7r0gOSKiQ59prCGXo1H50PACb5ca1mD"),
                Map.entry("convene.trueconf.client-id", "spec-application"),
                Map.entry("convene.trueconf.client-secret", "spec-secret"),
                Map.entry("convene.trueconf.timeout", String.valueOf(VENDOR_TIMEOUT)),
                Map.entry("convene.trueconf.patrol", "24h"),
                Map.entry("convene.trueconf.page-size", "2"),
                Map.entry("convene.mx.client-id", "spec-application"),
                Map.entry("convene.mx.client-secret", "spec-secret"),
                Map.entry("convene.mx.username", "hub@v.example"),
                Map.entry("convene.mx.password", "spec password"),
                Map.entry("convene.mx.timeout", String.valueOf(VENDOR_TIMEOUT)),
                Map.entry("convene.mx.patrol", "24h"),
                Map.entry("convene.phone.voicemail.poll", "24h"),
                Map.entry("convene.archive.watch", "24h"),
                Map.entry("convene.retention.rooms-after", "30d"),
                Map.entry("convene.retention.watch", "24h"),
                Map.entry("convene.phone.calls.poll", "24h"),
                Map.entry("convene.phone.calls.look", "24h"),
                Map.entry("convene.phone.calls.people", "10000d"),
                Map.entry("convene.reconcile.sweep", "1s"),
                Map.entry("convene.join.secret", "a secret of the specs alone, long enough"));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(StoppedClock.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(ScriptedVendor.class), new TestResourceEntry(ReadmeFiles.class));
    }
}
