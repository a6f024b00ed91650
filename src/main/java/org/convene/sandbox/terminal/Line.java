package org.convene.sandbox.terminal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;

/** The WebSocket of one client, and every way to end it. */
final class Line {

    private final ServerWebSocket socket;
    private final HttpConnection connection;
    private boolean deaf;
    /** The account it is signed in as; null before that, and after it lost it. */
    Seat seat;
    /** Whether it signed in with a token. */
    boolean byToken;
    /** Told by {@code setUsedApiVersion}. */
    int version = 1;

    Line(ServerWebSocket socket, HttpConnection connection) {
        this.socket = socket;
        this.connection = connection;
    }

    void write(String text) {
        if (!deaf && !socket.isClosed()) {
            socket.writeFinalTextFrame(text);
        }
    }

    void writeBinary(Buffer bytes) {
        if (!deaf && !socket.isClosed()) {
            socket.writeFinalBinaryFrame(bytes);
        }
    }

    /** One message in an empty first frame and so many more, cut anywhere, also within a character. */
    void writeFragments(String text, int parts) {
        if (deaf || socket.isClosed()) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int size = Math.max(1, (bytes.length + parts - 1) / parts);
        socket.writeFrame(WebSocketFrame.textFrame("", false));
        for (int from = 0; from < bytes.length; from += size) {
            int to = Math.min(bytes.length, from + size);
            Buffer part = Buffer.buffer().appendBytes(bytes, from, to - from);
            socket.writeFrame(WebSocketFrame.continuationFrame(part, to == bytes.length));
        }
    }

    void close(int code, String reason) {
        socket.close((short) code, reason);
    }

    /** Without a close frame: the other side sees a reset connection. */
    void reset() {
        reset(connection);
    }

    static void reset(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        channel.eventLoop().execute(() -> {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe().close(channel.newPromise());
        });
    }

    /** The end of the stream without a close frame. */
    void cut() {
        Channel channel = ((ConnectionBase) connection).channel();
        channel.eventLoop().execute(() -> channel.unsafe().close(channel.newPromise()));
    }

    /** Half-open: the connection stays, but nothing is read any more and nothing said, not even to pings. */
    void freeze() {
        deaf = true;
        socket.pause();
        ((ConnectionBase) connection).channel().config().setAutoRead(false);
    }

    boolean frozen() {
        return deaf;
    }
}
