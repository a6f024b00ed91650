package org.convene.sandbox.teleboss;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;

/**
 * Teleboss in a box: a stateful stand-in for the vendor's API, its room pages, its files, and a back office to set the scene. It
 * behaves as teleboss.md D1 to D5 and the vendor's integration guide say; where they are silent it takes the harder case
 * for a caller and says so where that is decided.
 */
public final class TelebossSandbox {

    private static final long LONGEST_BODY = 1024 * 1024;

    private final Vertx vertx;
    private final TelebossSettings settings;
    private final Clock clock;

    private HttpServer server;
    private StateFile stateFile;
    private WebhookSender sender;
    private String url;

    public TelebossSandbox(Vertx vertx, TelebossSettings settings) {
        this(vertx, settings, Clock.systemUTC());
    }

    /** @param clock decides when links expire */
    public TelebossSandbox(Vertx vertx, TelebossSettings settings, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
    }

    /** Listens; the future brings the port. */
    public Future<Integer> start() {
        return vertx.executeBlocking(this::router)
                .compose(router -> {
                    HttpServerOptions options = new HttpServerOptions()
                            .setHost(settings.host())
                            .setPort(settings.port())
                            .setHttp2ClearTextEnabled(false)
                            .setTcpNoDelay(true);
                    server = vertx.createHttpServer(options).requestHandler(router);
                    return server.listen();
                })
                .map(listening -> {
                    String host = settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host();
                    url = "http://" + host + ":" + listening.actualPort();
                    return listening.actualPort();
                });
    }

    /** The address of the API, without {@code /v1}; null before the start. */
    public String url() {
        return url;
    }

    /** Stops listening and writes the state file a last time. */
    public Future<Void> close() {
        Future<Void> silent = server == null ? Future.succeededFuture() : server.close();
        return silent.eventually(() -> sender == null ? Future.succeededFuture() : sender.close())
                .eventually(() -> stateFile == null ? Future.succeededFuture() : stateFile.close());
    }

    private Router router() {
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

        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY));
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
                        settings.delay().toMillis(),
                        faults,
                        log,
                        doorkeeper,
                        new SessionCookies(clock, tokens, ids)));
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
        return router;
    }

    private World world(Ids ids) {
        if (settings.stateFile() == null) {
            return new World(clock, ids, Snapshot.empty(), () -> {});
        }
        World[] world = new World[1];
        stateFile = new StateFile(vertx, settings.stateFile(), () -> world[0].snapshot());
        world[0] = new World(clock, ids, StateFile.load(settings.stateFile()), stateFile::changed);
        return world[0];
    }

    private String publicUrl() {
        return settings.publicUrl() == null ? url : settings.publicUrl();
    }
}
