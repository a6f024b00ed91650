package org.convene.terminal.stream;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;
import org.convene.api.HttpProblems;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;
import org.convene.page.TerminalTiles;
import org.convene.terminal.Terminal;
import org.convene.terminal.TerminalStatus;
import org.convene.terminal.Terminals;
import org.convene.terminal.desk.StatusView;

/**
 * The events of terminals as server-sent events. They are served on the HTTP server's own router, not through Camel: its
 * platform-http keeps a thread for every answer that is not finished, and a wall screen reads for months. Roles are checked
 * before, as everywhere (quarkus.http.auth).
 */
@Singleton
public class EventStreams {
    /** Before the routes of Camel, for which an address such as /terminals/events would be a terminal's. */
    private static final int BEFORE_CAMELS = -1;

    private final Terminals terminals;
    private final EventLog log;
    private final HttpProblems problems;
    private final TerminalTiles tiles;
    private final Duration heartbeat;

    EventStreams(Terminals terminals, EventLog log, HttpProblems problems, TerminalTiles tiles, Settings settings) {
        this.terminals = terminals;
        this.log = log;
        this.problems = problems;
        this.tiles = tiles;
        this.heartbeat = settings.duration("convene.terminal.stream-heartbeat");
    }

    private interface Stream {
        void begin(RoutingContext context) throws Rejected;
    }

    void register(@Observes Router router) {
        serve(router, "api.hear-terminals", "/terminals/events", context -> events(context, EventLog.ALL));
        serve(router, "api.watch-terminals", "/terminals/status", this::status);
        serve(router, "api.hear-terminal", "/terminals/{name}/events", context -> events(context, known(context)));
    }

    private void serve(Router router, String operation, String path, Stream stream) {
        router.get(path.replace("{name}", ":name"))
                .setName(operation)
                .order(BEFORE_CAMELS)
                .handler(context -> {
                    try {
                        stream.begin(context);
                    } catch (Rejected rejected) {
                        problems.write(context, rejected.problem());
                    }
                });
    }

    private String known(RoutingContext context) throws Rejected {
        return terminals.named(context.pathParam("name")).name();
    }

    private void events(RoutingContext context, String terminal) throws Rejected {
        HttpServerRequest request = context.request();
        String lastId = request.getHeader("Last-Event-ID");
        EventQuery query = EventQuery.of(
                request.getParam("events"),
                request.getParam("as"),
                lastId == null ? request.getParam("after") : lastId);
        SentEvents outlet = new SentEvents(context.response(), query.named());
        EventReader reader = new EventReader(log, terminal, query.names(), outlet, context(context));
        onEnd(context, reader::end);
        outlet.begin();
        reader.begin(query.lastId(), heartbeat);
    }

    private void status(RoutingContext context) throws Rejected {
        Function<TerminalStatus, String> view = view(context.request().getParam("as"));
        SentEvents outlet = new SentEvents(context.response(), true);
        StatusReader reader = new StatusReader(
                log,
                outlet,
                context(context),
                name -> terminals.find(name).map(Terminal::status).map(view).orElse("{}"));
        onEnd(context, reader::end);
        outlet.begin();
        reader.begin(terminals.all().stream().map(Terminal::name).toList(), heartbeat);
    }

    /** @param as {@code tile} for what the wall page shows; null, or {@code status}, for what programs see */
    private Function<TerminalStatus, String> view(String as) throws Rejected {
        if ("tile".equals(as)) {
            return tiles::text;
        }
        if (as == null || as.equals("status")) {
            return status -> StatusView.brief(status).toString();
        }
        throw Rejected.because(400, "as is status or tile.");
    }

    private static Context context(RoutingContext context) {
        return context.vertx().getOrCreateContext();
    }

    private static void onEnd(RoutingContext context, Runnable end) {
        context.response().exceptionHandler(broken -> end.run());
        context.response().closeHandler(closed -> end.run());
    }
}
