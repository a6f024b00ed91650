package org.convene.sandbox.stage;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/**
 * One request, one answer: counts it, asks the fault script, waits as told, has the work done and sends what is left of
 * the answer. The only place that writes to the wire, so every operation obeys the script alike.
 */
public final class Conversations {

    private static final Logger LOG = Logger.getLogger(Conversations.class);
    private static final byte[] GARBAGE = "<html><body>\u0000\uFFFD{\"id\": garbage".getBytes(StandardCharsets.UTF_8);

    private static final byte[] NOTHING = new byte[0];
    private static final int AT_ONCE = 64 * 1024;

    private final Vertx vertx;
    private final Clock clock;
    private final long delayMillis;
    private final FaultScript faults;
    private final RequestLog log;
    private final IntFunction<Answer> vendorError;

    /**
     * @param delay how long every request takes at least
     * @param vendorError what the vendor answers with a status it was only told to answer
     */
    public Conversations(
            Vertx vertx,
            Clock clock,
            Duration delay,
            FaultScript faults,
            RequestLog log,
            IntFunction<Answer> vendorError) {
        this.vertx = vertx;
        this.clock = clock;
        this.delayMillis = delay.toMillis();
        this.faults = faults;
        this.log = log;
        this.vendorError = vendorError;
    }

    /** A handler for one operation of the API, named as the vendor's document names it. */
    public Handler<RoutingContext> operation(String name, Function<RoutingContext, Answer> work) {
        return context -> hear(context, name, work);
    }

    private void hear(RoutingContext context, String operation, Function<RoutingContext, Answer> work) {
        log.heard(operation);
        Fault fault =
                faults.next(context.request().method().name(), context.request().path());
        long wait = delayMillis + (fault == null ? 0 : fault.delay());
        after(wait, () -> work(context, operation, work, fault));
    }

    private void work(RoutingContext context, String operation, Function<RoutingContext, Answer> work, Fault fault) {
        if (fault != null && fault.action() == Fault.Action.DROP) {
            note(context, operation, 0, fault);
            context.request().connection().close();
            return;
        }
        Answer scripted = fault == null ? null : fault.answer(vendorError);
        if (scripted != null) {
            send(context, operation, scripted, fault);
            return;
        }
        Answer answer = perform(context, operation, work);
        Answer told = fault == null ? answer : fault.instead(answer, vendorError);
        long wait = told.afterMillis() + (fault == null ? 0 : fault.answerDelay());
        after(wait, () -> send(context, operation, told, fault));
    }

    private Answer perform(RoutingContext context, String operation, Function<RoutingContext, Answer> work) {
        try {
            return work.apply(context);
        } catch (Refused refused) {
            return refused.answer();
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "The sandbox failed in %s", operation);
            return vendorError.apply(500);
        }
    }

    private void send(RoutingContext context, String operation, Answer answer, Fault fault) {
        Fault.Action action = fault == null ? Fault.Action.ANSWER : fault.action();
        HttpServerResponse response = context.response();
        note(context, operation, action == Fault.Action.DROP_AFTER ? 0 : answer.status(), fault);
        if (action == Fault.Action.DROP_AFTER || response.closed()) {
            context.request().connection().close();
            return;
        }
        boolean spoiled = action == Fault.Action.HALF || action == Fault.Action.GARBAGE;
        Content content = answer.content();
        response.setStatusCode(spoiled && content.length() == 0 ? 200 : answer.status());
        answer.headers().forEach(response::putHeader);
        response.setChunked(answer.chunked() && !spoiled);
        int speed = fault == null ? 0 : fault.speed();
        long length = content.length();
        switch (action) {
            case HALF -> broken(context, content.stretch(0, length / 2), Math.max(length, 1), speed, NOTHING);
            case CUT -> broken(context, content.stretch(0, Math.min(fault.bytes(), length)), length, speed, NOTHING);
            case INSERT -> broken(context, content.stretch(0, Math.min(fault.bytes(), length)), length, speed, GARBAGE);
            case LENGTH -> broken(context, content, Math.max(0, length + fault.bytes()), speed, NOTHING);
            case SHORT -> whole(context, content.stretch(0, Math.min(fault.bytes(), length)), speed);
            case GARBAGE -> response.end(Buffer.buffer(GARBAGE));
            default -> whole(context, content, speed);
        }
    }

    private void whole(RoutingContext context, Content content, int speed) {
        HttpServerResponse response = context.response();
        if (context.request().method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", String.valueOf(content.length()))
                    .end();
        } else if (speed == 0 && content.length() <= AT_ONCE) {
            response.end(content.whole());
        } else {
            tellLength(response, content.length());
            new Pour(vertx, response, content, speed).begin().onSuccess(poured -> response.end());
        }
    }

    /** Tells a length, sends something else, and closes the connection. */
    private void broken(RoutingContext context, Content sent, long told, int speed, byte[] rubbish) {
        HttpServerResponse response = context.response();
        tellLength(response, told);
        new Pour(vertx, response, sent, speed)
                .begin()
                .compose(poured -> response.write(Buffer.buffer(rubbish)))
                .onComplete(written -> context.request().connection().close());
    }

    private static void tellLength(HttpServerResponse response, long length) {
        if (!response.isChunked()) {
            response.putHeader("Content-Length", String.valueOf(length));
        }
    }

    private void note(RoutingContext context, String operation, int status, Fault fault) {
        log.answered(new RequestLog.Entry(
                clock.instant(),
                context.request().method().name(),
                context.request().path(),
                operation,
                status,
                fault == null ? null : fault.action().word()));
    }

    private void after(long millis, Runnable then) {
        if (millis > 0) {
            vertx.setTimer(millis, elapsed -> then.run());
        } else {
            then.run();
        }
    }

    /** Sends an answer of the back office, which no fault touches. */
    public static void reply(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response().setStatusCode(answer.status());
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            response.putHeader(header.getKey(), header.getValue());
        }
        response.end(answer.content().whole());
    }
}
