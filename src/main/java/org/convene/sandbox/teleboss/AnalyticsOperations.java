package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Json;

/** analyticsCalls and getRoomAnalyticsReport (teleboss.md D1, D2.6). A deleted room keeps its analytics. */
final class AnalyticsOperations {

    private final World world;

    AnalyticsOperations(World world) {
        this.world = world;
    }

    Answer calls(Heard heard) {
        heard.mustBeUser();
        Space space = SpaceOperations.known(world, heard);
        String roomId = required(heard, "roomId");
        UtcTime day = UtcTime.of(required(heard, "date"))
                .orElseThrow(() -> Refusal.invalid("поле date должно быть датой ISO 8601"))
                .day();
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode items = list.putArray("items");
        callsOf(space, roomId).stream()
                .filter(call -> day.contains(call.startedAt()))
                .forEach(call -> items.add(json(call)));
        return Answer.json(200, list);
    }

    Answer report(Heard heard) {
        heard.mustBeUser();
        Space space = SpaceOperations.known(world, heard);
        String roomId = required(heard, "roomId");
        String callId = required(heard, "callId");
        String format = required(heard, "format");
        Call call = callsOf(space, roomId).stream()
                .filter(some -> some.id().equals(callId))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("call_not_found", "Звонок не найден"));
        if (!call.reported(world.now())) {
            throw Refusal.notFound("report_not_found", "Отчёт ещё не сформирован");
        }
        return CallReport.of(call)
                .as(format)
                .orElseThrow(() -> Refusal.invalid("поле format должно иметь одно из значений: json, xlsx"));
    }

    private List<Call> callsOf(Space space, String roomId) {
        List<Call> calls = world.callsOf(roomId).stream()
                .filter(call -> call.spaceId().equals(space.id()))
                .toList();
        boolean known = world.room(roomId)
                .filter(room -> room.spaceId().equals(space.id()))
                .isPresent();
        if (calls.isEmpty() && !known) {
            throw Refusal.notFound("room_not_found", "Комната не найдена");
        }
        return calls;
    }

    private static String required(Heard heard, String name) {
        String value = heard.query(name);
        if (value == null || value.isBlank()) {
            throw Refusal.invalid("поле " + name + " обязательно");
        }
        return value;
    }

    private static ObjectNode json(Call call) {
        int people = call.participants().size();
        long present = call.participants().stream().filter(Participant::present).count();
        int stays = call.participants().stream()
                .mapToInt(someone -> someone.presences().size())
                .sum();
        Instant finishedAt = call.finishedAt();
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", call.id())
                .put("active", call.active())
                .put("roomId", call.roomId())
                .put("participantsCount", call.active() ? present : people)
                .put("isBreakoutRoom", call.isBreakoutRoom())
                .put("planAlias", "business")
                .put("roomType", call.roomType())
                .put("totalParticipantsCount", stays)
                .put("uniqueParticipantsCount", people)
                .put("startedAt", Json.time(call.startedAt()))
                .put("finishedAt", Json.time(finishedAt));
    }
}
