package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What people in a conference do to each other: join requests, removal, mute from afar, the podium, recording. */
final class Council {

    private static final int PODIUM = 3;
    private static final int COMMON = 1;
    private static final int REMARK = 5;
    private static final int CONFIRM = 2;
    private static final int NOTIFY = 3;
    private static final int REMARK_SECONDS = 3;

    private final RoomTerminal terminal;
    private final Set<String> recordRequests = new LinkedHashSet<>(0);
    private final Set<String> joinRequests = new LinkedHashSet<>(0);
    private final Set<String> podiumRequests = new LinkedHashSet<>(0);
    private boolean podiumInvitation;

    Council(RoomTerminal terminal) {
        this.terminal = terminal;
    }

    private Meeting meeting() {
        return terminal.scene().calls().inMeeting();
    }

    private Meeting group() {
        return terminal.scene().calls().inGroup();
    }

    private Meeting roles() {
        Order.require(meeting().type() == Meeting.ROLES, "The conference has no roles");
        return meeting();
    }

    private Meeting ownedRoles() {
        roles();
        return terminal.scene().calls().owned();
    }

    private static Participant person(Meeting meeting, Order order) {
        return meeting.person(order.peer("peerId").id())
                .orElseThrow(() -> new Refusal("The user is not in the conference"));
    }

    private Participant self(Meeting meeting) {
        return meeting.person(terminal.peer().id()).orElseThrow();
    }

    void getConferenceParticipants(Order order) {
        Meeting meeting = meeting();
        ArrayNode people = order.reply().putArray("participants");
        meeting.people().forEach(person -> people.add(person.json(meeting.type() == Meeting.ROLES)));
        order.reply().put("confId", meeting.confId());
    }

    void kickPeer(Order order) {
        Meeting meeting = terminal.scene().calls().owned();
        meeting.go(person(meeting, order).peer.id());
    }

    /** Somebody asks to be let in. */
    void asksToJoin(Peer peer) {
        joinRequests.add(peer.id());
        terminal.tell(
                about("requestInviteReceived", peer).put("confId", meeting().confId()));
    }

    void acceptPeer(Order order) {
        Meeting meeting = terminal.scene().calls().owned();
        Peer peer = asked(joinRequests, order);
        order.tell(about("peerAccepted", peer).put("confId", meeting.confId()));
        meeting.come(peer);
    }

    void rejectPeer(Order order) {
        terminal.scene().calls().owned();
        asked(joinRequests, order);
    }

    private static Peer asked(Set<String> requests, Order order) {
        Peer peer = order.peer("peerId");
        Order.require(requests.remove(peer.id()), "The user did not ask");
        return peer;
    }

    /** True turns it on: the facts leave the polarity open, and this is what the name says. */
    void turnRemoteMic(Order order) {
        turn(order, true);
    }

    void turnRemoteCamera(Order order) {
        turn(order, false);
    }

    private void turn(Order order, boolean mic) {
        Meeting meeting = terminal.scene().calls().owned();
        Participant person = person(meeting, order);
        boolean on = order.yes("on");
        Optional<RoomTerminal> other = terminal.site()
                .signedIn(person.peer.id())
                .filter(one -> meeting.terminals().contains(one));
        if (other.isPresent()) {
            other.get()
                    .tell(RoomTerminal.event(
                                    mic ? "micStateChangedByConferenceOwner" : "cameraStateChangedByConferenceOwner")
                            .put("mute", !on)
                            .put("confId", meeting.confId()));
            Devices devices = other.get().scene().devices();
            if (mic) {
                devices.muteMic(!on);
            } else {
                devices.muteVideo(!on);
            }
            return;
        }
        int status = on ? Participant.DEVICE_ON : Participant.DEVICE_MUTED;
        if (mic) {
            person.mic = status;
        } else {
            person.video = status;
        }
        meeting.tellAll(RoomTerminal.event("deviceStatusReceived")
                .put("peerId", person.peer.id())
                .put("mic", person.mic)
                .put("confId", meeting.confId())
                .put("video", person.video));
    }

    void enableAudioReceiving(Order order) {
        person(group(), order).audioReceiving = order.yes("enable");
    }

    void enableVideoReceiving(Order order) {
        person(group(), order).videoReceiving = order.yes("enable");
    }

    void switchVideoFlow(Order order) {
        Meeting meeting = meeting();
        Participant person = person(meeting, order);
        person.extraVideo = order.yes("mainCamera") ? 0 : 1;
        meeting.tellAll(RoomTerminal.event("extraVideoFlowNotify")
                .put("peerId", person.peer.id())
                .put("confId", meeting.confId())
                .put("extraVideo", person.extraVideo));
    }

    void setModeratorRole(Order order) {
        person(meeting(), order).leaderType = order.yes("moderator") ? 3 : 0;
    }

    /** Somebody asks to record the terminal. */
    void asksToRecord(Peer peer) {
        recordRequests.add(peer.id());
        terminal.tell(about("recordRequest", peer).put("confId", meeting().confId()));
    }

    void allowRecord(Order order) {
        Peer peer = asked(recordRequests, order);
        Meeting meeting = meeting();
        meeting.person(peer.id()).ifPresent(person -> person.recordingMe = true);
        order.tell(RoomTerminal.event("userRecordingMeStatusChanged")
                .put("peerId", peer.id())
                .put("status", true)
                .put("confId", meeting.confId()));
        answeredRecord(peer, meeting, true);
    }

    void denyRecord(Order order) {
        answeredRecord(asked(recordRequests, order), meeting(), false);
    }

    /** Who asked hears the answer, if it is a terminal. */
    private void answeredRecord(Peer peer, Meeting meeting, boolean allowed) {
        terminal.site()
                .signedIn(peer.id())
                .ifPresent(other -> other.tell(RoomTerminal.event("recordRequestReply")
                        .put("peerId", terminal.peer().id())
                        .put("recordAllowed", allowed)
                        .put("confId", meeting.confId())));
    }

    /** Somebody asks the terminal, which owns the conference, for the podium. */
    void asksForPodium(Peer peer) {
        podiumRequests.add(peer.id());
        role(peer, PODIUM, 0, 0);
    }

    void acceptRequestToPodium(Order order) {
        Meeting meeting = ownedRoles();
        Peer peer = asked(podiumRequests, order);
        answered(peer, true);
        step(meeting, peer, Participant.ON_PODIUM);
    }

    void rejectRequestToPodium(Order order) {
        ownedRoles();
        answered(asked(podiumRequests, order), false);
    }

    private void answered(Peer peer, boolean allow) {
        terminal.tell(RoomTerminal.event("incomingRequestToPodiumAnswered")
                .put("peerId", peer.id())
                .put("allow", allow));
    }

    /** Who is no terminal comes to the podium a little later. */
    void inviteToPodium(Order order) {
        Meeting meeting = ownedRoles();
        Peer peer = person(meeting, order).peer;
        Optional<RoomTerminal> other = terminal.site().signedIn(peer.id());
        if (other.isPresent()) {
            other.get().scene().council().invitedToPodium();
        } else {
            terminal.site().later(50, () -> step(meeting, peer, Participant.ON_PODIUM));
        }
    }

    /** The leader invites the terminal to the podium. */
    void invitedToPodium() {
        podiumInvitation = true;
        role(terminal.peer(), PODIUM, 0, 0);
        if (terminal.scene().options().isOn("autoAcceptPodiumFromOwner")) {
            answerPodium(true);
        }
    }

    void acceptInvitationToPodium(Order order) {
        answerPodium(true);
    }

    void rejectInvitationToPodium(Order order) {
        answerPodium(false);
    }

    private void answerPodium(boolean accept) {
        Meeting meeting = roles();
        Order.require(podiumInvitation, "Nobody invites the terminal to the podium");
        podiumInvitation = false;
        terminal.tell(RoomTerminal.event("incomingPodiumInvitationRemoved")
                .put("confId", meeting.confId())
                .put("reason", accept ? 0 : 1));
        if (accept) {
            step(meeting, terminal.peer(), Participant.ON_PODIUM);
        }
    }

    /** The owner goes there; others ask, and are let, unless the owner is a terminal that must be asked. */
    void gotoPodium(Order order) {
        Meeting meeting = roles();
        Order.require(self(meeting).role != Participant.ON_PODIUM, "The terminal is on the podium");
        Optional<RoomTerminal> owner = terminal.site()
                .signedIn(meeting.owner().id())
                .filter(one -> one != terminal && meeting.terminals().contains(one))
                .filter(one -> !one.scene().options().isOn("autoAllowPartToTakePodium"));
        if (owner.isPresent()) {
            owner.get().scene().council().asksForPodium(terminal.peer());
        } else {
            step(meeting, terminal.peer(), Participant.ON_PODIUM);
        }
    }

    void leavePodium(Order order) {
        Meeting meeting = roles();
        Order.require(self(meeting).role == Participant.ON_PODIUM, "The terminal is not on the podium");
        step(meeting, terminal.peer(), Participant.COMMON);
    }

    void kickFromPodium(Order order) {
        Meeting meeting = ownedRoles();
        Participant person = person(meeting, order);
        Order.require(person.role == Participant.ON_PODIUM, "The user is not on the podium");
        step(meeting, person.peer, Participant.COMMON);
    }

    /** A remark begins when its count is down. */
    void startRemark(Order order) {
        Meeting meeting = roles();
        Order.require(self(meeting).role == Participant.COMMON, "The terminal is on the podium");
        countDown(meeting, REMARK_SECONDS);
    }

    private void countDown(Meeting meeting, int seconds) {
        if (terminal.scene().calls().meeting().filter(meeting::equals).isEmpty()) {
            return;
        }
        terminal.tell(
                RoomTerminal.event("remarkCountDown").put("timeout", seconds).put("confId", meeting.confId()));
        if (seconds > 0) {
            terminal.site().later(1000, () -> countDown(meeting, seconds - 1));
        } else {
            step(meeting, terminal.peer(), Participant.REMARK);
        }
    }

    private static void step(Meeting meeting, Peer peer, int role) {
        meeting.person(peer.id()).ifPresent(person -> {
            person.role = role;
            person.broadcast = role != Participant.COMMON;
            int told = role == Participant.ON_PODIUM ? PODIUM : role == Participant.REMARK ? REMARK : COMMON;
            meeting.tellAll(event(meeting, peer, told, role == Participant.COMMON ? NOTIFY : CONFIRM, 0)
                    .put("broadcast", person.broadcast));
        });
    }

    private void role(Peer peer, int role, int type, int result) {
        terminal.tell(event(meeting(), peer, role, type, result).put("broadcast", false));
    }

    private static ObjectNode event(Meeting meeting, Peer peer, int role, int type, int result) {
        return about("roleEventOccured", peer)
                .put("role", role)
                .put("type", type)
                .put("result", result)
                .put("confId", meeting.confId());
    }

    private static ObjectNode about(String event, Peer peer) {
        return RoomTerminal.event(event).put("peerId", peer.id()).put("peerDn", peer.name());
    }

    /** What goes on is over. */
    void forget() {
        recordRequests.clear();
        joinRequests.clear();
        podiumRequests.clear();
        podiumInvitation = false;
    }
}
