package org.convene.terminal.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;
import java.util.List;

/**
 * Server-sent events (HTML Living Standard, section 9.2).
 *
 * @param named whether each event has a name of its own; else all arrive as {@code message}, so that a page need not know
 *     which there are
 */
record SentEvents(HttpServerResponse response, boolean named) implements Outlet {
    private static final Buffer BEAT = Buffer.buffer(":\n\n");
    /** How long a browser waits before it comes back, in milliseconds. */
    private static final int COME_BACK = 2000;

    void begin() {
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                // proxies would keep events back until they have many
                .putHeader("X-Accel-Buffering", "no");
        response.write("retry: " + COME_BACK + "\n\n");
    }

    @Override
    public WriteStream<?> stream() {
        return response;
    }

    @Override
    public void at(EventId id) {
        response.write("id: " + id + "\n\n");
    }

    @Override
    public void events(List<Entry> entries) {
        Buffer text = Buffer.buffer();
        for (Entry entry : entries) {
            text.appendString("id: " + entry.id() + "\n");
            if (named) {
                text.appendString("event: " + entry.name() + "\n");
            }
            text.appendString("data: ").appendBytes(entry.json()).appendString("\n\n");
        }
        response.write(text);
    }

    /** Something that has no place in the log. */
    void event(String name, String json) {
        response.write("event: " + name + "\ndata: " + json + "\n\n");
    }

    @Override
    public void beat() {
        response.write(BEAT);
    }

    @Override
    public boolean isClosed() {
        return response.closed();
    }

    @Override
    public void close() {
        response.reset();
    }
}
