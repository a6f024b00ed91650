package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Desk;

/**
 * Many events from all terminals that somebody is signed in at, in turn: {@code {"perSecond":2000,"seconds":10}}. Each is a
 * {@code commandReceived} whose {@code command} is {@code storm NUMBER NANOS}: the number counts for its terminal from 1, the
 * nanoseconds are those since 1970 when it was sent. Both are fields too, {@code number} and {@code sentAt}.
 */
final class Storm {

    private static final long TICK = 5;
    private static final int MOST_PER_SECOND = 100_000;

    private final Site site;
    private final Map<String, Long> numbers = new HashMap<>();
    private long timer = -1;
    private long began;
    private long due;
    private long perSecond;
    private long sent;
    private int turn;

    Storm(Site site) {
        this.site = site;
    }

    Answer begin(ObjectNode body) {
        long rate = body.path("perSecond").asLong(2000);
        double seconds = body.path("seconds").asDouble(10);
        if (rate < 1 || rate > MOST_PER_SECOND || seconds <= 0 || seconds > 3600) {
            return Desk.problem(400, "perSecond is from 1 to " + MOST_PER_SECOND + ", and seconds up to 3600.");
        }
        end();
        numbers.clear();
        perSecond = rate;
        due = Math.round(rate * seconds);
        sent = 0;
        turn = 0;
        began = System.nanoTime();
        timer = site.vertx().setPeriodic(TICK, tick -> blow());
        return state();
    }

    Answer state() {
        return Answer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("running", timer >= 0)
                        .put("sent", sent)
                        .put("due", due));
    }

    void end() {
        if (timer >= 0) {
            site.vertx().cancelTimer(timer);
            timer = -1;
        }
    }

    private void blow() {
        List<RoomTerminal> heard =
                site.terminals().stream().filter(RoomTerminal::hasAudience).toList();
        long wanted = Math.min(due, (System.nanoTime() - began) * perSecond / 1_000_000_000L);
        while (sent < wanted && !heard.isEmpty()) {
            RoomTerminal terminal = heard.get(turn++ % heard.size());
            long number = numbers.merge(terminal.name(), 1L, Long::sum);
            Instant now = Instant.now();
            long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
            terminal.say(RoomTerminal.event("commandReceived")
                    .put("peerId", "storm@" + site.domain())
                    .put("command", "storm " + number + " " + nanos)
                    .put("number", number)
                    .put("sentAt", nanos));
            sent++;
        }
        if (wanted >= due) {
            end();
        }
    }
}
