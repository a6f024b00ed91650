package org.convene.vendor;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * What all calls to one vendor share: the circuit breaker (EIP: Circuit Breaker), our own rate limit, the measure of
 * each call, and what health says about the vendor. A vendor that is down, or refuses our token, is left in peace and
 * tried again with single calls; when one of those goes well, everything that waited is woken.
 */
public final class VendorGate {
    static final Duration PAUSE = Duration.ofSeconds(5);

    private final Vendor vendor;
    private final MeterRegistry metrics;
    private final CircuitBreaker breaker;
    private final RateLimiter limiter;
    private final List<Runnable> whenBack = new CopyOnWriteArrayList<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, String> missingExtras = new ConcurrentHashMap<>();
    private volatile String trouble = "";

    VendorGate(Vendor vendor, MeterRegistry metrics) {
        this.vendor = vendor;
        this.metrics = metrics;
        this.breaker = CircuitBreaker.of(
                vendor.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(100)
                        .minimumNumberOfCalls(20)
                        .failureRateThreshold(70)
                        .waitDurationInOpenState(PAUSE)
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .maxWaitDurationInHalfOpenState(Duration.ofSeconds(30))
                        .build());
        this.limiter = vendor.rate() == 0
                ? null
                : RateLimiter.of(
                        vendor.name(),
                        RateLimiterConfig.custom()
                                // one at a time, evenly: several for a longer while would be too many at its seams
                                .limitForPeriod(1)
                                .limitRefreshPeriod(Duration.ofSeconds(1).dividedBy(vendor.rate()))
                                .timeoutDuration(Duration.ofSeconds(30))
                                .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == State.CLOSED) {
                trouble = "";
                whenBack.forEach(Runnable::run);
            }
        });
    }

    public Vendor vendor() {
        return vendor;
    }

    public void whenBack(Runnable wake) {
        whenBack.add(wake);
    }

    /**
     * Asks to make one call.
     *
     * @return how many nanoseconds to wait first, to keep the rate
     * @throws VendorFailure when the vendor is off or left in peace for now
     */
    long enter() throws VendorFailure {
        if (vendor.url().isEmpty()) {
            throw new VendorFailure.Down(
                    vendor.name() + " is not configured: convene." + vendor.name() + ".url is empty");
        }
        long wait = limiter == null ? 0 : limiter.reservePermission();
        if (wait < 0) {
            throw new VendorFailure.Busy("our own limit of requests per second is used up", Duration.ofSeconds(1));
        }
        if (!breaker.tryAcquirePermission()) {
            String reason = trouble.isEmpty() ? vendor.name() + " fails too often" : trouble;
            throw new VendorFailure.Busy(reason + " (tried again every " + PAUSE.toSeconds() + " s)", PAUSE);
        }
        return wait;
    }

    /** A call was answered with something that says nothing against the vendor's health. */
    void fine(String operation, String outcome, long nanos) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        if (!trouble.isEmpty() && breaker.getState() == State.CLOSED) {
            trouble = "";
        }
        timer(operation, outcome).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A call went wrong in a way that speaks of the vendor as a whole. */
    void ill(String operation, VendorFailure failure, long nanos) {
        trouble = failure.getMessage();
        breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
        if (failure instanceof VendorFailure.Unauthorized && breaker.getState() == State.CLOSED) {
            breaker.transitionToOpenState();
        }
        timer(operation, failure.kind()).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A call failed: whether that speaks of the vendor as a whole, its kind tells. */
    void ended(String operation, VendorFailure failure, long nanos) {
        if (failure.speaksOfTheVendor()) {
            ill(operation, failure, nanos);
        } else {
            fine(operation, failure.kind(), nanos);
        }
    }

    /** The vendor has no such operation under the configured path; asked again after a restart. */
    public void missingExtra(String operation, String reason) {
        missingExtras.put(operation, reason);
    }

    public boolean has(String operation) {
        return !missingExtras.containsKey(operation);
    }

    public Map<String, String> missingExtras() {
        return missingExtras;
    }

    /** For health: what is the matter, in words; empty when nothing is. */
    public String trouble() {
        return trouble;
    }

    public State state() {
        return breaker.getState();
    }

    /** As after a restart; for tests, so that one does not pay for another's failures. */
    void startAnew() {
        breaker.reset();
        missingExtras.clear();
        trouble = "";
    }

    private Timer timer(String operation, String outcome) {
        return timers.computeIfAbsent(
                operation + ' ' + outcome,
                key -> Timer.builder("convene.vendor.calls")
                        .description("Calls to a vendor, by operation and outcome")
                        .tags("vendor", vendor.name(), "operation", operation, "outcome", outcome)
                        .register(metrics));
    }
}
