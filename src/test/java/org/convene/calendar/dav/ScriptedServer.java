package org.convene.calendar.dav;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** Answers as told, one reply for each request, over real HTTP, and remembers what it heard. */
final class ScriptedServer implements AutoCloseable {
    record Heard(String method, String path, String body, HttpExchange exchange) {
        String header(String name) {
            String value = exchange.getRequestHeaders().getFirst(name);
            return value == null ? "" : value;
        }
    }

    interface Reply {
        void send(HttpExchange exchange) throws IOException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer http;

    ScriptedServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        http.createContext("/", this::serve);
        http.setExecutor(threads);
        http.start();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
    }

    ScriptedServer then(Reply... more) {
        replies.addAll(List.of(more));
        return this;
    }

    List<Heard> heard() {
        return heard;
    }

    Heard last() {
        return heard.get(heard.size() - 1);
    }

    static Reply status(int status, String... headers) {
        return text(status, "text/plain", "", headers);
    }

    static Reply text(int status, String type, String text, String... headers) {
        return bytes(status, type, text.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Reply bytes(int status, String type, byte[] bytes, String... headers) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            boolean none = bytes.length == 0 || status == 304 || status == 204;
            exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
            if (!none) {
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    static Reply page() {
        return text(200, "text/html; charset=utf-8", "<!DOCTYPE html><html><body>Please log in</body></html>");
    }

    static Reply xml(int status, String body) {
        return text(status, "application/xml; charset=utf-8", body);
    }

    /** Responses, and perhaps a sync token, inside a multistatus. */
    static Reply multistatus(String... inside) {
        return xml(207, multistatusText(inside));
    }

    static String multistatusText(String... inside) {
        return "<?xml version=\"1.0\"?><m:multistatus xmlns:m=\"DAV:\" xmlns:k=\"urn:ietf:params:xml:ns:caldav\""
                + " xmlns:s=\"http://calendarserver.org/ns/\">" + String.join("", inside) + "</m:multistatus>";
    }

    static String event(String href, String etag) {
        return properties(href, "<m:getetag>" + etag + "</m:getetag>");
    }

    static String eventText(String href, String etag, String text) {
        return properties(
                href, "<m:getetag>" + etag + "</m:getetag>", "<k:calendar-data>" + text + "</k:calendar-data>");
    }

    static String status(String href, int status) {
        return "<m:response><m:href>" + href + "</m:href><m:status>HTTP/1.1 " + status
                + " Told</m:status></m:response>";
    }

    static String token(String token) {
        return "<m:sync-token>" + token + "</m:sync-token>";
    }

    static String properties(String href, String... properties) {
        return "<m:response><m:href>" + href + "</m:href><m:propstat><m:prop>" + String.join("", properties)
                + "</m:prop><m:status>HTTP/1.1 200 OK</m:status></m:propstat></m:response>";
    }

    /** What a calendar says about itself. */
    static String calendar(String href, String... more) {
        return properties(href, "<m:resourcetype><m:collection/><k:calendar/></m:resourcetype>", String.join("", more));
    }

    static Reply packed(int status, String type, byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException memoryTakesIt) {
            throw new UncheckedIOException(memoryTakesIt);
        }
        return bytes(status, type, packed.toByteArray(), "Content-Encoding", "gzip");
    }

    /** The connection ends in the middle of the body. */
    static Reply cut(int status, String type, String text) {
        return exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        };
    }

    /** The body begins and then nothing more comes. */
    Reply stall(int status, String type, String text) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, text.length() + 100);
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            waitForTheEnd();
        };
    }

    /** No answer at all. */
    Reply silence() {
        return exchange -> waitForTheEnd();
    }

    private void waitForTheEnd() {
        try {
            closed.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heard.add(
                new Heard(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), body, exchange));
        Reply reply = replies.poll();
        try {
            (reply == null ? text(599, "text/plain", "nothing was scripted") : reply).send(exchange);
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
