package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Desk;
import org.convene.sandbox.stage.Json;

/** The back office's desk for calls and what is left of them: reports, records, links, and when there is any of it. */
final class CallDesk {

    private final World world;
    private final Ids ids;
    private final CallEvents calls;

    CallDesk(World world, Ids ids, CallEvents calls) {
        this.world = world;
        this.ids = ids;
        this.calls = calls;
    }

    /**
     * @param state absent keeps it
     * @param readyAfter how long from now there is no file; absent keeps it
     */
    private record RecordChange(Long size, String state, Duration readyAfter) {}

    void mount(Router router) {
        router.post("/backoffice/rooms/:room/call").handler(Desk.at(this::call));
        router.post("/backoffice/rooms/:room/calls").handler(Desk.at(this::make));
        router.post("/backoffice/rooms/:room/record").handler(Desk.at(this::record));
        router.get("/backoffice/rooms/:room/calls/:call/report").handler(Desk.at(this::report));
        router.put("/backoffice/records/:record").handler(Desk.at(this::changeRecord));
        router.delete("/backoffice/records/:record/links").handler(Desk.at(this::expireLinks));
        router.get("/backoffice/habits").handler(Desk.at(context -> Answer.json(200, world.habits())));
        router.put("/backoffice/habits").handler(Desk.at(this::behave));
        router.post("/backoffice/forms/rooms/:room/call").handler(Desk.form(this::call));
        router.post("/backoffice/forms/rooms/:room/record").handler(Desk.form(this::record));
        router.post("/backoffice/forms/records/:record/expire").handler(Desk.form(this::expireLinks));
    }

    private Answer call(RoutingContext context) {
        return inRoom(context, room -> switch (action(context)) {
            case "start" -> Answer.json(200, calls.start(room.id()).orElseThrow());
            case "finish" ->
                calls.finish(room.id())
                        .map(call -> Answer.json(200, call))
                        .orElseGet(() -> Desk.problem(409, "No call is running in this room."));
            default -> Desk.problem(400, "action is start or finish");
        });
    }

    private Answer record(RoutingContext context) {
        return inRoom(context, room -> switch (action(context)) {
            case "start" -> recorded(calls.startRecord(room));
            case "stop" -> recorded(calls.stopRecord(room.id()));
            case "fail" -> recorded(calls.failRecord(room.id()));
            default -> Desk.problem(400, "action is start, stop or fail");
        });
    }

    private static Answer recorded(Optional<RoomRecord> record) {
        return record.map(done -> Answer.json(200, done))
                .orElseGet(() -> Desk.problem(
                        409, "Start needs a running call without a running record, stop and fail one with it."));
    }

    private Answer make(RoutingContext context) {
        return inRoom(
                context,
                room -> read(context, MadeCall.class, made -> {
                    String problem = made.problem();
                    if (problem != null) {
                        return Desk.problem(400, problem);
                    }
                    if (made.active()
                            && !made.breakout()
                            && world.activeCall(room.id()).isPresent()) {
                        return Desk.problem(409, "A call is running in this room.");
                    }
                    return make(room, made);
                }));
    }

    private Answer make(Room room, MadeCall made) {
        Instant now = world.now();
        Call call = world.addCall(made.call(ids, room, world.habits(), now));
        List<RoomRecord> records = new ArrayList<>();
        for (MadeCall.MadeRecord wanted : made.records()) {
            records.add(world.recordings().add(wanted.record(ids.id(now), room, call, world.habits(), now)));
        }
        if (made.hooks()) {
            tell(made, call, records);
        }
        return Answer.json(201, Map.of("call", call, "records", records));
    }

    private void tell(MadeCall made, Call call, List<RoomRecord> records) {
        calls.tell("call_started", call);
        records.forEach(record -> calls.tell("record_started", record));
        if (call.active()) {
            return;
        }
        calls.tell("call_finished", call);
        for (int i = 0; i < records.size(); i++) {
            calls.tell("record_" + made.records().get(i).outcome(), records.get(i));
        }
    }

    /** The report as a caller of the API gets it, for people: without a token, and without waiting. */
    private Answer report(RoutingContext context) {
        return world.callsOf(context.pathParam("room")).stream()
                .filter(call -> call.id().equals(context.pathParam("call")))
                .findFirst()
                .flatMap(call -> CallReport.of(call).as(context.request().getParam("format", "json")))
                .orElseGet(() -> Desk.problem(404, "There is no such report; format is json or xlsx."));
    }

    private Answer changeRecord(RoutingContext context) {
        return read(context, RecordChange.class, change -> {
            if (change.size() != null && change.size() < 0
                    || change.readyAfter() != null && change.readyAfter().isNegative()) {
                return Desk.problem(400, "size and readyAfter are not negative");
            }
            Instant now = world.now();
            return changed(context, record -> {
                RoomRecord sized = change.size() == null ? record : record.withSize(change.size());
                RoomRecord stated = change.state() == null ? sized : sized.withState(change.state());
                return change.readyAfter() == null ? stated : stated.withReadyAt(now.plus(change.readyAfter()));
            });
        });
    }

    private Answer expireLinks(RoutingContext context) {
        return changed(context, RoomRecord::withoutLinks);
    }

    private Answer changed(RoutingContext context, UnaryOperator<RoomRecord> how) {
        return world.recordings()
                .change(context.pathParam("record"), how)
                .map(record -> Answer.json(200, record))
                .orElseGet(() -> Desk.problem(404, "There is no record with this id."));
    }

    private Answer behave(RoutingContext context) {
        return read(context, Habits.class, habits -> {
            String problem = habits.problem();
            if (problem != null) {
                return Desk.problem(400, problem);
            }
            world.behave(habits);
            return Answer.json(200, habits);
        });
    }

    private Answer inRoom(RoutingContext context, Function<Room, Answer> work) {
        return world.room(context.pathParam("room"))
                .map(work)
                .orElseGet(() -> Desk.problem(404, "There is no room with this id."));
    }

    private static <T> Answer read(RoutingContext context, Class<T> type, Function<T, Answer> work) {
        try {
            T read = Json.MAPPER
                    .readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(Objects.requireNonNullElse(context.body().asString(), ""));
            return read == null ? Desk.problem(400, "The body is a JSON object.") : work.apply(read);
        } catch (JsonProcessingException broken) {
            return Desk.problem(400, "The body is not as it should be: " + broken.getOriginalMessage());
        }
    }

    private static String action(RoutingContext context) {
        String field = context.request().getFormAttribute("action");
        if (field != null) {
            return field;
        }
        try {
            String body = context.body().asString();
            return Json.MAPPER.readTree(body == null ? "" : body).path("action").asText();
        } catch (JsonProcessingException broken) {
            return "";
        }
    }
}
