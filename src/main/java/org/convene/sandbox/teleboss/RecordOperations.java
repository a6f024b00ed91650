package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Json;

/**
 * getRecords and redirectToDownloadRoomRecord (teleboss.md D1, D2.7). Starting and stopping stand in the vendor's
 * Swagger only; paths and answers of those two are a guess.
 */
final class RecordOperations {

    private final World world;
    private final CallEvents calls;
    private final RecordLinks links;

    RecordOperations(World world, CallEvents calls, RecordLinks links) {
        this.world = world;
        this.calls = calls;
        this.links = links;
    }

    Answer list(Heard heard) {
        heard.mustBeUser();
        Room room = RoomOperations.known(world, heard);
        Instant from =
                bound(heard, "dateFrom", new UtcTime(Instant.MIN, Instant.MAX)).from();
        Instant to =
                bound(heard, "dateTo", new UtcTime(Instant.MIN, Instant.MAX)).to();
        UtcTime asked = new UtcTime(from, to);
        List<RoomRecord> records = world.recordings().ofRoom(room.id()).stream()
                .filter(record -> asked.contains(record.startedAt()))
                .toList();
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode items = list.putArray("items");
        records.forEach(record -> items.add(json(record)));
        return Answer.json(200, list.put("total", records.size()));
    }

    Answer download(Heard heard) {
        heard.mustBeUser();
        Room room = RoomOperations.known(world, heard);
        RoomRecord record = world.recordings()
                .record(heard.path("record"))
                .filter(found -> found.roomId().equals(room.id()))
                .filter(found -> found.ready(world.now()))
                .orElseThrow(() -> Refusal.notFound("record_not_found", "Запись не найдена"));
        String url = links.url(heard.base(), record, world.now());
        return world.habits().redirectsDownloads() ? Answer.found(url) : Answer.text(200, url);
    }

    Answer start(Heard heard) {
        heard.mustBeUser();
        Room room = RoomOperations.known(world, heard);
        if (!RoomSettings.recordAllowed(room)) {
            throw new Refusal(403, "record_not_allowed", "Запись в комнате запрещена");
        }
        return Answer.json(
                200,
                json(calls.startRecord(room)
                        .orElseThrow(() ->
                                new Refusal(409, "record_not_started", "Нет активного звонка, или запись уже идёт"))));
    }

    Answer stop(Heard heard) {
        heard.mustBeUser();
        Room room = RoomOperations.known(world, heard);
        return Answer.json(
                200,
                json(calls.stopRecord(room.id())
                        .orElseThrow(() -> new Refusal(409, "record_not_running", "Запись не идёт"))));
    }

    private static UtcTime bound(Heard heard, String name, UtcTime otherwise) {
        String text = heard.query(name);
        return text == null
                ? otherwise
                : UtcTime.of(text).orElseThrow(() -> Refusal.invalid("поле " + name + " должно быть датой ISO 8601"));
    }

    /** While there is no file yet the size is 0 and the end is not told (teleboss.md D2.7). */
    private ObjectNode json(RoomRecord record) {
        boolean ready = record.ready(world.now());
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", record.id())
                .put("name", record.name())
                .put("fileSize", ready ? record.size() : 0)
                .put("roomId", record.roomId())
                .put("spaceId", record.spaceId())
                .put("callId", record.callId())
                .put("state", record.state())
                .put("createdAt", Json.time(record.createdAt()))
                .put("startedAt", Json.time(record.startedAt()));
        return ready ? json.put("finishedAt", Json.time(record.finishedAt())) : json;
    }
}
