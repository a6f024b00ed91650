package org.convene.phone.voicemail;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A speech service in the form of OpenAI's, which hears in everything the same words, or is out of order. */
final class Scribe implements AutoCloseable {
    private final HttpServer server;
    volatile boolean works = true;
    volatile String heard = "";

    Scribe() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/v1/audio/transcriptions", exchange -> {
            heard = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            byte[] answer = (works ? "{\"text\":\" Please call me back. \"}" : "{\"error\":\"no model\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(works ? 200 : 503, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/audio/transcriptions";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
