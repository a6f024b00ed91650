package org.convene.vendor;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.convene.ops.Settings;

/** The connections to each vendor: no redirects are followed and no cookies kept, and a server is who its certificate says. */
@Singleton
public class VendorClients {
    private static final int GRACE = 1000;

    private final Vertx vertx;
    private final int connections;
    private final int connectTimeout;
    private final Map<String, WebClient> clients = new ConcurrentHashMap<>();

    public VendorClients(Vertx vertx, Settings settings) {
        this.vertx = vertx;
        this.connections = settings.number("convene.vendors.connections", 1, 100_000);
        this.connectTimeout =
                (int) settings.duration("convene.vendors.connect-timeout").toMillis();
    }

    WebClient of(Vendor vendor) {
        return clients.computeIfAbsent(vendor.name(), name -> WebClient.create(vertx, options(vendor)));
    }

    private WebClientOptions options(Vendor vendor) {
        WebClientOptions options = new WebClientOptions()
                .setMaxPoolSize(connections)
                .setConnectTimeout(connectTimeout)
                .setFollowRedirects(false)
                // the timeout of a call ends when its answer begins; one that then stops is ended by this
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(vendor.timeout().toMillis() + GRACE));
        vendor.caFile().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return options;
    }
}
