package org.convene.sandbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.convene.sandbox.teleboss.TelebossSandbox;
import org.convene.sandbox.teleboss.TelebossSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts the vendors' stand-ins before anything of the hub talks to a vendor, and stops them after it. */
@ApplicationScoped
public class BuiltInSandbox {

    private static final Logger LOG = Logger.getLogger(BuiltInSandbox.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final SandboxConfig config;
    private final Path dataDir;
    private TelebossSandbox teleboss;

    BuiltInSandbox(
            Vertx vertx,
            SandboxConfig config,
            @ConfigProperty(name = "convene.data-dir", defaultValue = "./data") Path dataDir) {
        this.vertx = vertx;
        this.config = config;
        this.dataDir = dataDir;
    }

    /**
     * Address of the Teleboss stand-in, without {@code /v1}; empty when the sandbox is off. Whoever asks first starts
     * it: Camel's routes may run before the start event comes.
     */
    public synchronized Optional<String> telebossUrl() {
        if (config.enabled() && teleboss == null) {
            TelebossSandbox starting = new TelebossSandbox(vertx, settings());
            await(starting.start(), "start");
            teleboss = starting;
            LOG.infof("Teleboss sandbox on %s, back office on %1$s/backoffice", teleboss.url());
        }
        return Optional.ofNullable(teleboss).map(TelebossSandbox::url);
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        telebossUrl();
    }

    private TelebossSettings settings() {
        SandboxConfig.Teleboss wanted = config.teleboss();
        return TelebossSettings.standard()
                .withHost(wanted.host())
                .withPort(wanted.port())
                .withPublicUrl(wanted.publicUrl().orElse(null))
                .withStateFile(dataDir.resolve("sandbox").resolve("teleboss.json"))
                .withTokens(Set.of(wanted.token()));
    }

    void stop(@Observes @Priority(Integer.MAX_VALUE - 100) ShutdownEvent event) {
        if (teleboss != null) {
            await(teleboss.close(), "stop");
        }
    }

    private static void await(Future<?> future, String what) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    "The Teleboss sandbox does not " + what + ": "
                            + failure.getCause().getMessage(),
                    failure.getCause());
        } catch (TimeoutException failure) {
            throw new IllegalStateException("The Teleboss sandbox does not " + what + " in time", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the Teleboss sandbox was to " + what, interrupted);
        }
    }
}
