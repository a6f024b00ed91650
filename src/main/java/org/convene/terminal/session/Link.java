package org.convene.terminal.session;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** One WebSocket to a terminal until its end, which is told once. Confined to the terminal's own thread. */
final class Link {
    private static final Logger LOG = Logger.getLogger(Link.class);

    private final WebSocket socket;
    private final Consumer<String> lost;
    private boolean over;
    private long lastHeard = System.nanoTime();

    /**
     * @param longest bytes of the longest message that is read
     * @param lost    hears why, when the connection ends without our doing
     */
    Link(WebSocket socket, int longest, Consumer<Heard> heard, Consumer<String> lost) {
        this.socket = socket;
        this.lost = lost;
        Frames frames = new Frames(longest, what -> {
            if (!over) {
                hand(what, heard);
            }
        });
        socket.frameHandler(frame -> {
            lastHeard = System.nanoTime();
            frames.handle(frame);
        });
        socket.pongHandler(pong -> lastHeard = System.nanoTime());
        socket.exceptionHandler(failure -> end("the connection broke: " + failure.getMessage()));
        socket.closeHandler(closed -> end(
                socket.closeStatusCode() == null
                        ? "the connection broke"
                        : "the terminal closed the connection (" + socket.closeStatusCode() + ")"));
    }

    /** Whatever a terminal says, and whatever we make of it, ends no session. */
    private static void hand(Heard what, Consumer<Heard> heard) {
        try {
            heard.accept(what);
        } catch (RuntimeException ours) {
            LOG.errorf(ours, "A frame of a terminal was not understood");
        }
    }

    void write(String text) {
        socket.writeTextMessage(text).onFailure(failure -> end("the connection broke: " + failure.getMessage()));
    }

    void ping() {
        socket.writePing(Buffer.buffer("?"));
    }

    /** When anything came last, {@link System#nanoTime()}. */
    long lastHeard() {
        return lastHeard;
    }

    /** Gives it up, also when the other side does not answer. */
    void close() {
        over = true;
        socket.close();
    }

    private void end(String why) {
        if (!over) {
            over = true;
            socket.close();
            lost.accept(why);
        }
    }
}
