package org.convene.sandbox.terminal;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Opens the WebSocket of a terminal, which is its name in the path, as the habits allow. */
final class Reception {

    private final Site site;
    private final Switchboard switchboard;

    Reception(Site site, Switchboard switchboard) {
        this.site = site;
        this.switchboard = switchboard;
    }

    void mount(Router router) {
        router.get().handler(context -> {
            if (context.request().headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
                knock(context);
            } else {
                context.next();
            }
        });
    }

    private void knock(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path().replaceAll("^/+|/+$", "");
        Optional<RoomTerminal> terminal = site.terminal(path);
        if (terminal.isEmpty()) {
            site.traffic().refused();
            context.response().setStatusCode(404).end();
            return;
        }
        Habits habits = terminal.get().habits();
        Traffic.Handshake handshake = site.traffic().handshake();
        request.connection().closeHandler(closed -> handshake.over());
        request.pause();
        if (habits.handshakeDelay() > 0) {
            site.later(habits.handshakeDelay(), () -> answer(context, terminal.get(), handshake));
        } else {
            answer(context, terminal.get(), handshake);
        }
    }

    private void answer(RoutingContext context, RoomTerminal terminal, Traffic.Handshake handshake) {
        String manner = terminal.habits().handshake();
        if (!manner.equals("open")) {
            site.traffic().refused();
        }
        switch (manner) {
            case "open" ->
                context.request()
                        .toWebSocket()
                        .onSuccess(socket -> open(context, terminal, handshake, socket))
                        .onFailure(failed -> handshake.over());
            case "reset" -> Line.reset(context.request().connection());
            case "silent" -> {}
            default -> {
                handshake.over();
                context.response().setStatusCode(Integer.parseInt(manner)).end();
            }
        }
    }

    private void open(
            RoutingContext context, RoomTerminal terminal, Traffic.Handshake handshake, ServerWebSocket socket) {
        Line line = new Line(socket, context.request().connection());
        site.traffic().opened();
        terminal.connected(line);
        socket.textMessageHandler(text -> {
            if (!line.frozen()) {
                switchboard.hear(terminal, line, handshake, text);
            }
        });
        socket.exceptionHandler(broken -> {});
        socket.closeHandler(closed -> {
            site.traffic().closed();
            handshake.over();
            terminal.gone(line);
        });
    }
}
