package org.convene.sandbox.teleboss;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import org.convene.sandbox.stage.Conversations;
import org.convene.sandbox.stage.FaultScript;
import org.convene.sandbox.stage.Listener;
import org.convene.sandbox.stage.RequestLog;
import org.convene.sandbox.stage.Sandbox;
import org.convene.sandbox.stage.StateFile;

/**
 * Teleboss in a box: a stateful stand-in for the vendor's API, its room pages, its files, and a back office to set the scene. It
 * behaves as teleboss.md D1 to D5 and the vendor's integration guide say; where they are silent it takes the harder case
 * for a caller and says so where that is decided.
 */
public final class TelebossSandbox implements Sandbox {

    private final Vertx vertx;
    private final TelebossSettings settings;
    private final Clock clock;
    private final Listener listener;
    private StateFile<Snapshot> stateFile;
    private WebhookSender sender;

    public TelebossSandbox(Vertx vertx, TelebossSettings settings) {
        this(vertx, settings, Clock.systemUTC());
    }

    /** @param clock decides when links expire */
    public TelebossSandbox(Vertx vertx, TelebossSettings settings, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.listener = new Listener(vertx, settings.host(), settings.port());
    }

    @Override
    public String vendor() {
        return "Teleboss";
    }

    @Override
    public Future<Integer> start() {
        return listener.open(this::mount);
    }

    /** The address of the API, without {@code /v1}; null before the start. */
    @Override
    public String url() {
        return listener.url();
    }

    @Override
    public Future<Void> close() {
        return listener.close()
                .eventually(() -> sender == null ? Future.succeededFuture() : sender.close())
                .eventually(() -> stateFile == null ? Future.succeededFuture() : stateFile.close());
    }

    private void mount(Router router) {
        Ids ids = new Ids();
        World world = world(ids);
        Tokens tokens = new Tokens(clock, ids, settings.credentials().clientSecret());
        Doorkeeper doorkeeper = new Doorkeeper(tokens, settings.tokens());
        FaultScript faults = new FaultScript();
        RequestLog log = new RequestLog();
        sender = new WebhookSender(vertx, clock, settings.webhookRetry(), faults);
        CallEvents calls = new CallEvents(world, ids, sender);
        RecordLinks links = new RecordLinks(settings.credentials().clientSecret());
        AccessOperations access = new AccessOperations(world, this::publicUrl);

        new BackOffice(
                        vertx,
                        world,
                        calls,
                        faults,
                        log,
                        sender,
                        doorkeeper,
                        access,
                        new CallDesk(world, ids, calls),
                        new CallsOnPage(world, links),
                        settings.tokens())
                .mount(router);
        TelebossApi api = new TelebossApi(
                router,
                new Conversations(
                        vertx,
                        clock,
                        settings.delay(),
                        faults,
                        log,
                        status -> Refusal.error(status, "sandbox_fault", "Сбой по сценарию песочницы")),
                doorkeeper,
                new SessionCookies(clock, tokens, ids));
        api.access(access);
        api.rooms(new RoomOperations(world, calls, settings.createStatus()));
        api.spaces(new SpaceOperations(world, settings.createStatus()));
        api.records(new RecordOperations(world, calls, links));
        api.analytics(new AnalyticsOperations(world));
        api.files(new RecordFiles(world, links));
        api.users(new UserOperations(world, tokens, settings.credentials()));
        api.webhooks(new WebhookOperations(world, ids, settings.createStatus()));
        api.roomPage(new RoomPage(world, calls));
        api.nothingElse();
    }

    private World world(Ids ids) {
        if (settings.stateFile() == null) {
            return new World(clock, ids, Snapshot.empty(), () -> {});
        }
        World[] world = new World[1];
        Snapshot before = StateFile.load(settings.stateFile(), Snapshot.class, Snapshot.empty());
        stateFile = new StateFile<>(vertx, settings.stateFile(), () -> world[0].snapshot());
        world[0] = new World(clock, ids, before, stateFile::changed);
        return world[0];
    }

    private String publicUrl() {
        return settings.publicUrl() == null ? url() : settings.publicUrl();
    }
}
