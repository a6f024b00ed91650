package org.convene.calendar.dav;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between us and a real server: counts what is asked, and can hide that the server knows sync-collection. */
final class Relay implements AutoCloseable {
    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final URI server;
    private final boolean hidesSync;
    private final HttpServer http;

    Relay(URI server, boolean hidesSync) {
        this.server = server;
        this.hidesSync = hidesSync;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        http.createContext("/", this::relay);
        http.setExecutor(threads);
        http.start();
    }

    /** The same address, by way of here. */
    URI through(URI uri) {
        String path = uri.getRawPath();
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
    }

    /** The methods of the requests so far. */
    List<String> asked() {
        return asked;
    }

    private void relay(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(exchange.getRequestMethod());
        if (hidesSync && new String(body, StandardCharsets.UTF_8).contains("sync-collection")) {
            exchange.sendResponseHeaders(501, -1);
            exchange.close();
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.resolve(exchange.getRequestURI().getRawPath()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> answer = OtherClient.send(request.build());
            answer.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            byte[] back = hidesSync ? withoutSync(answer.body()) : answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), back.length == 0 ? -1 : back.length);
            exchange.getResponseBody().write(back);
        } finally {
            exchange.close();
        }
    }

    /** Servers that lack the report do not list it. */
    private static byte[] withoutSync(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1)
                .replaceAll("<([a-z0-9]+:)?sync-collection */>", "")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
