package org.convene.sandbox.moodle;

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
 * A Moodle 4.5 in a box, as its web services show it (REST, JSON): courses, enrolled people, groups and calendar events,
 * set by a back office. Errors come with HTTP 200, as Moodle's do.
 */
public final class MoodleSandbox implements Sandbox {

    private final Vertx vertx;
    private final MoodleSettings settings;
    private final Listener listener;
    private StateFile<Snapshot> stateFile;

    public MoodleSandbox(Vertx vertx, MoodleSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.listener = new Listener(vertx, settings.host(), settings.port());
    }

    @Override
    public String vendor() {
        return "Moodle";
    }

    @Override
    public Future<Integer> start() {
        return listener.open(this::mount);
    }

    @Override
    public String url() {
        return listener.url();
    }

    @Override
    public Future<Void> close() {
        return listener.close().eventually(() -> stateFile == null ? Future.succeededFuture() : stateFile.close());
    }

    private void mount(Router router) {
        Site site = site();
        FaultScript faults = new FaultScript();
        RequestLog log = new RequestLog();
        new BackOffice(vertx, site, faults, log).mount(router);
        Conversations conversations =
                new Conversations(vertx, Clock.systemUTC(), settings.delay(), faults, log, Refusal::status);
        RestServer server = new RestServer(site, conversations, settings.token());
        new WebServices(site).offer(server);
        server.mount(router);
    }

    private Site site() {
        if (settings.stateFile() == null) {
            return new Site(Snapshot.empty(), () -> {});
        }
        Site[] site = new Site[1];
        Snapshot before = StateFile.load(settings.stateFile(), Snapshot.class, Snapshot.empty());
        stateFile = new StateFile<>(vertx, settings.stateFile(), () -> site[0].snapshot());
        site[0] = new Site(before, stateFile::changed);
        return site[0];
    }
}
