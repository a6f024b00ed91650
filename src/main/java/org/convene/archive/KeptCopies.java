package org.convene.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.convene.archive.transfer.Receipt;
import org.convene.booking.Booking;

/**
 * What an archive can show of a lesson.
 *
 * @param receipts of everything in storage
 * @param missing  what should be there and is not, in plain words, or {@code null}
 */
public record KeptCopies(List<Receipt> receipts, String missing) {

    /** @param lesson as it is now, since it says whether there should be a recording */
    public static KeptCopies of(Booking archive, Booking lesson, Instant now) {
        JsonNode seen = archive.seen().json();
        List<Receipt> receipts = new ArrayList<>();
        for (JsonNode call : seen.path("calls")) {
            add(receipts, call.path("json"));
            add(receipts, call.path("xlsx"));
        }
        seen.path("recordings").forEach(recording -> add(receipts, recording.path("object")));
        return new KeptCopies(List.copyOf(receipts), new Archiving(archive, lesson, List.of(), now).missingInWords());
    }

    private static void add(List<Receipt> receipts, JsonNode kept) {
        if (kept.isObject()) {
            receipts.add(Receipt.of(kept));
        }
    }

    public long bytes() {
        return receipts.stream().mapToLong(Receipt::size).sum();
    }
}
