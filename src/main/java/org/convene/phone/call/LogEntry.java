package org.convene.phone.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads an entry of the call log (MX Proxy 2.3, {@code GET /calls}). Whatever it holds, a leg fits into the database. */
final class LogEntry {
    private static final int LONGEST = 100;
    private static final int LONGEST_GCID = 200;
    private static final int LONGEST_WORD = 20;
    /** The year 2100: what is later is no time of a call. */
    private static final long LATEST = 4_102_444_800L;

    private LogEntry() {}

    /** Nothing when it cannot be told which record it is, or when it was. */
    static Optional<Leg> read(JsonNode entry, String user) {
        OptionalLong record = number(entry.path("record_id"));
        String gcid = entry.path("gcid").asText("");
        if (record.isEmpty()
                || gcid.length() > LONGEST_GCID
                || !isTime(entry.path("connectTimestamp"))
                || !isTime(entry.path("disconnectTimestamp"))) {
            return Optional.empty();
        }
        String cleaned = cleaned(gcid, LONGEST_GCID);
        return Optional.of(new Leg(
                user,
                record.getAsLong(),
                // without a call of its own a record is one
                cleaned.isEmpty() ? "record-" + user + "-" + record.getAsLong() : cleaned,
                cleaned(entry.path("direction").asText(""), LONGEST_WORD),
                entry.path("missed").asBoolean(),
                time(entry.path("connectTimestamp")),
                time(entry.path("disconnectTimestamp")),
                text(entry, "callingPartyNo"),
                text(entry, "originalCalledPartyNo"),
                new Leg.Peer(
                        text(entry, "firstName"),
                        text(entry, "lastName"),
                        // the vendor's document has both
                        text(entry, entry.hasNonNull("ext") ? "ext" : "extension"),
                        text(entry, "serviceName"),
                        text(entry, "serviceExtension")),
                new Leg.Kinds(
                        number(entry.path("callType")),
                        number(entry.path("legType")),
                        number(entry.path("selfLegType")),
                        number(entry.path("monitorType")))));
    }

    private static String text(JsonNode entry, String field) {
        return cleaned(entry.path(field).asText(""), LONGEST);
    }

    /** Without control characters and halves of characters, which databases and files do not take. */
    static String cleaned(String text, int longest) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        if (whole.length() <= longest) {
            return whole;
        }
        boolean halved = Character.isHighSurrogate(whole.charAt(longest - 1));
        return whole.substring(0, halved ? longest - 1 : longest);
    }

    private static OptionalLong number(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return OptionalLong.of(value.longValue());
        }
        return value.isTextual() && value.asText().matches("-?[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(value.asText()))
                : OptionalLong.empty();
    }

    /** Absent, or 0, is none. */
    private static boolean isTime(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return true;
        }
        OptionalLong seconds = number(value);
        return seconds.isPresent() && seconds.getAsLong() >= 0 && seconds.getAsLong() < LATEST;
    }

    private static Optional<Instant> time(JsonNode value) {
        OptionalLong seconds = number(value);
        return seconds.isEmpty() || seconds.getAsLong() == 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds.getAsLong()));
    }
}
