package org.convene.lesson.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.convene.booking.Booking;
import org.convene.booking.Change;
import org.convene.booking.Ledger;
import org.convene.document.CheckResult;
import org.convene.document.LessonCheck;
import org.convene.document.Problem;
import org.convene.lesson.Lessons;

/**
 * Records of {@code convene.lessons}, many at a time, for the routes in kafka/lessons.camel.yaml: understood one by one,
 * stored in one transaction, counted as read when the ledger has them and the broker what could not be understood. Headers
 * of records are nobody's orders: none of them is passed on.
 */
@Singleton
@Named("lessonRecords")
public class LessonRecords {
    private static final String READING = "lessonRecords.reading";
    /** Of what is put aside; the record itself stays in its topic, where {@code record} says. */
    private static final int LONGEST = 100_000;

    private final LessonCheck check;
    private final Lessons lessons;
    private final Ledger ledger;
    private final ObjectMapper json;
    private final Clock clock;
    private final Counter stored;
    private final Counter refused;

    public LessonRecords(
            LessonCheck check, Lessons lessons, Ledger ledger, ObjectMapper json, Clock clock, MeterRegistry metrics) {
        this.check = check;
        this.lessons = lessons;
        this.ledger = ledger;
        this.json = json;
        this.clock = clock;
        this.stored = counter(metrics, "stored");
        this.refused = counter(metrics, "refused");
    }

    private static Counter counter(MeterRegistry metrics, String outcome) {
        return Counter.builder("convene.kafka.lessons")
                .description("Lessons read from Kafka, by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }

    /** What was understood, what was not, and up to where each partition was read. */
    private record Reading(
            List<Understood> understood, List<Refusal> refusals, Map<String, KafkaManualCommit> places) {}

    private record Understood(LessonRecord record, Change change) {}

    /** @param problem why it cannot be stored */
    private record Refusal(LessonRecord record, Problem problem) {}

    /** In: the records of Kafka, as exchanges. Out: nothing yet; they are understood. */
    public void read(Exchange exchange) {
        Reading reading = new Reading(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        for (Object one : exchange.getMessage().getBody(List.class)) {
            Message message = ((Exchange) one).getMessage();
            LessonRecord record = LessonRecord.of(message);
            understand(record, reading);
            reading.places()
                    .put(record.partition(), message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
        }
        exchange.setProperty(READING, reading);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
    }

    private void understand(LessonRecord record, Reading reading) {
        if (record.value() == null && record.key() != null) {
            reading.understood().add(new Understood(record, new Change.Cancelled(Booking.LESSON, record.key())));
            return;
        }
        CheckResult result = check.check(record.bytes(), record::lesson);
        if (result instanceof CheckResult.Rejected rejected) {
            reading.refusals().add(new Refusal(record, rejected.problem()));
            return;
        }
        ObjectNode lesson = ((CheckResult.Accepted) result).lesson();
        if (record.key() != null && !record.key().equals(lesson.path("id").asText())) {
            reading.refusals().add(new Refusal(record, otherKey()));
            return;
        }
        reading.understood().add(new Understood(record, lessons.wanted(lesson)));
    }

    private static Problem otherKey() {
        return Problem.of(
                422,
                "The record's key is not the lesson's id. It has to be, for what is said of a lesson to keep its order"
                        + " and for a record without a value to cancel it.");
    }

    /** Stores what was understood, all of it or nothing; what the database would never take is refused. */
    public void store(Exchange exchange) throws SQLException {
        Reading reading = exchange.getProperty(READING, Reading.class);
        int understood = reading.understood().size();
        int unstorable = 0;
        try {
            ledger.acceptAll(
                    reading.understood().stream().map(Understood::change).iterator());
        } catch (SQLException failed) {
            if (!Unstorable.is(failed)) {
                throw failed;
            }
            unstorable = storeOneByOne(reading);
        }
        stored.increment(understood - unstorable);
        refused.increment(reading.refusals().size());
    }

    /** @return how many were refused */
    private int storeOneByOne(Reading reading) throws SQLException {
        int unstorable = 0;
        for (Understood one : reading.understood()) {
            try {
                ledger.acceptAll(List.of(one.change()).iterator());
            } catch (SQLException failed) {
                if (!Unstorable.is(failed)) {
                    throw failed;
                }
                reading.refusals().add(new Refusal(one.record(), Unstorable.PROBLEM));
                unstorable++;
            }
        }
        return unstorable;
    }

    /** Out: each record that was refused, {@code {record, key, reason, errors, value}}, errors only where there are some. */
    public List<ObjectNode> refused(Exchange exchange) {
        return exchange.getProperty(READING, Reading.class).refusals().stream()
                .map(this::told)
                .toList();
    }

    private ObjectNode told(Refusal refusal) {
        Problem problem = refusal.problem();
        LessonRecord record = refusal.record();
        ObjectNode told = json.createObjectNode()
                .put("record", record.place())
                .put("key", record.key())
                .put("at", clock.instant().toString())
                .put("reason", problem.detail());
        if (!problem.errors().isEmpty()) {
            told.set("errors", json.valueToTree(problem.errors()));
        }
        String value = record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8);
        return told.put("value", value == null || value.length() <= LONGEST ? value : value.substring(0, LONGEST));
    }

    /** Up to here everything counts as read, and does not come again. */
    public void commit(Exchange exchange) {
        exchange.getProperty(READING, Reading.class).places().values().forEach(KafkaManualCommit::commit);
    }
}
