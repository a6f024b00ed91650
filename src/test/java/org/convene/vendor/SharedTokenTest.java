package org.convene.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.convene.StillClock;
import org.junit.jupiter.api.Test;

class SharedTokenTest {
    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final VendorFailure DOWN = new VendorFailure.Down("it is down");

    private final StillClock clock = new StillClock(NOW);
    private final List<Promise<AccessToken>> asked = new ArrayList<>();
    private final SharedToken token = new SharedToken(this::ask, clock);

    private Future<AccessToken> ask() {
        asked.add(Promise.promise());
        return asked.get(asked.size() - 1).future();
    }

    private void give(String value) {
        asked.get(asked.size() - 1).complete(AccessToken.given(value, Duration.ofHours(1), clock.instant()));
    }

    private String value() {
        return token.current().result().value();
    }

    @Test
    void ofManyWhoNeedATokenOneAsksAndAllAreGivenTheSame() {
        List<Future<AccessToken>> waiting =
                IntStream.range(0, 100).mapToObj(i -> token.current()).toList();
        assertTrue(waiting.stream().noneMatch(Future::isComplete));

        give("first");

        assertEquals(1, asked.size());
        waiting.forEach(one -> assertEquals("first", one.result().value()));
    }

    @Test
    void itIsRenewedWhenFourFifthsOfItsLifeAreOver() {
        token.current();
        give("first");
        clock.forward(Duration.ofMinutes(48).minusMillis(1));
        assertEquals("first", value());

        clock.forward(Duration.ofMillis(1));
        Future<AccessToken> renewed = token.current();
        assertFalse(renewed.isComplete());
        give("second");
        assertEquals("second", renewed.result().value());
        assertEquals(2, asked.size());
    }

    @Test
    void oneThatIsStillGoodIsUsedOnWhenNoOtherCanBeHad() {
        token.current();
        give("first");
        clock.forward(Duration.ofMinutes(50));
        Future<AccessToken> renewed = token.current();
        asked.get(1).fail(DOWN);

        assertEquals("first", renewed.result().value());
        assertEquals("first", value());
        assertEquals(2, asked.size(), "and the vendor is left in peace for a while");
        clock.forward(Duration.ofMinutes(1));
        token.current();
        assertEquals(3, asked.size());
    }

    @Test
    void oneThatIsOverIsNotUsedOn() {
        token.current();
        give("first");
        clock.forward(Duration.ofHours(1));
        Future<AccessToken> renewed = token.current();
        asked.get(1).fail(DOWN);

        assertSame(DOWN, renewed.cause());
    }

    @Test
    void whoeverWaitsWhenNoneCanBeHadLearnsWhyAndTheNextAsksAnew() {
        Future<AccessToken> one = token.current();
        Future<AccessToken> other = token.current();
        asked.get(0).fail(DOWN);

        assertSame(DOWN, one.cause());
        assertSame(DOWN, other.cause());
        Future<AccessToken> next = token.current();
        give("first");
        assertEquals("first", next.result().value());
    }

    @Test
    void manyWhoseTokenWasRefusedAskForOneOtherAmongThem() {
        token.current();
        give("first");
        AccessToken refused = token.current().result();
        for (int i = 0; i < 10; i++) {
            token.forget(refused);
            token.current();
        }
        assertEquals(2, asked.size());

        give("second");
        token.forget(refused);
        assertEquals("second", value());
    }

    @Test
    void itIsNotShownToWhoeverLooksAtTheExchange() {
        token.current();
        give("very-secret");
        assertFalse(token.current().result().toString().contains("very-secret"));
    }
}
