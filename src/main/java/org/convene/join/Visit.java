package org.convene.join;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.convene.booking.Booking;

/** What a click on a personal link comes to. */
public sealed interface Visit {
    /** We never signed this link, or the lesson was never ours. */
    record Unknown() implements Visit {}

    /** The person is not on the roster any more. */
    record Removed(String title) implements Visit {}

    /** The lesson is over or does not take place. */
    record Over(String title, boolean cancelled) implements Visit {}

    /**
     * Too early; the link opens at {@code opensAt}.
     *
     * @param telephone how to dial in: {@code {number, extension, code}}; {@code null} where there is no bridge
     */
    record Early(String title, Instant opensAt, Instant startsAt, String zone, ObjectNode telephone) implements Visit {}

    /** The room is not there yet; the page asks again by itself. */
    record Preparing(String title) implements Visit {}

    /** Somebody looks at the link without a person behind: a preview, or HEAD. Nothing is used up. */
    record Preview(String title) implements Visit {}

    /** Come in: the vendor's link is one for everybody, and lets in whom it knows. */
    record Onward(String url) implements Visit {}

    /** Come in: {@code request} asks the booking's vendor for a fresh link, {@code kept} is one made before or null. */
    record Welcome(Booking booking, ObjectNode request, String kept) implements Visit {}
}
