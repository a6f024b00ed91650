package org.convene.terminal.session;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Puts the fragments of a message together; one that is too long is counted, not kept, and ends nothing. */
final class Frames implements Handler<WebSocketFrame> {
    private final int longest;
    private final Consumer<Heard> heard;
    private Buffer parts;
    private long length;

    Frames(int longest, Consumer<Heard> heard) {
        this.longest = longest;
        this.heard = heard;
    }

    @Override
    public void handle(WebSocketFrame frame) {
        if (!frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
            return;
        }
        if (frame.isFinal() && !frame.isContinuation()) {
            Buffer whole = frame.binaryData();
            heard.accept(whole.length() > longest ? tooLong(whole.length()) : Heard.of(text(whole)));
            return;
        }
        if (!frame.isContinuation()) {
            parts = Buffer.buffer();
            length = 0;
        }
        if (parts != null) {
            add(frame.binaryData(), frame.isFinal());
        }
    }

    private void add(Buffer part, boolean last) {
        length += part.length();
        if (length <= longest) {
            parts.appendBuffer(part);
        }
        if (last) {
            heard.accept(length > longest ? tooLong(length) : Heard.of(text(parts)));
            parts = null;
        }
    }

    private static String text(Buffer bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Heard tooLong(long bytes) {
        return Heard.unknown("longer than what is read", bytes + " bytes");
    }
}
