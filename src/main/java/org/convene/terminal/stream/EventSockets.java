package org.convene.terminal.stream;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.vertx.websocket.VertxWebsocketConstants;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;
import org.convene.terminal.Terminals;

/**
 * The events of terminals over WebSockets that Camel's vertx-websocket serves. Its producer is not used to send them: it
 * goes on only when the slowest reader has taken a message, and says nothing of those that are too slow.
 */
@Singleton
@Named("terminalSockets")
public class EventSockets {
    /** A policy was violated (RFC 6455, section 7.4.1). */
    private static final short WRONG_QUESTION = 1008;

    private final Vertx vertx;
    private final Terminals terminals;
    private final EventLog log;
    private final Duration heartbeat;
    private final Map<String, EventReader> readers = new ConcurrentHashMap<>();

    public EventSockets(Vertx vertx, Terminals terminals, EventLog log, Settings settings) {
        this.vertx = vertx;
        this.terminals = terminals;
        this.log = log;
        this.heartbeat = settings.duration("convene.terminal.stream-heartbeat");
    }

    /**
     * In: what happened to a socket. One that was opened is the body, and the parameters of its address ({@code terminal},
     * {@code events}, {@code after}) are headers. What a reader sends is not looked at.
     */
    public void heard(Exchange exchange) {
        Message message = exchange.getMessage();
        String key = message.getHeader(VertxWebsocketConstants.CONNECTION_KEY, String.class);
        if (message.getBody() instanceof ServerWebSocket socket) {
            open(key, socket, message);
        } else if (message.getBody() == null) {
            close(key);
        }
    }

    private void open(String key, ServerWebSocket socket, Message message) {
        EventQuery query;
        String terminal = message.getHeader("terminal", EventLog.ALL, String.class);
        try {
            query = EventQuery.of(
                    message.getHeader("events", String.class), null, message.getHeader("after", String.class));
        } catch (Rejected wrong) {
            socket.close(WRONG_QUESTION, wrong.getMessage());
            return;
        }
        if (!terminal.equals(EventLog.ALL) && terminals.find(terminal).isEmpty()) {
            socket.close(WRONG_QUESTION, "No such terminal.");
            return;
        }
        EventReader reader =
                new EventReader(log, terminal, query.names(), new SocketMessages(socket), vertx.getOrCreateContext());
        readers.put(key, reader);
        reader.begin(query.lastId(), heartbeat);
        if (socket.isClosed()) {
            close(key);
        }
    }

    private void close(String key) {
        EventReader reader = readers.remove(key);
        if (reader != null) {
            reader.end();
        }
    }
}
