package org.convene.terminal.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.streams.WriteStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Events as the text messages of a WebSocket (RFC 6455), one each. */
record SocketMessages(ServerWebSocket socket) implements Outlet {
    /** Try again later (the registry of RFC 6455, section 11.7). */
    private static final short TOO_SLOW = 1013;

    private static final Buffer NOTHING = Buffer.buffer("-");

    @Override
    public WriteStream<?> stream() {
        return socket;
    }

    @Override
    public void at(EventId id) {
        socket.writeTextMessage("{\"id\":\"" + id + "\",\"event\":\"begin\",\"body\":{}}");
    }

    @Override
    public void events(List<Entry> entries) {
        for (Entry entry : entries) {
            socket.writeTextMessage(new String(entry.json(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void beat() {
        socket.writePing(NOTHING);
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() {
        socket.close(TOO_SLOW, "nothing was read for too long");
    }
}
