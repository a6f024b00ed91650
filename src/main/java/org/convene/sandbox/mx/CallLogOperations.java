package org.convene.sandbox.mx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Json;

/**
 * The call log. The phone system sends blocks of 21 and never says which is the last: the proxy takes a shorter one for it,
 * and otherwise waits in vain and answers what it has (mx-proxy.md A2.5).
 */
final class CallLogOperations {

    private static final int BLOCK = 21;

    private final Mx mx;
    private final Random chance = new Random();

    CallLogOperations(Mx mx) {
        this.mx = mx;
    }

    Answer list(Heard heard) {
        List<LoggedCall> all = mx.callLog(
                heard.query("timestamp").map(CallLogOperations::seconds).orElse(Long.MIN_VALUE));
        Habits habits = mx.habits();
        int arrived = Math.min(all.size(), BLOCK * blocks(all.size(), habits));
        List<?> told = all.subList(0, arrived);
        if (habits.documentedLists()) {
            told = told.stream().map(CallLogOperations::asDocumented).toList();
        }
        boolean waitsForMore = arrived > 0 && arrived % BLOCK == 0;
        return ProxyJson.list("callLog", told).after(waitsForMore ? habits.replyMillis() : 0);
    }

    private int blocks(int entries, Habits habits) {
        int all = entries / BLOCK + 1;
        int most = habits.callLogBlocks() == 0 ? all : Math.min(all, habits.callLogBlocks());
        return chance.nextDouble() < habits.truncationChance() ? 1 + chance.nextInt(most) : most;
    }

    private static Object asDocumented(Object leg) {
        ObjectNode json = Json.MAPPER.valueToTree(leg);
        if (!json.path("missed").asBoolean()) {
            json.remove("missed");
        }
        return json;
    }

    private static long seconds(String timestamp) {
        try {
            return timestamp.matches("-?\\d{1,18}")
                    ? Long.parseLong(timestamp)
                    : OffsetDateTime.parse(timestamp).toEpochSecond();
        } catch (DateTimeException noTime) {
            throw new Refusal(400, "bad timestamp format");
        }
    }
}
