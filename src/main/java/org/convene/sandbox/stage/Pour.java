package org.convene.sandbox.stage;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;

/** Writes long content piece by piece, no faster than it is read or than it was told to be. */
final class Pour {

    private static final int PIECE = 64 * 1024;
    private static final long TICK = 50;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Content content;
    private final int piece;
    private final boolean slow;
    private final Promise<Void> done = Promise.promise();
    private long written;
    private Future<Void> last = Future.succeededFuture();

    /** @param bytesPerSecond 0 for as fast as it goes */
    Pour(Vertx vertx, HttpServerResponse response, Content content, int bytesPerSecond) {
        this.vertx = vertx;
        this.response = response;
        this.content = content;
        this.slow = bytesPerSecond > 0;
        this.piece = slow ? (int) Math.max(1, Math.min(PIECE, bytesPerSecond * TICK / 1000)) : PIECE;
    }

    /** Done when all is written, failed when the reader has gone. */
    Future<Void> begin() {
        response.exceptionHandler(done::tryFail);
        response.closeHandler(closed -> done.tryFail("the reader has gone"));
        next();
        return done.future();
    }

    private void next() {
        while (written < content.length()) {
            if (response.closed()) {
                done.tryFail("the reader has gone");
                return;
            }
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> {
                    response.drainHandler(null);
                    next();
                });
                return;
            }
            int count = (int) Math.min(piece, content.length() - written);
            last = response.write(content.part(written, count));
            written += count;
            if (slow) {
                vertx.setTimer(TICK, elapsed -> next());
                return;
            }
        }
        last.onComplete(flushed -> done.tryComplete());
    }
}
