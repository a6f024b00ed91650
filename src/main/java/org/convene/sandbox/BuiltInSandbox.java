package org.convene.sandbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.convene.sandbox.moodle.MoodleSandbox;
import org.convene.sandbox.moodle.MoodleSettings;
import org.convene.sandbox.mx.MxSandbox;
import org.convene.sandbox.mx.MxSettings;
import org.convene.sandbox.stage.Sandbox;
import org.convene.sandbox.teleboss.TelebossSandbox;
import org.convene.sandbox.teleboss.TelebossSettings;
import org.convene.sandbox.terminal.TerminalSandbox;
import org.convene.sandbox.terminal.TerminalSettings;
import org.convene.sandbox.trueconf.TrueConfSandbox;
import org.convene.sandbox.trueconf.TrueConfSettings;
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
    private final List<Sandbox> started = new ArrayList<>();
    private Sandbox teleboss;
    private Sandbox trueconf;
    private TerminalSandbox terminals;
    private Sandbox mx;
    private Sandbox moodle;

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
            teleboss = started(new TelebossSandbox(vertx, telebossSettings()));
        }
        return Optional.ofNullable(teleboss).map(Sandbox::url);
    }

    /** The same of the TrueConf Server stand-in, without {@code /api} and {@code /oauth2}. */
    public synchronized Optional<String> trueconfUrl() {
        if (config.enabled() && trueconf == null) {
            terminalsUrl();
            trueconf = started(new TrueConfSandbox(vertx, trueconfSettings(), Clock.systemUTC(), terminals));
        }
        return Optional.ofNullable(trueconf).map(Sandbox::url);
    }

    /**
     * The same of the terminals in meeting rooms, which are signed in at the TrueConf Server stand-in; with {@code ws} for
     * {@code http} and a terminal's name as the path it is that of its WebSocket.
     */
    public synchronized Optional<String> terminalsUrl() {
        if (config.enabled() && terminals == null) {
            terminals = new TerminalSandbox(vertx, terminalSettings());
            started(terminals);
        }
        return Optional.ofNullable(terminals).map(Sandbox::url);
    }

    /** The same of the MX Proxy stand-in. */
    public synchronized Optional<String> mxUrl() {
        if (config.enabled() && mx == null) {
            mx = started(new MxSandbox(vertx, mxSettings()));
        }
        return Optional.ofNullable(mx).map(Sandbox::url);
    }

    /** The same of the Moodle stand-in, which has a switch of its own. */
    public synchronized Optional<String> moodleUrl() {
        if (config.enabled() && config.moodle().enabled() && moodle == null) {
            moodle = started(new MoodleSandbox(vertx, moodleSettings()));
        }
        return Optional.ofNullable(moodle).map(Sandbox::url);
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        telebossUrl();
        trueconfUrl();
        mxUrl();
        moodleUrl();
    }

    private Sandbox started(Sandbox sandbox) {
        await(sandbox, sandbox.start(), "start");
        started.add(sandbox);
        LOG.infof("%s sandbox on %s, back office on %2$s/backoffice", sandbox.vendor(), sandbox.url());
        return sandbox;
    }

    private TelebossSettings telebossSettings() {
        SandboxConfig.Teleboss wanted = config.teleboss();
        return TelebossSettings.standard()
                .withHost(wanted.host())
                .withPort(wanted.port())
                .withPublicUrl(wanted.publicUrl().orElse(null))
                .withStateFile(stateFile("teleboss"))
                .withTokens(Set.of(wanted.token()));
    }

    private TrueConfSettings trueconfSettings() {
        SandboxConfig.Trueconf wanted = config.trueconf();
        return TrueConfSettings.standard()
                .withHost(wanted.host())
                .withPort(wanted.port())
                .withPublicUrl(wanted.publicUrl().orElse(null))
                .withStateFile(stateFile("trueconf"))
                .withClient(wanted.clientId(), wanted.clientSecret());
    }

    private TerminalSettings terminalSettings() {
        SandboxConfig.Terminals wanted = config.terminals();
        return TerminalSettings.standard()
                .withHost(wanted.host())
                .withPort(wanted.port())
                .withNames(wanted.names());
    }

    private MxSettings mxSettings() {
        SandboxConfig.Mx wanted = config.mx();
        return MxSettings.standard()
                .withHost(wanted.host())
                .withPort(wanted.port())
                .withStateFile(stateFile("mx"))
                .withClient(wanted.clientId(), wanted.clientSecret())
                .withUser(wanted.username(), wanted.password());
    }

    private MoodleSettings moodleSettings() {
        SandboxConfig.Moodle wanted = config.moodle();
        return MoodleSettings.standard()
                .withHost(wanted.host())
                .withPort(wanted.port())
                .withStateFile(stateFile("moodle"))
                .withToken(wanted.token());
    }

    private Path stateFile(String vendor) {
        return dataDir.resolve("sandbox").resolve(vendor + ".json");
    }

    void stop(@Observes @Priority(Integer.MAX_VALUE - 100) ShutdownEvent event) {
        started.forEach(sandbox -> await(sandbox, sandbox.close(), "stop"));
    }

    private static void await(Sandbox sandbox, Future<?> future, String what) {
        String name = "The " + sandbox.vendor() + " sandbox";
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    name + " does not " + what + ": " + failure.getCause().getMessage(), failure.getCause());
        } catch (TimeoutException failure) {
            throw new IllegalStateException(name + " does not " + what + " in time", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + name + " was to " + what, interrupted);
        }
    }
}
