package org.convene.sandbox.terminal;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import org.convene.sandbox.stage.Listener;
import org.convene.sandbox.stage.RoomTerminals;
import org.convene.sandbox.stage.Sandbox;

/**
 * TrueConf Room in a box: any number of terminals behind one address. Each has its WebSocket at {@code ws://host:port/NAME}
 * (the first also at {@code /}), its embedded HTTP server at the same port, where the token says whose it is, and a place in
 * the back office. It behaves as trueconf-room.md C1 to C5 says; where that is silent it takes the harder case for a caller
 * and says so where that is decided. Nothing of it survives a restart, as tokens and calls of a real terminal do not.
 */
public final class TerminalSandbox implements Sandbox, RoomTerminals {

    private final Vertx vertx;
    private final Site site;
    private final Listener listener;
    private volatile Context home;

    public TerminalSandbox(Vertx vertx, TerminalSettings settings) {
        this(vertx, settings, Clock.systemUTC());
    }

    /** @param clock decides when tokens end */
    public TerminalSandbox(Vertx vertx, TerminalSettings settings, Clock clock) {
        this.vertx = vertx;
        this.site = new Site(vertx, clock, settings);
        this.listener = new Listener(vertx, settings.host(), settings.port());
    }

    @Override
    public String vendor() {
        return "TrueConf Room";
    }

    @Override
    public Future<Integer> start() {
        home = vertx.getOrCreateContext();
        Promise<Integer> port = Promise.promise();
        home.runOnContext(run -> listener.first(this::mountFirst)
                .open(this::mount)
                .onSuccess(site::listens)
                .onComplete(port));
        return port.future();
    }

    private void mountFirst(Router router) {
        new Reception(site, new Switchboard(site, new CommandTable())).mount(router);
        new EmbeddedServer(site).mountUpload(router);
    }

    private void mount(Router router) {
        new BackOffice(site).mount(router);
        new EmbeddedServer(site).mount(router);
    }

    /** The address of the embedded HTTP servers and the back office; {@code http} for {@code ws}. Null before the start. */
    @Override
    public String url() {
        return listener.url();
    }

    @Override
    public Future<Void> close() {
        return listener.close();
    }

    @Override
    public List<String> logins() {
        return site.logins();
    }

    @Override
    public void invite(String login, String conferenceId, String title, String owner) {
        here(() -> site.signedIn(login)
                .ifPresent(terminal -> terminal.scene()
                        .calls()
                        .invitedTo(site.ofServer(conferenceId, title, owner), site.peer(owner))));
    }

    @Override
    public void conferenceEnded(String conferenceId) {
        here(() -> site.endOfServer(conferenceId).ifPresent(Meeting::end));
    }

    @Override
    public void reportTo(Attendance server) {
        site.reportTo(server);
    }

    private void here(Runnable work) {
        Context known = home;
        if (known != null) {
            known.runOnContext(run -> work.run());
        }
    }
}
