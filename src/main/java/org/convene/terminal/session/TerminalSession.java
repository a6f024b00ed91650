package org.convene.terminal.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.convene.ops.Rejected;
import org.convene.terminal.Terminal;
import org.convene.terminal.TerminalCommand;
import org.convene.terminal.TerminalEvent;
import org.convene.terminal.TerminalStatus;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.vendor.VendorFailure;

/**
 * The session with one terminal, from the first attempt to connect to the end of the hub: connect, sign in, ask what was
 * missed, be ready; and again after every loss, with growing pauses. Everything here happens on the terminal's own thread of
 * Vert.x, one thing after the other, so that replies and events keep their order.
 */
final class TerminalSession implements Terminal {
    /** A message longer than this is counted and not read. */
    private static final int LONGEST_MESSAGE = 4 * 1024 * 1024;
    /** How many events are held back while the session asks what it missed. */
    private static final int MOST_HELD = 1_000;
    /** A session that lasted this long was a good one: the next loss begins with the shortest pause. */
    private static final Duration STABLE = Duration.ofSeconds(30);

    private final TerminalSettings settings;
    private final Surroundings around;
    private final SessionTimes times;
    private final Context context;
    private final Commands commands;
    private final SignIn signIn;
    private final KnownState state = new KnownState();
    private final Backoff backoff;
    private final List<Heard.Event> held = new ArrayList<>(0);
    private final SeatPause seatPause;

    private Link link;
    private Runnable handshakeOver = () -> {};
    private long retryTimer = -1;
    private long heartbeatTimer = -1;
    private long readyAt;
    private boolean wasReady;
    private boolean stopped;

    private volatile Connection connection = Connection.OFFLINE;
    private volatile Instant since;
    private volatile String why;
    private volatile Instant nextTry;
    private volatile Instant lastHeard;
    private volatile String lastEvent;
    private volatile long events;

    TerminalSession(TerminalSettings settings, Surroundings around, Context context) {
        this.settings = settings;
        this.around = around;
        this.times = around.times();
        this.context = context;
        this.since = around.clock().instant();
        this.why = "the hub has not called it yet";
        this.backoff = new Backoff(times.leastPause(), times.longestPause());
        this.seatPause = new SeatPause(times.takeBackAfter());
        this.signIn = new SignIn(settings);
        this.commands = new Commands(settings.name(), around);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public TerminalStatus status() {
        Optional<Integer> appState = state.appState();
        return new TerminalStatus(
                settings.name(),
                settings.url().toString(),
                connection,
                since,
                Optional.ofNullable(why),
                signIn.seat(),
                appState,
                appState.flatMap(value -> around.catalogue().word("appState", value)),
                state.conference(),
                Optional.ofNullable(nextTry),
                Optional.ofNullable(lastHeard),
                Optional.ofNullable(lastEvent),
                events,
                commands.sent());
    }

    @Override
    public CompletionStage<ObjectNode> send(TerminalCommand command) {
        Instant at = around.clock().instant();
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        answer.whenComplete((reply, failure) -> Results.log(around.log(), name(), command, at, reply, failure));
        try {
            commands.check(command);
        } catch (Rejected rejected) {
            answer.completeExceptionally(rejected);
            return answer;
        }
        Pending pending = commands.pending(command, false);
        pending.result.whenCompleteAsync(
                (reply, failure) -> {
                    if (failure == null) {
                        answer.complete(reply);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                },
                around.workers());
        context.runOnContext(now -> accept(pending));
        return answer;
    }

    private void accept(Pending pending) {
        switch (connection) {
            case OFFLINE, CONNECTING -> commands.fail(pending, down(reason()));
            case YIELDED, REFUSED -> commands.fail(pending, unauthorized(reason()));
            default -> commands.add(pending);
        }
    }

    private String reason() {
        return why == null ? "" : ": " + why;
    }

    private VendorFailure down(String reason) {
        return new VendorFailure.Down(settings.name() + " is not connected" + reason);
    }

    private VendorFailure unauthorized(String reason) {
        return new VendorFailure.Unauthorized(settings.name() + " does not obey us" + reason);
    }

    @Override
    public void takeSeat() {
        context.runOnContext(now -> {
            if (stopped || connection == Connection.READY) {
                return;
            }
            cancel(retryTimer);
            if (link != null && connection == Connection.YIELDED) {
                signIn.begin(false);
                authenticate();
            } else if (link == null && connection != Connection.CONNECTING) {
                connect();
            }
        });
    }

    /** @param after how long to wait with it, so that many terminals do not come at once */
    void start(Duration after) {
        context.runOnContext(now -> {
            stopped = false;
            retryIn(after);
        });
    }

    void stop(String reason) {
        context.runOnContext(now -> {
            stopped = true;
            cancel(retryTimer);
            nextTry = null;
            disconnect();
            signIn.lost();
            commands.failAll(new VendorFailure.Down(reason));
            become(Connection.OFFLINE, reason);
        });
    }

    private void connect() {
        if (stopped || link != null || connection == Connection.CONNECTING) {
            return;
        }
        nextTry = null;
        become(Connection.CONNECTING, why);
        around.handshakes().enter(over -> context.runOnContext(now -> open(over)));
    }

    private void open(Runnable over) {
        if (stopped) {
            over.run();
            return;
        }
        handshakeOver = over;
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(settings.url().getHost())
                .setPort(settings.port())
                .setSsl(settings.isOverTls())
                .setURI(settings.path())
                .setTimeout(times.connect().plus(times.reply()).toMillis());
        around.client().connect(options).onComplete(this::opened);
    }

    private void opened(AsyncResult<WebSocket> result) {
        if (stopped) {
            handshakeOver.run();
            if (result.succeeded()) {
                result.result().close();
            }
            return;
        }
        if (result.failed()) {
            lost("it cannot be reached: " + words(result.cause()));
            return;
        }
        link = new Link(result.result(), LONGEST_MESSAGE, this::heard, this::lost);
        commands.use(link);
        signIn.begin(true);
        authenticate();
    }

    private static String words(Throwable failure) {
        String said = failure.getMessage();
        return said == null ? failure.getClass().getSimpleName() : said;
    }

    /** One way to sign in after the other, until the terminal accepts one. */
    private void authenticate() {
        become(Connection.AUTHENTICATING, why);
        times.apiVersion()
                .filter(version -> signIn.isFirst())
                .ifPresent(version -> ask(
                        "setUsedApiVersion",
                        JsonNodeFactory.instance.objectNode().put("version", version)));
        Link mine = link;
        ask("auth", signIn.next()).whenComplete((reply, failure) -> {
            if (link != mine || connection != Connection.AUTHENTICATING) {
                return;
            }
            if (failure != null) {
                lost("it does not answer when we sign in");
            } else if (reply.path("result").asBoolean()) {
                signIn.accepted(reply);
                handshakeOver.run();
                resync();
            } else if (signIn.hasNext()) {
                authenticate();
            } else {
                refused(signIn.words(reply));
            }
        });
    }

    private void refused(String words) {
        signIn.lost();
        disconnect();
        become(Connection.REFUSED, words);
        commands.failAll(unauthorized(": " + words));
        retryIn(Backoff.jittered(times.refusedPause()));
    }

    /** What it is doing, so that nobody goes by what it was doing before. Events wait until that is known. */
    private void resync() {
        become(Connection.RESYNCING, null);
        ObjectNode before = state.summary();
        Instant from = lastHeard;
        Link mine = link;
        CompletableFuture<Void> app =
                ask("getAppState").thenAccept(state::appState).exceptionally(unknown -> null);
        CompletableFuture<Void> conferences =
                ask("getConferences").thenAccept(state::conferences).exceptionally(unknown -> null);
        CompletableFuture<ObjectNode> changes = ask("getSettings")
                .thenApply(state::settings)
                .exceptionally(unknown -> JsonNodeFactory.instance.objectNode());
        CompletableFuture.allOf(app, conferences, changes).whenComplete((done, never) -> {
            if (link == mine && connection == Connection.RESYNCING) {
                ready(before, from, changes.join());
            }
        });
    }

    private void ready(ObjectNode before, Instant from, ObjectNode changedSettings) {
        readyAt = System.nanoTime();
        become(Connection.READY, signIn.shortcoming().orElse(null));
        if (wasReady) {
            ObjectNode gap = JsonNodeFactory.instance.objectNode().put("event", TerminalEvent.GAP);
            gap.put("from", from == null ? null : from.toString())
                    .put("to", around.clock().instant().toString());
            gap.set("before", before);
            gap.set("after", state.summary());
            gap.set("settings", changedSettings);
            tell(TerminalEvent.GAP, gap);
        }
        wasReady = true;
        List<Heard.Event> meanwhile = List.copyOf(held);
        held.clear();
        meanwhile.forEach(event -> tell(event.name(), around.catalogue().explainedEvent(event.name(), event.body())));
        commands.open();
        heartbeatIn(times.heartbeat());
    }

    private void heard(Heard what) {
        lastHeard = around.clock().instant();
        if (what instanceof Heard.Reply reply) {
            commands.reply(reply.body());
        } else if (what instanceof Heard.Event event) {
            heardEvent(event);
        } else if (what instanceof Heard.Unknown unknown) {
            around.metrics().unknown();
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            tell(
                    TerminalEvent.UNKNOWN,
                    body.put("event", TerminalEvent.UNKNOWN)
                            .put("why", unknown.reason())
                            .put("raw", unknown.raw()));
        }
    }

    private void heardEvent(Heard.Event spelt) {
        Heard.Event event = new Heard.Event(around.catalogue().known(spelt.name()), spelt.body());
        if (event.name().equals("authorizationNeeded")) {
            tell(event.name(), around.catalogue().explainedEvent(event.name(), event.body()));
            seatLost(SeatLoss.of(event.body().path("cause").asInt(-1)));
            return;
        }
        state.heard(event.name(), event.body());
        commands.event(event.name(), event.body());
        if (connection == Connection.RESYNCING && wasReady) {
            if (held.size() < MOST_HELD) {
                held.add(event);
            }
            return;
        }
        tell(event.name(), around.catalogue().explainedEvent(event.name(), event.body()));
    }

    private void seatLost(SeatLoss loss) {
        signIn.lost();
        if (loss instanceof SeatLoss.Yield) {
            become(Connection.YIELDED, loss.words());
            commands.failWaiting(unauthorized(reason()));
            seatPause.next(around.clock().instant()).ifPresent(this::takeBackIn);
        } else if (loss instanceof SeatLoss.Refused) {
            refused(loss.words());
        } else if (loss instanceof SeatLoss.SignInAgain again) {
            why = loss.words();
            signIn.again(again);
            authenticate();
        }
    }

    private void takeBackIn(Duration quiet) {
        tryIn(quiet, this::takeSeat);
    }

    /** The connection is gone, or never came. Whoever holds the seat keeps it. */
    private void lost(String reason) {
        boolean yielded = connection == Connection.YIELDED;
        around.metrics().lost();
        if (connection == Connection.READY && System.nanoTime() - readyAt > STABLE.toNanos()) {
            backoff.reset();
        }
        disconnect();
        commands.failAll(down(": " + reason));
        signIn.lost();
        if (yielded) {
            return;
        }
        become(Connection.OFFLINE, reason);
        retryIn(backoff.next());
    }

    private void disconnect() {
        cancel(heartbeatTimer);
        handshakeOver.run();
        handshakeOver = () -> {};
        held.clear();
        if (link != null) {
            link.close();
            link = null;
        }
        commands.use(null);
    }

    private void retryIn(Duration pause) {
        tryIn(pause, this::connect);
    }

    private void tryIn(Duration pause, Runnable attempt) {
        cancel(retryTimer);
        nextTry = around.clock().instant().plus(pause);
        retryTimer = after(pause, attempt);
    }

    private void heartbeatIn(Duration pause) {
        cancel(heartbeatTimer);
        heartbeatTimer = after(pause, this::heartbeat);
    }

    /** A half-open connection looks like a quiet terminal until it is asked something. */
    private void heartbeat() {
        if (link == null) {
            return;
        }
        long quiet = System.nanoTime() - link.lastHeard();
        if (quiet < times.heartbeat().toNanos()) {
            heartbeatIn(times.heartbeat().minusNanos(quiet));
            return;
        }
        Link asked = link;
        long before = link.lastHeard();
        link.ping();
        if (connection == Connection.READY) {
            ask("getAppState").thenAccept(state::appState).exceptionally(unknown -> null);
        }
        heartbeatTimer = after(times.silence(), () -> {
            if (link == asked && link.lastHeard() == before) {
                lost("it says nothing any more");
            } else {
                heartbeatIn(times.heartbeat());
            }
        });
    }

    private CompletableFuture<ObjectNode> ask(String method) {
        return ask(method, JsonNodeFactory.instance.objectNode());
    }

    private CompletableFuture<ObjectNode> ask(String method, ObjectNode params) {
        TerminalCommand command = TerminalCommand.of(method, params, "convene").urgently(TerminalCommand.Urgency.LAST);
        Pending pending = commands.pending(command, true);
        commands.add(pending);
        return pending.result;
    }

    private void become(Connection now, String words) {
        boolean changed = connection != now;
        connection = now;
        why = words;
        if (now != Connection.READY) {
            commands.close();
        }
        if (changed) {
            since = around.clock().instant();
            ObjectNode body = JsonNodeFactory.instance
                    .objectNode()
                    .put("event", TerminalEvent.CONNECTION)
                    .put("state", now.word());
            if (words != null) {
                body.put("why", words);
            }
            tell(TerminalEvent.CONNECTION, body);
        }
    }

    private void tell(String event, ObjectNode body) {
        events++;
        if (!event.equals(TerminalEvent.CONNECTION)) {
            lastEvent = event;
            around.metrics().event();
        }
        around.ears()
                .accept(new TerminalEvent(
                        settings.name(), events, around.clock().instant(), event, body));
    }

    private long after(Duration pause, Runnable work) {
        return around.vertx().setTimer(Math.max(1, pause.toMillis()), timer -> work.run());
    }

    private void cancel(long timer) {
        if (timer >= 0) {
            around.vertx().cancelTimer(timer);
        }
    }
}
