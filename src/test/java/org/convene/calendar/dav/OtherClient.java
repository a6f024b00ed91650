package org.convene.calendar.dav;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client that is not ours. It asks again when the connection it kept turns out to be closed. */
final class OtherClient {
    private static final int TRIES = 4;
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private OtherClient() {}

    static HttpResponse<byte[]> send(HttpRequest request) {
        for (int tries = 1; ; tries++) {
            try {
                return CLIENT.send(request, BodyHandlers.ofByteArray());
            } catch (IOException closed) {
                if (tries == TRIES) {
                    throw new UncheckedIOException(closed);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }
}
