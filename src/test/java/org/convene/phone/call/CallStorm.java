package org.convene.phone.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A phone system with a long day: calls with one to three legs that come to its log when they end, and answers of which some
 * are cut to whole blocks, at the end or at the beginning.
 */
final class CallStorm implements CallWorld.PhoneSystem {
    private record Entry(Instant end, ObjectNode json) {}

    private final Random random;
    private final List<Entry> entries = new ArrayList<>();
    private int shown;
    private int calls;
    private int cut;

    CallStorm(Random random, int number, int seconds) {
        this.random = random;
        for (int record = 0; record < number; calls++) {
            int legs = Math.min(1 + random.nextInt(3), number - record);
            for (int leg = 0; leg < legs; leg++, record++) {
                int end = 100 + (int) ((long) record * seconds / number);
                entries.add(new Entry(
                        CallWorld.START.plusSeconds(end),
                        CallWorld.leg(record, "g-" + calls, end - random.nextInt(60), end)));
            }
        }
    }

    int calls() {
        return calls;
    }

    int cut() {
        return cut;
    }

    /** What has ended by now is in the log. */
    void until(Instant now) {
        while (shown < entries.size() && !entries.get(shown).end().isAfter(now)) {
            shown++;
        }
    }

    boolean isOver() {
        return shown == entries.size();
    }

    @Override
    public JsonNode calls(Optional<Instant> since) {
        List<ObjectNode> fitting = new ArrayList<>();
        for (Entry entry : entries.subList(0, shown)) {
            if (since.isEmpty() || !entry.end().isBefore(since.get())) {
                fitting.add(entry.json());
            }
        }
        int blocks = fitting.size() / LogCursor.BLOCK;
        if (!isOver() && blocks > 0 && random.nextInt(3) == 0) {
            cut++;
            int length = (1 + random.nextInt(blocks)) * LogCursor.BLOCK;
            int from = random.nextBoolean() ? 0 : fitting.size() - length;
            fitting = fitting.subList(from, from + length);
        }
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        fitting.forEach(answer::add);
        return answer;
    }
}
