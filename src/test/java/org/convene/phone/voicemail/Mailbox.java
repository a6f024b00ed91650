package org.convene.phone.voicemail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * The little of MX Proxy that a mailbox is made of (mx-proxy A1 1, 20, 21, 23), without any of the sandbox: one account, its
 * messages, and what was marked read when.
 */
final class Mailbox implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<Integer, ObjectNode> messages = new ConcurrentSkipListMap<>();
    private final Set<String> markedTooEarly = ConcurrentHashMap.newKeySet();
    private final Predicate<String> isMailed;

    /** @param isMailed whether the mail server has the mail of the message of this id */
    Mailbox(Predicate<String> isMailed) {
        this.isMailed = isMailed;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/auth", this::signIn);
        server.createContext("/voicemails", this::voicemails);
        server.createContext("/", exchange -> answer(exchange, 404, "{\"error\":\"not found\"}"));
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "mailbox");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What a hub needs to sign in. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("CONVENE_MX_URL", url());
        environment.put("CONVENE_MX_CLIENT_ID", "application");
        environment.put("CONVENE_MX_CLIENT_SECRET", "secret");
        environment.put("CONVENE_MX_USERNAME", "hub");
        environment.put("CONVENE_MX_PASSWORD", "password");
        return environment;
    }

    /** @param received seconds since 1970 */
    void leave(int id, String from, String name, long received, boolean read) {
        ObjectNode message = JSON.createObjectNode()
                .put("from", from)
                .put("fromName", name)
                .put("to", "3044")
                .put("ownerType", "user")
                .put("id", String.valueOf(id))
                .put("mediaType", "VoiceMail")
                .put("received", received)
                .put("duration", 1);
        if (read) {
            message.put("read", true);
        }
        messages.put(id, message);
    }

    void delete(int id) {
        messages.remove(id);
    }

    void clear() {
        messages.clear();
        markedTooEarly.clear();
    }

    long read() {
        return messages.values().stream()
                .filter(message -> message.path("read").asBoolean())
                .count();
    }

    /** Messages that were marked read while their mail was nowhere. */
    Set<String> markedTooEarly() {
        return markedTooEarly;
    }

    private void signIn(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "{\"token_type\":\"Bearer\",\"access_token\":\"token\",\"expires_in\":3600}");
    }

    private void voicemails(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/voicemails")) {
            ObjectNode list = JSON.createObjectNode();
            if (messages.isEmpty()) {
                list.putNull("voiceMails");
            } else {
                ArrayNode items = list.putArray("voiceMails");
                messages.values().forEach(items::add);
            }
            answer(exchange, 200, list.toString());
            return;
        }
        String id = path.substring(path.lastIndexOf('/') + 1);
        ObjectNode message = messages.get(Integer.valueOf(id));
        if (message == null) {
            answer(exchange, 404, "{\"error\":\"not found\"}");
        } else if (exchange.getRequestMethod().equals("PATCH")) {
            mark(exchange, id, message);
        } else {
            exchange.getResponseHeaders().add("Content-Type", "audio/wave");
            byte[] audio = audio(Integer.parseInt(id));
            exchange.sendResponseHeaders(200, 0); // chunked, as the proxy does it
            exchange.getResponseBody().write(audio);
            exchange.close();
        }
    }

    private void mark(HttpExchange exchange, String id, ObjectNode message) throws IOException {
        JsonNode marks = JSON.readTree(exchange.getRequestBody().readAllBytes());
        if (!isMailed.test(id + "-" + message.path("received").asLong())) {
            markedTooEarly.add(id);
        }
        message.put("read", marks.path("read").asBoolean());
        answer(exchange, 200, "{\"vm\":" + marks + "}");
    }

    /** A second of silence, told apart by one sample. */
    static byte[] audio(int id) {
        byte[] samples = new byte[8000];
        samples[0] = (byte) id;
        samples[1] = (byte) (id >> 8);
        AudioFormat format = new AudioFormat(8000, 8, 1, false, false);
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        try {
            AudioSystem.write(
                    new AudioInputStream(new java.io.ByteArrayInputStream(samples), format, samples.length),
                    AudioFileFormat.Type.WAVE,
                    wav);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return wav.toByteArray();
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
