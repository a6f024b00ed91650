package org.convene.terminal.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.convene.ops.Daemons;
import org.convene.ops.Settings;
import org.convene.terminal.CommandLog;
import org.convene.terminal.Terminal;
import org.convene.terminal.TerminalEvent;
import org.convene.terminal.catalogue.Catalogue;

/** Makes the sessions with the terminals of configuration, starts and stops them. */
@Singleton
public class Sessions {
    /** A frame above this ends the connection: it would have to be kept in memory to be passed over. */
    private static final int LARGEST_FRAME = 16 * 1024 * 1024;
    /** Terminals are called one after the other at first, as many in a second. */
    private static final int FIRST_PER_SECOND = 200;

    private static final int WORKERS = 16;

    private final Vertx vertx;
    private final Settings settings;
    private final Catalogue catalogue;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final CommandLog log;
    private final List<TerminalSession> sessions = new ArrayList<>();
    private final ExecutorService workers = Daemons.pool("terminals", WORKERS);

    public Sessions(
            Vertx vertx, Settings settings, Catalogue catalogue, Clock clock, MeterRegistry metrics, CommandLog log) {
        this.vertx = vertx;
        this.settings = settings;
        this.catalogue = catalogue;
        this.clock = clock;
        this.metrics = metrics;
        this.log = log;
    }

    /** @param ears hears every event of every terminal, on that terminal's own thread */
    public Collection<? extends Terminal> make(Consumer<TerminalEvent> ears) {
        SessionTimes times = SessionTimes.of(settings);
        Surroundings around = new Surroundings(
                vertx,
                vertx.createWebSocketClient(options(times)),
                new Handshakes(settings.number("convene.terminal.handshakes", 1, 10_000)),
                times,
                catalogue,
                settings.flag("convene.terminal.unknown-methods"),
                clock,
                new TerminalMetrics(metrics),
                workers,
                log,
                ears);
        TerminalSettings.all(settings)
                .forEach(terminal -> sessions.add(
                        new TerminalSession(terminal, around, ((VertxInternal) vertx).createEventLoopContext())));
        if (!sessions.isEmpty()) {
            catalogue.commands(); // read now, not on a terminal's own thread
        }
        return sessions;
    }

    public void start() {
        long spread = sessions.size() * 1000L / FIRST_PER_SECOND + 1;
        sessions.forEach(session ->
                session.start(Duration.ofMillis(ThreadLocalRandom.current().nextLong(spread))));
    }

    /** Lets go of all terminals until the next start: another replica has them. */
    public void pause() {
        sessions.forEach(session -> session.stop("another replica of the hub has the terminals"));
    }

    public void stop() {
        sessions.forEach(session -> session.stop("the hub is being stopped"));
        workers.shutdown();
    }

    private static WebSocketClientOptions options(SessionTimes times) {
        return new WebSocketClientOptions()
                .setMaxConnections(Integer.MAX_VALUE)
                .setConnectTimeout((int) times.connect().toMillis())
                .setMaxFrameSize(LARGEST_FRAME)
                .setMaxMessageSize(LARGEST_FRAME)
                .setClosingTimeout(1)
                .setTcpNoDelay(true)
                .setTryUsePerMessageCompression(false);
    }
}
