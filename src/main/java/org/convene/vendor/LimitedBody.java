package org.convene.vendor;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.io.IOException;

/**
 * Collects an answer in memory ({@code null} when there is none), but not more of it than memory has room for: whoever
 * answers is not trusted.
 */
final class LimitedBody implements BodyStream<Buffer> {
    private static final int MOST = 64 * 1024 * 1024;

    /** The answer is longer than anything a vendor has to say. */
    static final class TooLong extends IOException {
        TooLong(int most) {
            super("more than " + most / 1024 / 1024 + " MiB");
        }
    }

    private final int most;
    private final Promise<Buffer> whole = Promise.promise();
    private Buffer collected = Buffer.buffer();

    private LimitedBody(int most) {
        this.most = most;
    }

    static BodyCodec<Buffer> codec() {
        return codec(MOST);
    }

    static BodyCodec<Buffer> codec(int most) {
        return handler -> handler.handle(Future.succeededFuture(new LimitedBody(most)));
    }

    @Override
    public Future<Buffer> result() {
        return whole.future();
    }

    @Override
    public Future<Void> write(Buffer part) {
        if ((long) collected.length() + part.length() > most) {
            collected = Buffer.buffer();
            whole.tryFail(new TooLong(most));
            return Future.failedFuture(new TooLong(most));
        }
        collected.appendBuffer(part);
        return Future.succeededFuture();
    }

    @Override
    public void write(Buffer part, Handler<AsyncResult<Void>> handler) {
        write(part).onComplete(handler);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        whole.tryComplete(collected.length() == 0 ? null : collected);
        if (handler != null) {
            handler.handle(Future.succeededFuture());
        }
    }

    /** The answer broke off. */
    @Override
    public void handle(Throwable cause) {
        whole.tryFail(cause);
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
        return this;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        return this;
    }
}
