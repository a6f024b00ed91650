package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Calls and conferences of one terminal. A command is accepted at once, and what becomes of it comes as events
 * (trueconf-room.md C2.1). A terminal that rings or is in a conference is busy: who calls it is told so, and it hears
 * nothing of it; the facts are silent about a second invitation.
 */
final class Calls {

    private static final int MOST_REMEMBERED = 50;
    private static final int CALL_IN = 0;
    private static final int CALL_OUT = 1;
    private static final int CALL_MISSED = 2;
    private static final int WE = 1;
    private static final int THEY = 2;

    private final RoomTerminal terminal;
    private final Deque<ObjectNode> history = new ArrayDeque<>(0);
    private NextCall nextCall = NextCall.STANDARD;
    private Ringing ringing;
    private Meeting meeting;
    private boolean ending;
    private boolean autoJoin;
    private String lastConfType = "symmetric";
    private long lastViewed;

    Calls(RoomTerminal terminal) {
        this.terminal = terminal;
    }

    Optional<Meeting> meeting() {
        return Optional.ofNullable(meeting);
    }

    Optional<Ringing> ringing() {
        return Optional.ofNullable(ringing);
    }

    boolean isEnding() {
        return ending;
    }

    boolean busy() {
        return ringing != null || meeting != null;
    }

    void nextCall(NextCall plan) {
        nextCall = plan;
    }

    NextCall nextCall() {
        return nextCall;
    }

    private Site site() {
        return terminal.site();
    }

    Meeting inMeeting() {
        Order.require(meeting != null, "The terminal is not in a conference");
        return meeting;
    }

    Meeting inGroup() {
        Order.require(inMeeting().group(), "The terminal is not in a group conference");
        return meeting;
    }

    Meeting owned() {
        Order.require(inGroup().owns(terminal), "The terminal does not own the conference");
        return meeting;
    }

    private void mustBeFree() {
        terminal.scene().server().mustBeSignedIn();
        Order.require(!busy(), "The terminal is busy");
    }

    void call(Order order) {
        mustBeFree();
        Peer peer = order.peer("peerId");
        Order.require(!peer.id().equals(terminal.peer().id()), "The terminal cannot call itself");
        Ringing.Outgoing call = new Ringing.Outgoing(peer, site().newConfId());
        ringing = call;
        invited(peer, 0, call.confId());
        terminal.stateChanged();
        remember(CALL_OUT, Meeting.CALL, peer, null);
        Optional<RoomTerminal> other = site().signedIn(peer.id());
        if (other.isPresent()) {
            other.get().scene().calls().rungBy(terminal, call);
        } else {
            byPlan(call);
        }
    }

    private void invited(Peer peer, int kind, String confId) {
        terminal.tell(about("inviteSent", peer).put("confType", kind).put("confId", confId));
    }

    /** Somebody elsewhere is called, and does as planned. */
    private void byPlan(Ringing.Outgoing call) {
        NextCall plan = plan();
        if (!plan.answer().equals("never")) {
            site().later(plan.afterMillis(), () -> {
                if (ringing == call) {
                    if (plan.answer().equals("accept")) {
                        begin(call, null);
                    } else {
                        rejected(call, plan.cause());
                    }
                }
            });
        }
    }

    private NextCall plan() {
        NextCall plan = nextCall;
        if (plan.times() == 1) {
            nextCall = NextCall.STANDARD;
        } else if (plan.times() > 1) {
            nextCall = new NextCall(plan.answer(), plan.cause(), plan.afterMillis(), plan.times() - 1);
        }
        return plan;
    }

    /** @param by the terminal that took the call; null when it is somebody elsewhere */
    private void begin(Ringing.Outgoing call, RoomTerminal by) {
        Meeting begun = new Meeting(
                site(),
                call.confId(),
                Site.newLinkId(),
                "",
                Meeting.CALL,
                terminal.peer(),
                site().clock().instant());
        if (by == null) {
            begun.come(call.peer());
        }
        begun.join(terminal, call.peer().id());
        if (by != null) {
            begun.join(by, null);
        }
    }

    private void rejected(Ringing.Outgoing call, int cause) {
        ringing = null;
        ObjectNode event = RoomTerminal.event("rejectReceived").put("cause", cause);
        terminal.tell(
                event.put("peerId", call.peer().id()).put("peerDn", call.peer().name()));
        terminal.stateChanged();
    }

    /** Another terminal of the sandbox calls this one. */
    private void rungBy(RoomTerminal other, Ringing.Outgoing call) {
        Calls theirs = other.scene().calls();
        Ringing.Caller caller = new Ringing.Caller() {
            @Override
            public void accepted(RoomTerminal by) {
                theirs.begin(call, by);
            }

            @Override
            public void rejected(RoomTerminal by, int cause) {
                theirs.rejected(call, cause);
            }
        };
        int refusal = refusal();
        if (refusal != 0) {
            site().later(1, () -> {
                if (theirs.ringing == call) {
                    theirs.rejected(call, refusal);
                }
            });
            return;
        }
        ring(new Ringing.Incoming(other.peer(), call.confId(), Meeting.CALL, null, null, caller));
    }

    /** Why it does not ring, of {@code rejectCause}; 0 when it does. */
    private int refusal() {
        if (!terminal.scene().server().signedIn()) {
            return NextCall.UNAVAILABLE;
        }
        return busy() ? NextCall.BUSY : 0;
    }

    /** The terminal is invited to a conference that goes on. @return whether it rings */
    boolean invitedTo(Meeting conference, Peer by) {
        if (refusal() != 0) {
            return false;
        }
        conference.ringsAt(terminal);
        ring(new Ringing.Incoming(
                by, conference.confId(), conference.type(), conference.title(), conference, new Ringing.Caller() {
                    @Override
                    public void accepted(RoomTerminal who) {
                        conference.join(who, null);
                    }

                    @Override
                    public void rejected(RoomTerminal who, int cause) {
                        ObjectNode event = RoomTerminal.event("rejectReceived").put("cause", cause);
                        event.put("peerId", who.peer().id())
                                .put("peerDn", who.peer().name());
                        site().signedIn(conference.owner().id())
                                .filter(owner -> conference.terminals().contains(owner))
                                .ifPresent(owner -> owner.tell(event));
                    }
                }));
        return true;
    }

    /** Somebody calls, or invites; people with {@code autoAccept} are in it at once. */
    void ring(Ringing.Incoming call) {
        ringing = call;
        remember(CALL_IN, call.type(), call.peer(), call.type() == Meeting.CALL ? null : call.confId());
        ObjectNode event = about("inviteReceived", call.peer()).put("type", call.type());
        if (call.title() != null) {
            event.put("confTitle", call.title());
        }
        terminal.tell(event.put("confId", call.confId()));
        terminal.stateChanged();
        if (terminal.scene().options().isOn("autoAccept")) {
            site().later(1, () -> {
                if (ringing == call) {
                    take(call);
                }
            });
        }
    }

    void accept(Order order) {
        take(incoming());
    }

    private void take(Ringing.Incoming call) {
        ringing = null;
        call.caller().accepted(terminal);
    }

    void reject(Order order) {
        Ringing.Incoming call = incoming();
        decline(call);
    }

    private void decline(Ringing.Incoming call) {
        ringing = null;
        terminal.tell(about("rejectSent", call.peer()).put("cause", 0).put("confId", call.confId()));
        terminal.stateChanged();
        call.caller().rejected(terminal, NextCall.REJECTED_BY_USER);
    }

    private Ringing.Incoming incoming() {
        if (ringing instanceof Ringing.Incoming call) {
            return call;
        }
        throw new Refusal("Nobody calls the terminal");
    }

    /** The caller gave up. */
    void notRungAnyMore(Meeting conference) {
        if (ringing instanceof Ringing.Incoming call && call.meeting() == conference) {
            stopCalling(call.peer(), THEY);
        }
    }

    void callerGaveUp() {
        if (ringing instanceof Ringing.Incoming call) {
            stopCalling(call.peer(), THEY);
        }
    }

    private void stopCalling(Peer peer, int side) {
        if (ringing instanceof Ringing.Incoming && !history.isEmpty()) {
            history.getFirst().put("type", CALL_MISSED);
        }
        ringing = null;
        terminal.tell(RoomTerminal.event("stopCalling").put("peerId", peer.id()).put("side", side));
        terminal.stateChanged();
    }

    /** Ends what there is: our call, a call for us (silent in the facts: it is declined), or the conference. */
    void hangUp(Order order) {
        hangUp(order.yes("forAll"));
    }

    private void hangUp(boolean forAll) {
        if (ringing instanceof Ringing.Outgoing call) {
            stopCalling(terminal.peer(), WE);
            site().signedIn(call.peer().id())
                    .map(other -> other.scene().calls())
                    .filter(calls ->
                            calls.ringing != null && calls.ringing.confId().equals(call.confId()))
                    .ifPresent(Calls::callerGaveUp);
        } else if (ringing instanceof Ringing.Incoming call) {
            decline(call);
        } else if (forAll) {
            owned().end();
        } else {
            inMeeting().leave(terminal);
        }
    }

    /** The terminal loses its server or is switched off: whatever goes on is over. */
    void dropAll() {
        if (busy()) {
            hangUp(false);
        }
    }

    void createConference(Order order) {
        mustBeFree();
        String title = order.text("title");
        int type = List.of("", "symmetric", "asymmetric", "role").indexOf(order.text("confType"));
        lastConfType = order.text("confType");
        autoJoin = order.yes("autoAccept");
        Meeting begun = new Meeting(
                site(),
                site().newConfId(),
                Site.newLinkId(),
                title,
                type,
                terminal.peer(),
                site().clock().instant());
        // Accepted is not done: the conference is there a little later, also after the reply.
        site().later(20, () -> {
            if (!busy()) {
                begun.join(terminal, null);
                order.param("inviteList").forEach(invited -> bring(begun, site().peer(invited.asText())));
            }
        });
    }

    void inviteToConference(Order order) {
        bring(owned(), order.peer("peerId"));
    }

    private void bring(Meeting conference, Peer peer) {
        invited(peer, 1, conference.confId());
        remember(CALL_OUT, 1, peer, conference.confId());
        Optional<RoomTerminal> other = site().signedIn(peer.id());
        if (other.isPresent()) {
            if (!other.get().scene().calls().invitedTo(conference, terminal.peer())) {
                refuses(peer, other.get().scene().calls().refusal());
            }
            return;
        }
        NextCall plan = plan();
        if (!plan.answer().equals("never")) {
            site().later(plan.afterMillis(), () -> {
                if (meeting == conference && plan.answer().equals("accept")) {
                    conference.come(peer);
                } else if (meeting == conference) {
                    refuses(peer, plan.cause());
                }
            });
        }
    }

    private void refuses(Peer peer, int cause) {
        terminal.tell(RoomTerminal.event("rejectReceived")
                .put("cause", cause)
                .put("peerId", peer.id())
                .put("peerDn", peer.name()));
    }

    void entered(Meeting conference) {
        ringing = null;
        meeting = conference;
    }

    /** {@code appState} 6 comes between 5 and 3, as its description has it. */
    void ending(Meeting conference) {
        meeting = null;
        ending = true;
        if (!history.isEmpty()) {
            history.getFirst()
                    .put("duration", site().seconds() - conference.startedAt().getEpochSecond());
        }
        terminal.stateChanged();
    }

    void ended() {
        ending = false;
        terminal.stateChanged();
        terminal.scene().sessionEnded();
    }

    void getConferences(Order order) {
        ObjectNode reply = order.reply();
        reply.removeAll();
        reply.put("confState", meeting != null ? 1 : ringing != null ? 0 : 2);
        if (meeting != null) {
            describe(reply);
        } else if (ringing != null) {
            reply.put("confId", ringing.confId()).put("peerId", ringing.peer().id());
            reply.put("peerDn", ringing.peer().name());
            reply.put("direction", ringing instanceof Ringing.Outgoing ? "outgoing" : "incoming");
            boolean group = ringing instanceof Ringing.Incoming call && call.type() != Meeting.CALL;
            reply.put("type", group ? "conference" : "p2p");
            if (ringing instanceof Ringing.Incoming call && group) {
                reply.put("confTitle", call.title());
            }
        }
    }

    private void describe(ObjectNode reply) {
        reply.put("confId", meeting.confId()).put("confType", meeting.type());
        reply.put("duration", site().seconds() - meeting.startedAt().getEpochSecond());
        reply.put("slideShowPresent", terminal.scene().slides().isRunning());
        if (meeting.group()) {
            reply.put("confTitle", meeting.title())
                    .put("conferenceOwner", meeting.owner().id());
            reply.put("joinUrl", meeting.joinUrl());
            reply.put("realTimeConferenceManagmentUrl", "https://" + site().domain() + "/tools/real-time");
            if (meeting.owns(terminal)) {
                reply.put("autoJoin", autoJoin);
            }
        } else {
            meeting.other(terminal.peer())
                    .ifPresent(peer -> reply.put("peerId", peer.id()).put("peerDn", peer.name()));
        }
    }

    void getLastSelectedConference(Order order) {
        order.reply().put("confType", lastConfType);
    }

    private void remember(int type, int confType, Peer peer, String confId) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("confType", confType == Meeting.CALL ? 0 : 1)
                .put("peerId", peer.id())
                .put("peerDn", peer.name())
                .put("startTime", site().seconds())
                .put("duration", 0)
                .put("viewed", false);
        if (confId != null) {
            entry.put("confId", confId);
        }
        history.addFirst(entry);
        if (history.size() > MOST_REMEMBERED) {
            history.removeLast();
        }
    }

    void getCallHistory(Order order) {
        long count = order.has("count") ? order.whole("count") : Long.MAX_VALUE;
        ArrayNode calls = order.reply().putArray("calls");
        history.stream().limit(Math.max(0, count)).forEach(calls::add);
        order.reply().put("lastView", lastViewed);
    }

    void setLastCallsViewed(Order order) {
        lastViewed = site().seconds();
        history.forEach(call -> call.put("viewed", true));
        order.tell(RoomTerminal.event("lastCallsViewed").put("lastView", lastViewed));
    }

    void getLastCallsViewTime(Order order) {
        order.reply().put("time", lastViewed);
    }

    void clearCallHistory(Order order) {
        history.clear();
    }

    private static ObjectNode about(String event, Peer peer) {
        return RoomTerminal.event(event).put("peerId", peer.id()).put("peerDn", peer.name());
    }
}
