package org.convene.sandbox.stage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Consumer;

/**
 * The server of a sandbox: HTTP/1.1 on one address, bodies of at most a megabyte. Paths that take longer bodies, or turn a
 * request into a WebSocket, are mounted {@link #first}.
 */
public final class Listener {

    private static final long LONGEST_BODY = 1024 * 1024;

    private final Vertx vertx;
    private final String host;
    private final int port;
    private Consumer<Router> first = router -> {};
    private boolean compressed;
    private HttpServer server;
    private String url;

    /** @param port 0 takes any free one */
    public Listener(Vertx vertx, String host, int port) {
        this.vertx = vertx;
        this.host = host;
        this.port = port;
    }

    /** @param mount puts paths on the router that read their bodies themselves */
    public Listener first(Consumer<Router> mount) {
        first = mount;
        return this;
    }

    /** Compresses for whoever asks for it. */
    public Listener compressed() {
        compressed = true;
        return this;
    }

    /**
     * Listens; the future brings the port.
     *
     * @param mount puts the sandbox's paths on the router, on a worker because it may read a file
     */
    public Future<Integer> open(Consumer<Router> mount) {
        return vertx.executeBlocking(() -> {
                    Router router = Router.router(vertx);
                    first.accept(router);
                    router.route().handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY));
                    mount.accept(router);
                    return router;
                })
                .compose(router -> {
                    HttpServerOptions options = new HttpServerOptions()
                            .setHost(host)
                            .setPort(port)
                            .setHttp2ClearTextEnabled(false)
                            .setPerMessageWebSocketCompressionSupported(false)
                            .setPerFrameWebSocketCompressionSupported(false)
                            .setMaxWebSocketFrameSize(Math.toIntExact(LONGEST_BODY))
                            .setMaxWebSocketMessageSize(Math.toIntExact(LONGEST_BODY))
                            .setCompressionSupported(compressed)
                            .setTcpNoDelay(true);
                    server = vertx.createHttpServer(options).requestHandler(router);
                    return server.listen();
                })
                .map(listening -> {
                    String reached = host.equals("0.0.0.0") ? "127.0.0.1" : host;
                    url = "http://" + reached + ":" + listening.actualPort();
                    return listening.actualPort();
                });
    }

    /** The address it is reached at, without a path; null before it listens. */
    public String url() {
        return url;
    }

    public Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }
}
