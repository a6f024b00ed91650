package org.convene.phone.voicemail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.convene.booking.Booking;
import org.convene.booking.Change;
import org.convene.booking.Ledger;
import org.convene.vendor.Vendors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each voicemail that the phone system lists a row of the ledger, once. A message is known by its id and the second
 * at which it came, since an id may be given again after a message was deleted.
 */
@Singleton
@Named("voicemailWatch")
public class VoicemailWatch {
    private static final Logger LOG = LoggerFactory.getLogger(VoicemailWatch.class);
    private static final int AT_ONCE = 500;
    private static final int LONGEST = 200;

    private final Ledger ledger;
    private final Vendors vendors;
    private final Clock clock;
    private final Counter unreadable;

    public VoicemailWatch(Ledger ledger, Vendors vendors, Clock clock, MeterRegistry metrics) {
        this.ledger = ledger;
        this.vendors = vendors;
        this.clock = clock;
        this.unreadable = Counter.builder("convene.voicemail.unreadable")
                .description("Entries of the list of voicemails that have no id, or no time at which they came")
                .register(metrics);
    }

    /** A phone system that is off is not asked. */
    public boolean isWanted() {
        return vendors.vendor("mx").url().isPresent();
    }

    /** In: the list as the phone system gives it. Returns how many are new. */
    public int note(Exchange exchange) throws SQLException {
        Instant now = clock.instant();
        Map<String, ObjectNode> listed = new LinkedHashMap<>();
        for (JsonNode entry : exchange.getMessage().getBody(JsonNode.class)) {
            if (isReadable(entry)) {
                ObjectNode document = document(entry, now);
                listed.put(document.path("id").asText(), document);
            } else {
                unreadable.increment();
                LOG.warn("A voicemail was listed without an id or a time, and is left alone");
            }
        }
        List<String> ids = new ArrayList<>(listed.keySet());
        int changed = 0;
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            // what is known stays as it was first seen: that it is read by now is our own doing
            Set<String> known = ledger.findAll(Booking.VOICEMAIL, some).keySet();
            changed += ledger.acceptAll(some.stream()
                    .filter(id -> !known.contains(id))
                    .<Change>map(id -> new Change.Wanted(Booking.VOICEMAIL, id, "mx", listed.get(id)))
                    .iterator());
        }
        return changed;
    }

    private static boolean isReadable(JsonNode entry) {
        String id = entry.path("id").asText();
        return !id.isEmpty()
                && id.length() <= LONGEST / 2
                && entry.path("received").canConvertToLong()
                && entry.path("received").asLong() > 0
                && entry.path("received").asLong() < Instant.MAX.getEpochSecond();
    }

    /** What was left, by whom, for whom; times in UTC, the duration in seconds. */
    private static ObjectNode document(JsonNode entry, Instant now) {
        Instant received = Instant.ofEpochSecond(entry.path("received").asLong());
        long duration = Math.max(0, entry.path("duration").asLong());
        String caller = text(entry, "callerName").isEmpty() ? text(entry, "fromName") : text(entry, "callerName");
        String title = "Voicemail from " + (caller.isEmpty() ? text(entry, "from") : caller);
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", entry.path("id").asText() + "-" + received.getEpochSecond())
                .put("voicemailId", entry.path("id").asText())
                .put("title", title.substring(0, Math.min(LONGEST, title.length())))
                .put("startsAt", received.toString())
                .put("endsAt", received.plusSeconds(duration).toString())
                .put("from", text(entry, "from"))
                .put("fromName", caller)
                .put("to", text(entry, "to"))
                .put("duration", duration)
                .put("noticedAt", now.toString())
                .put("heardBefore", entry.path("read").asBoolean())
                .put("note", text(entry, "note"));
    }

    private static String text(JsonNode entry, String field) {
        String text = entry.path(field).asText("").strip();
        return text.substring(0, Math.min(LONGEST, text.length()));
    }
}
