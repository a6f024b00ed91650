package org.convene.sandbox.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Desk;
import org.convene.sandbox.stage.Json;

/** What other people do: call the terminal, answer its calls, come and go, and what happens in its room. */
final class Staging {

    private final Site site;

    Staging(Site site) {
        this.site = site;
    }

    void mount(BackOffice.Mount mount) {
        mount.on("POST", "ring", Staging::ring);
        mount.on("POST", "stop-ringing", (terminal, body) -> {
            terminal.scene().calls().callerGaveUp();
            return shown(terminal);
        });
        mount.on("PUT", "next-call", Staging::nextCall);
        mount.on("POST", "come", this::come);
        mount.on(
                "POST",
                "go",
                (terminal, body) -> inMeeting(
                        terminal,
                        meeting -> meeting.go(
                                site.peer(body.path("peerId").asText()).id())));
        mount.on("POST", "end", (terminal, body) -> inMeeting(terminal, Meeting::end));
        mount.on("POST", "server", Staging::server);
        mount.on("POST", "mute", this::mute);
        mount.on("POST", "message", this::message);
        mount.on("POST", "ask", this::ask);
        mount.on("PUT", "schedule", Staging::schedule);
    }

    /**
     * Somebody calls: {@code {"from":"anna","type":0,"title":…,"confId":…,"seconds":30}}; type 0 is a call, 1 to 3 a
     * conference. The caller gives up after so many seconds, if any are given.
     */
    static Answer ring(RoomTerminal terminal, ObjectNode body) {
        Site site = terminal.site();
        Calls calls = terminal.scene().calls();
        if (calls.busy()) {
            return Desk.problem(409, "The terminal is busy.");
        }
        Peer from = site.peer(body.path("from").asText("anna"));
        int type = body.path("type").asInt(0);
        String title = type == Meeting.CALL ? null : body.path("title").asText("Meeting");
        String confId = body.path("confId").asText(site.newConfId());
        Meeting meeting = new Meeting(
                site, confId, Site.newLinkId(), title, type, from, site.clock().instant());
        meeting.come(from);
        meeting.ringsAt(terminal);
        Ringing.Incoming call = new Ringing.Incoming(from, confId, type, title, meeting, new Ringing.Caller() {
            @Override
            public void accepted(RoomTerminal by) {
                meeting.join(by, null);
            }

            @Override
            public void rejected(RoomTerminal by, int cause) {
                meeting.end();
            }
        });
        calls.ring(call);
        if (body.path("seconds").asInt() > 0) {
            site.later(body.path("seconds").asLong() * 1000, () -> {
                if (calls.ringing().filter(call::equals).isPresent()) {
                    calls.callerGaveUp();
                }
            });
        }
        return shown(terminal);
    }

    /** What those who are called do: {@code {"answer":"reject","cause":14,"afterMillis":300,"times":1}}. */
    private static Answer nextCall(RoomTerminal terminal, ObjectNode body) {
        try {
            ObjectNode wanted = Json.MAPPER.valueToTree(NextCall.STANDARD);
            wanted.setAll(body);
            NextCall plan = BackOffice.strictly(wanted, NextCall.class);
            if (plan.problem() != null) {
                return Desk.problem(400, plan.problem());
            }
            terminal.scene().calls().nextCall(plan);
            return Answer.json(200, plan);
        } catch (JsonProcessingException broken) {
            return Desk.problem(400, "The body is a JSON object: " + broken.getOriginalMessage());
        }
    }

    /** Somebody comes into the conference: {@code {"peerId":"anna"}}. */
    private Answer come(RoomTerminal terminal, ObjectNode body) {
        return inMeeting(terminal, meeting -> {
            Peer peer = site.peer(body.path("peerId").asText("anna"));
            JsonNode name = body.path("peerDn");
            meeting.come(name.isTextual() ? new Peer(peer.id(), name.asText()) : peer);
        });
    }

    private static Answer inMeeting(RoomTerminal terminal, Consumer<Meeting> work) {
        return terminal.scene()
                .calls()
                .meeting()
                .map(meeting -> {
                    work.accept(meeting);
                    return shown(terminal);
                })
                .orElseGet(() -> Desk.problem(409, "The terminal is not in a conference."));
    }

    /** The conference server is lost, or back: {@code {"state":"lost"}}, {@code {"state":"back"}}. */
    private static Answer server(RoomTerminal terminal, ObjectNode body) {
        if (body.path("state").asText().equals("back")) {
            terminal.scene().server().back();
        } else {
            terminal.scene().server().lost();
        }
        return shown(terminal);
    }

    /** The owner of the conference mutes the terminal: {@code {"mic":true}} or {@code {"video":false}}. */
    private Answer mute(RoomTerminal terminal, ObjectNode body) {
        return inMeeting(terminal, meeting -> {
            if (body.has("mic")) {
                boolean mute = body.path("mic").asBoolean();
                terminal.tell(RoomTerminal.event("micStateChangedByConferenceOwner")
                        .put("mute", mute)
                        .put("confId", meeting.confId()));
                terminal.scene().devices().muteMic(mute);
            }
            if (body.has("video")) {
                boolean mute = body.path("video").asBoolean();
                terminal.tell(RoomTerminal.event("cameraStateChangedByConferenceOwner")
                        .put("mute", mute)
                        .put("confId", meeting.confId()));
                terminal.scene().devices().muteVideo(mute);
            }
        });
    }

    /** Somebody writes: {@code {"from":"anna","text":…}}, with {@code "group":true} to all in the conference. */
    private Answer message(RoomTerminal terminal, ObjectNode body) {
        Peer from = site.peer(body.path("from").asText("anna"));
        String text = body.path("text").asText();
        if (body.path("group").asBoolean()) {
            return inMeeting(terminal, meeting -> terminal.scene().talk().hearAll(from, text));
        }
        terminal.scene().talk().hear(from, text);
        return shown(terminal);
    }

    /**
     * Somebody asks for something: {@code {"from":"anna","for":"record"}}; for {@code record}, {@code join},
     * {@code podium}, {@code podium-invitation} in a conference, and {@code file} with {@code "name"} at any time.
     */
    private Answer ask(RoomTerminal terminal, ObjectNode body) {
        Peer from = site.peer(body.path("from").asText("anna"));
        Council council = terminal.scene().council();
        return switch (body.path("for").asText()) {
            case "record" -> inMeeting(terminal, meeting -> council.asksToRecord(from));
            case "join" -> inMeeting(terminal, meeting -> council.asksToJoin(from));
            case "podium" -> inMeeting(terminal, meeting -> council.asksForPodium(from));
            case "podium-invitation" -> inMeeting(terminal, meeting -> council.invitedToPodium());
            case "file" -> {
                terminal.scene().files().offered(from, body.path("name").asText("plan.pdf"));
                yield shown(terminal);
            }
            default -> Desk.problem(400, "for is record, join, podium, podium-invitation or file");
        };
    }

    /** What getScheduler knows: {@code {"conferences":[…]}}, in the shape the vendor gives them. */
    private static Answer schedule(RoomTerminal terminal, ObjectNode body) {
        if (!(body.get("conferences") instanceof ArrayNode conferences)) {
            return Desk.problem(400, "conferences is an array");
        }
        terminal.scene().housekeeping().schedule(conferences);
        return shown(terminal);
    }

    private static Answer shown(RoomTerminal terminal) {
        return Answer.json(200, TerminalView.of(terminal));
    }
}
