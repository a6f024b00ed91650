package org.convene.booking;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.convene.booking.Documents.LESSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.convene.booking.Signals.Expectation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SignalsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Signals signals = new Signals();

    @Test
    void whatWasConcludedBeforeAnybodyWaitedIsNotMissed() throws Exception {
        try (Expectation expectation = signals.expect(LESSON, "a")) {
            signals.concluded(booking(1, Booking.READY));

            assertNotNull(expectation.await(1, LONG).toCompletableFuture().get(1, SECONDS));
        }
    }

    @Test
    void anEarlierVersionDoesNotAnswerForALaterOne() throws Exception {
        try (Expectation expectation = signals.expect(LESSON, "a")) {
            CompletableFuture<Booking> second = expectation.await(2, LONG).toCompletableFuture();
            signals.concluded(booking(1, Booking.READY));
            assertFalse(second.isDone());

            signals.concluded(booking(3, Booking.READY));
            assertEquals(3, second.get(1, SECONDS).version());
        }
    }

    @Test
    void anAttemptThatWasPostponedIsNoConclusion() throws Exception {
        try (Expectation expectation = signals.expect(LESSON, "a")) {
            signals.concluded(booking(1, Booking.PENDING));

            assertNull(expectation
                    .await(1, Duration.ofMillis(50))
                    .toCompletableFuture()
                    .get(5, SECONDS));
        }
    }

    @Test
    void beyondAHundredNobodyIsLetToWaitAndPlacesComeBack() throws Exception {
        List<CompletableFuture<Booking>> waiting = new ArrayList<>();
        try (Expectation expectation = signals.expect(LESSON, "a")) {
            for (int i = 0; i < 100; i++) {
                waiting.add(signals.expect(LESSON, "b").await(1, LONG).toCompletableFuture());
            }
            assertNull(expectation.await(1, LONG).toCompletableFuture().get(1, SECONDS));

            signals.concluded(new Booking(
                    1, LESSON, "b", "teleboss", 1, Booking.READY, false, null, null, null, null, null, 0, null, null));
            for (CompletableFuture<Booking> one : waiting) {
                assertNotNull(one.get(5, SECONDS));
            }
            assertFalse(expectation.await(1, LONG).toCompletableFuture().isDone(), "there are places again");
        }
    }

    @Test
    void nobodyIsForgottenWhileOthersComeAndGoForTheSameLesson() throws Exception {
        int rounds = 20_000;
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Expectation[] leaving = new Expectation[1];
            for (int i = 0; i < rounds; i++) {
                leaving[0] = signals.expect(LESSON, "a");
                CompletableFuture<Void> gone = CompletableFuture.runAsync(
                        () -> {
                            meet(together);
                            leaving[0].close();
                        },
                        other);
                meet(together);
                try (Expectation coming = signals.expect(LESSON, "a")) {
                    gone.get(10, SECONDS);
                    signals.concluded(booking(1, Booking.READY));
                    assertNotNull(
                            coming.await(1, Duration.ofMillis(1))
                                    .toCompletableFuture()
                                    .get(10, SECONDS),
                            "round " + i);
                }
            }
        } finally {
            other.shutdown();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, SECONDS);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Booking booking(long version, String state) {
        return new Booking(
                1,
                LESSON,
                "a",
                "teleboss",
                version,
                state,
                false,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                Instant.EPOCH);
    }
}
