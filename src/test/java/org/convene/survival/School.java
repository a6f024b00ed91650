package org.convene.survival;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.convene.process.Http;
import org.convene.process.HubProcess;

/**
 * A school that plans lessons and changes its mind. What a hub did not acknowledge is sent again, to whichever hub is
 * there; what a hub did acknowledge is never sent again, so that a loss would show.
 */
final class School {
    private final Map<String, ObjectNode> acknowledged = Collections.synchronizedMap(new TreeMap<>());
    private final List<String> ids = new ArrayList<>();
    private final Random random;
    private final Supplier<HubProcess> hub;
    private final Supplier<Boolean> goesOn;
    private int changes;

    /** @param goesOn whether to try again when nobody answers */
    School(String prefix, int lessons, Random random, Supplier<HubProcess> hub, Supplier<Boolean> goesOn) {
        this.random = random;
        this.hub = hub;
        this.goesOn = goesOn;
        for (int i = 0; i < lessons; i++) {
            ids.add("%s-%03d".formatted(prefix, i));
        }
    }

    /** The last acknowledged document by lesson; {@code null} when it was cancelled. */
    Map<String, ObjectNode> acknowledged() {
        return acknowledged;
    }

    int changes() {
        return changes;
    }

    /** Every lesson: most of them in one request, the others one by one. */
    void planAll() {
        int bulk = ids.size() * 9 / 10;
        sendTogether(ids.subList(0, bulk).stream().map(School::lesson).toList());
        ids.subList(bulk, ids.size()).forEach(id -> send(lesson(id)));
    }

    /** A rename, another roster, a cancellation, a lesson that takes place after all, or several at once. */
    void changeSomething() {
        int kind = random.nextInt(10);
        if (kind == 0) {
            cancel(any());
        } else if (kind == 1) {
            List<ObjectNode> several = new ArrayList<>();
            ids.stream().filter(id -> random.nextInt(ids.size()) < 10).forEach(id -> several.add(changed(id)));
            sendTogether(several);
        } else {
            send(changed(any()));
        }
    }

    private String any() {
        return ids.get(random.nextInt(ids.size()));
    }

    private ObjectNode changed(String id) {
        ObjectNode known = acknowledged.get(id);
        ObjectNode lesson = known == null ? lesson(id) : known.deepCopy();
        changes++;
        if (random.nextBoolean()) {
            lesson.put("title", "Lesson " + id + ", change " + changes);
        }
        ArrayNode roster = (ArrayNode) lesson.get("participants");
        switch (random.nextInt(4)) {
            case 0 -> roster.add(participant("n-" + changes, "Newcomer " + changes, "student"));
            case 1 -> {
                if (roster.size() > 1) {
                    roster.remove(roster.size() - 1);
                }
            }
            case 2 -> ((ObjectNode) roster.get(roster.size() - 1)).put("role", "assistant");
            default -> ((ObjectNode) roster.get(0)).put("name", "Teacher " + changes);
        }
        return lesson;
    }

    static ObjectNode lesson(String id) {
        Instant start = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        ObjectNode lesson = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("title", "Lesson " + id)
                .put("startsAt", start.toString())
                .put("endsAt", start.plus(45, ChronoUnit.MINUTES).toString());
        lesson.putArray("participants")
                .add(participant("t-1", "Teacher", "teacher"))
                .add(participant("s-1", "Ivan", "student"))
                .add(participant("s-2", "Maria", "student"));
        return lesson;
    }

    private static ObjectNode participant(String id, String name, String role) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", name)
                .put("role", role);
    }

    private void send(ObjectNode lesson) {
        if (untilAcknowledged(to -> to.put(lesson))) {
            acknowledged.put(lesson.path("id").asText(), lesson);
        }
    }

    private void sendTogether(List<ObjectNode> lessons) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode().addAll(lessons);
        if (!lessons.isEmpty() && untilAcknowledged(to -> to.post("/lessons", all))) {
            lessons.forEach(lesson -> acknowledged.put(lesson.path("id").asText(), lesson));
        }
    }

    private void cancel(String id) {
        changes++;
        if (untilAcknowledged(to -> to.delete(id))) {
            acknowledged.put(id, null);
        }
    }

    private boolean untilAcknowledged(Function<HubProcess, Http.Reply> request) {
        while (goesOn.get()) {
            try {
                Http.Reply reply = request.apply(hub.get());
                if (reply.ok()) {
                    return true;
                }
                if (reply.status() < 500) {
                    throw new IllegalStateException("the hub refuses a good lesson: " + reply);
                }
            } catch (UncheckedIOException killed) {
                await().pollDelay(100, MILLISECONDS).until(() -> true);
            }
        }
        return false;
    }
}
