package org.convene.booking;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.convene.booking.Documents.room;
import static org.convene.booking.Documents.wanted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.convene.StillClock;
import org.convene.audit.AuditTrail;
import org.convene.booking.Change.Outcome;
import org.convene.ops.Duties;
import org.convene.ops.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ledger:due} in a route, with nobody but signals to wake it: the sweep is an hour away. */
@Timeout(60)
class LedgerConsumerTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final String SELDOM = "?inFlight=1&lease=PT20S&sweep=PT1H";

    private final List<Booking> worked = new CopyOnWriteArrayList<>();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final CountDownLatch open = new CountDownLatch(1);

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @TempDir
    Path directory;

    private DataSource database;
    private Ledger ledger;
    private Duties duties;

    @AfterEach
    void stop() {
        open.countDown();
        camel.stop();
        ledger.close();
        threads.shutdownNow();
    }

    @Test
    void aPostponedBookingIsWorkedOnAgainAtItsTime() throws Exception {
        start(
                Clock.systemUTC(),
                SELDOM,
                booking -> booking.attempts() == 0
                        ? new Outcome.Postponed(booking, Duration.ofMillis(300), "busy", "not now")
                        : new Outcome.Settled(booking, null, null));
        accept("a", "Algebra");

        await().atMost(AT_ONCE).until(() -> worked.size() == 2);
    }

    @Test
    void aChangeDuringWorkIsWorkedOnAsSoonAsTheWorkEnds() throws Exception {
        start(Clock.systemUTC(), SELDOM, this::settledWhenOpen);
        accept("a", "Algebra");
        await().until(() -> worked.size() == 1);
        accept("a", "Algebra II");
        open.countDown();

        await().atMost(AT_ONCE).until(() -> worked.size() == 2);
        assertEquals(2, worked.get(1).version());
    }

    @Test
    void moreThanThereIsRoomForIsWorkedOnOneAfterTheOtherWithoutAPause() throws Exception {
        start(Clock.systemUTC(), SELDOM, booking -> new Outcome.Settled(booking, null, null));
        ledger.acceptAll(java.util.stream.IntStream.range(0, 50)
                .mapToObj(i -> (Change) wanted("many-" + i, "One of many"))
                .iterator());

        await().atMost(Duration.ofSeconds(20)).until(() -> worked.size() == 50);
    }

    @Test
    void atAStopWhatIsInHandIsFinishedAndWhatOnlyWaitedIsGivenBack() throws Exception {
        start(Clock.systemUTC(), SELDOM, this::settledWhenOpen);
        accept("in-hand", "Algebra");
        await().until(() -> worked.size() == 1);
        accept("waiting", "Botany");
        await().until(() -> leased("waiting"));
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(this::stopRoute);

        await().atMost(AT_ONCE).until(() -> !leased("waiting"));
        assertTrue(leased("in-hand"));
        open.countDown();
        stopped.get(20, SECONDS);
        assertEquals(Booking.READY, find("in-hand").state());
        assertEquals(1, worked.size());

        camel.getRouteController().startRoute("test");
        await().atMost(AT_ONCE).until(() -> worked.size() == 2);
        assertEquals(false, worked.get(1).seen().lookFirst(), "nobody had begun to work on it");
    }

    @Test
    void whoSleptThroughALeaseDoesNotGoOnAsIfNothingHadHappened() throws Exception {
        StillClock clock = new StillClock(Instant.parse("2026-11-23T06:00:00Z"));
        start(clock, "?inFlight=1&lease=PT20S&sweep=PT0.2S", this::settledWhenOpen);
        accept("in-hand", "Algebra");
        await().until(() -> worked.size() == 1);
        accept("waiting", "Botany");
        await().until(() -> leased("waiting"));
        clock.forward(Duration.ofSeconds(30));
        open.countDown();

        await().atMost(AT_ONCE).until(() -> find("waiting").state().equals(Booking.READY));
        List<Booking> waiting =
                worked.stream().filter(one -> one.id().equals("waiting")).toList();
        assertEquals(1, waiting.size());
        assertTrue(waiting.get(0).seen().lookFirst(), "leased anew: somebody else may have had it meanwhile");
    }

    @Test
    void anIdleReconcilerDoesNotKeepLooking() throws Exception {
        start(Clock.systemUTC(), SELDOM, booking -> new Outcome.Settled(booking, null, null));
        accept("a", "Algebra");
        await().until(() -> find("a").state().equals(Booking.READY));
        double looks = sweeps();

        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(() -> sweeps() <= looks + 1);
        assertTrue(looks >= 1);
    }

    private interface Work {
        Outcome on(Booking booking) throws Exception;
    }

    private Outcome settledWhenOpen(Booking booking) throws InterruptedException {
        assertTrue(open.await(30, SECONDS));
        booking.seen().roomIs(room("room of " + booking.id()), room("sent"));
        return new Outcome.Settled(booking, null, null);
    }

    @Test
    void whatBelongsToADutyWaitsUntilThisReplicaHasIt() throws Exception {
        open.countDown();
        start(Clock.systemUTC(), "?kind=lesson&duty=terminals", this::settledWhenOpen);
        accept("on-duty", "Algebra");
        await().during(Duration.ofMillis(1500)).atMost(AT_ONCE).until(worked::isEmpty);
        duties.seek("terminals", () -> {}, () -> {});
        await().atMost(AT_ONCE).until(() -> worked.size() == 1);
    }

    private void start(Clock clock, String options, Work work) throws Exception {
        database = Databases.h2(directory);
        Signals signals = new Signals();
        ledger = new Ledger(database, clock, signals, new AuditTrail(database, clock));
        Reconciler reconciler = new Reconciler(null, null, null, clock) {
            @Override
            public void begin(Exchange exchange, Booking booking) {
                worked.add(asTaken(booking));
                exchange.getMessage().setBody(booking);
            }
        };
        Settings settings = new Settings(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of("quarkus.datasource.jdbc.url", "jdbc:h2:file:" + directory), "test", 100))
                .build());
        duties = new Duties(database, clock, null, settings); // its own database: nobody else to ask
        camel.addComponent(
                "ledger",
                new LedgerComponent(
                        ledger,
                        signals,
                        List.of(reconciler),
                        new BookingMetrics(ledger, clock, registry),
                        clock,
                        settings,
                        duties,
                        threads));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ledger:due" + options).routeId("test").process(exchange -> {
                    Outcome outcome = work.on(exchange.getMessage().getBody(Booking.class));
                    ledger.conclude(outcome).toCompletableFuture().get(10, SECONDS);
                });
            }
        });
        camel.start();
    }

    /** With what was known of it then; work goes on to change that. */
    private static Booking asTaken(Booking booking) {
        return new Booking(
                booking.no(),
                booking.kind(),
                booking.id(),
                booking.vendor(),
                booking.version(),
                booking.state(),
                booking.cancelled(),
                booking.startsAt(),
                booking.endsAt(),
                booking.desired(),
                new Seen(booking.seen().json().deepCopy()),
                booking.lease(),
                booking.attempts(),
                booking.problem(),
                booking.updatedAt());
    }

    private void stopRoute() {
        try {
            camel.getRouteController().stopRoute("test", 30, SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void accept(String id, String title) throws Exception {
        ledger.accept(wanted(id, title)).toCompletableFuture().get(10, SECONDS);
    }

    private Booking find(String id) throws Exception {
        return ledger.find(Documents.LESSON, id).orElseThrow();
    }

    private boolean leased(String id) throws Exception {
        return find(id).lease() != null;
    }

    private double sweeps() {
        return registry.get("convene.sweeps").counter().count();
    }
}
