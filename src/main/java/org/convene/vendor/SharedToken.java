package org.convene.vendor;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The token of one vendor, shared by all calls to it. Whoever first finds it due asks for another; the others wait for the
 * same answer, holding no thread. A token that is still good is used on while the vendor gives out no other.
 */
final class SharedToken {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Supplier<Future<AccessToken>> ask;
    private final Clock clock;
    private AccessToken held;
    private Future<AccessToken> renewal;

    SharedToken(Supplier<Future<AccessToken>> ask, Clock clock) {
        this.ask = ask;
        this.clock = clock;
    }

    /** A token to make a call with; fails with the {@link VendorFailure} of the request for it. */
    synchronized Future<AccessToken> current() {
        if (held != null && clock.instant().isBefore(held.renewAt())) {
            return Future.succeededFuture(held);
        }
        if (renewal != null) {
            return renewal;
        }
        Promise<AccessToken> answer = Promise.promise();
        renewal = answer.future();
        ask.get().onComplete(asked -> settle(asked, answer));
        return answer.future();
    }

    private void settle(AsyncResult<AccessToken> asked, Promise<AccessToken> answer) {
        AccessToken token;
        synchronized (this) {
            renewal = null;
            if (asked.succeeded()) {
                held = asked.result();
            } else if (held != null) {
                boolean good = clock.instant().isBefore(held.expiresAt());
                held = good ? held.renewedAt(clock.instant().plus(PAUSE)) : null;
            }
            token = held;
        }
        if (token == null) {
            answer.fail(asked.cause());
        } else {
            answer.complete(token);
        }
    }

    /** The vendor did not accept it. One that replaced it meanwhile stays. */
    synchronized void forget(AccessToken refused) {
        if (held != null && held.value().equals(refused.value())) {
            held = null;
        }
    }

    /** As after a restart; for tests. */
    synchronized void startAnew() {
        held = null;
    }
}
