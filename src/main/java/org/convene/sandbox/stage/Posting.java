package org.convene.sandbox.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One sending of a webhook, as the faults leave it.
 *
 * @param faults what hit it, in order
 */
public record Posting(boolean lost, boolean forged, int delayMillis, List<String> faults) {

    static final Posting PLAIN = new Posting(false, false, 0, List.of());

    /** What becomes of it when a fault hits: mostly one again, of {@code double} two. */
    List<Posting> hitBy(Fault fault, Random random) {
        List<String> more = new ArrayList<>(faults);
        more.add(fault.action().word());
        List<String> hits = List.copyOf(more);
        return switch (fault.action()) {
            case LOSE -> List.of(new Posting(true, forged, delayMillis, hits));
            case DOUBLE -> List.of(this, new Posting(lost, forged, delayMillis, hits));
            case DELAY -> List.of(new Posting(lost, forged, delayMillis + fault.delay(), hits));
            case SHUFFLE -> List.of(new Posting(lost, forged, delayMillis + random.nextInt(fault.delay() + 1), hits));
            case FORGE -> List.of(new Posting(lost, true, delayMillis, hits));
            default -> List.of(this);
        };
    }
}
