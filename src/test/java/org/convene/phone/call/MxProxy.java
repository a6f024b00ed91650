package org.convene.phone.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of MX Proxy as a call log needs, with the entries that a test writes. */
public class MxProxy implements QuarkusTestResourceLifecycleManager {
    private static final List<ObjectNode> ENTRIES = new CopyOnWriteArrayList<>();

    private HttpServer server;

    static void add(ObjectNode... entries) {
        ENTRIES.addAll(List.of(entries));
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::answer);
        server.start();
        return Map.of(
                "convene.mx.url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "convene.mx.client-id",
                "hub",
                "convene.mx.client-secret",
                "secret",
                "convene.mx.username",
                "hub",
                "convene.mx.password",
                "password");
    }

    @Override
    public void stop() {
        server.stop(0);
        ENTRIES.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        switch (call) {
            case "POST /auth" ->
                answer.put("token_type", "Bearer").put("access_token", "token").put("expires_in", 3600);
            case "GET /auth" -> answer.put("mx", "63022").put("ext", "3044").put("jid", "43884851428118509");
            case "GET /contacts" ->
                answer.putArray("contacts")
                        .addObject()
                        .put("jid", "1")
                        .put("firstName", "Peter")
                        .put("lastName", "Hyde")
                        .put("ext", "3095");
            case "GET /calls" ->
                answer.set("callLog", entries(exchange.getRequestURI().getQuery()));
            default -> answer.put("error", "not found");
        }
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(answer.has("error") ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static ArrayNode entries(String query) {
        long since = query == null ? 0 : Long.parseLong(query.replace("timestamp=", ""));
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        ENTRIES.stream()
                .filter(entry -> entry.path("disconnectTimestamp").asLong() >= since)
                .forEach(entries::add);
        return entries.isEmpty() ? null : entries;
    }
}
