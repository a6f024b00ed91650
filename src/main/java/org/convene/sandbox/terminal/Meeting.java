package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A call or a conference that goes on: who is in it, and which of them are terminals of the sandbox, which hear of it. */
final class Meeting {

    static final int CALL = 0;
    static final int SYMMETRIC = 1;
    static final int ASYMMETRIC = 2;
    static final int ROLES = 3;

    private final Site site;
    private final String confId;
    private final String linkId;
    private final String title;
    private final int type;
    private final Peer owner;
    private final Instant startedAt;
    private final Map<String, Participant> people = new LinkedHashMap<>();
    private final Set<RoomTerminal> terminals = new LinkedHashSet<>();
    private final Set<RoomTerminal> rungAt = new LinkedHashSet<>();
    private boolean over;

    /**
     * @param confId of the session
     * @param linkId of the conference in links and in the server's API
     * @param type of {@code confType}: 0 to 3
     */
    Meeting(Site site, String confId, String linkId, String title, int type, Peer owner, Instant startedAt) {
        this.site = site;
        this.confId = confId;
        this.linkId = linkId;
        this.title = title;
        this.type = type;
        this.owner = owner;
        this.startedAt = startedAt;
    }

    String confId() {
        return confId;
    }

    String linkId() {
        return linkId;
    }

    String title() {
        return title;
    }

    int type() {
        return type;
    }

    boolean group() {
        return type != CALL;
    }

    Peer owner() {
        return owner;
    }

    Instant startedAt() {
        return startedAt;
    }

    String joinUrl() {
        return "https://" + site.domain() + "/c/" + linkId;
    }

    boolean owns(RoomTerminal terminal) {
        return owner.id().equals(terminal.peer().id());
    }

    Collection<Participant> people() {
        return people.values();
    }

    Optional<Participant> person(String peerId) {
        return Optional.ofNullable(people.get(peerId));
    }

    Set<RoomTerminal> terminals() {
        return terminals;
    }

    /** The first other participant, who the other side of a call is. */
    Optional<Peer> other(Peer than) {
        return people.values().stream()
                .map(person -> person.peer)
                .filter(peer -> !peer.id().equals(than.id()))
                .findFirst();
    }

    /** It rings there; forgotten when it is taken or the meeting is over. */
    void ringsAt(RoomTerminal terminal) {
        rungAt.add(terminal);
    }

    /**
     * A terminal comes in: it hears that the conference is there, and then of everybody in it.
     *
     * @param called whom it had called; null when it was called
     */
    void join(RoomTerminal terminal, String called) {
        rungAt.remove(terminal);
        Participant self = participant(terminal.peer());
        Devices devices = terminal.scene().devices();
        self.mic = devices.micStatus();
        self.video = devices.videoStatus();
        ObjectNode created = RoomTerminal.event("conferenceCreated").put("confId", confId);
        if (group()) {
            created.put("confTitle", title);
        }
        created.put("confType", type);
        if (group()) {
            created.put("conferenceOwner", owner.id());
        }
        if (called != null) {
            created.put("peerId", called);
        }
        terminals.add(terminal);
        terminal.scene().calls().entered(this);
        terminal.tell(created);
        terminal.stateChanged();
        people.values().stream().filter(person -> person != self).forEach(person -> terminal.tell(newcomer(person)));
        add(self);
        terminal.scene().layout().changed();
        site.attends(this, terminal, true);
    }

    /** Somebody who is not a terminal of the sandbox comes in. */
    void come(Peer peer) {
        if (!people.containsKey(peer.id())) {
            add(participant(peer));
        }
    }

    private Participant participant(Peer peer) {
        Participant person = new Participant(peer);
        if (group() && peer.id().equals(owner.id())) {
            person.role = Participant.CREATOR;
            person.leaderType = 1;
        }
        person.broadcast = type != ROLES || person.role != Participant.COMMON;
        return person;
    }

    private void add(Participant person) {
        people.put(person.peer.id(), person);
        tellOthers(person.peer, newcomer(person));
        layoutChanged(person.peer);
    }

    private ObjectNode newcomer(Participant person) {
        ObjectNode event = RoomTerminal.event("newParticipantInConference");
        event.setAll(person.json(type == ROLES));
        return event.put("confId", confId);
    }

    /** An event for the terminals in it but for one of them. */
    void tellOthers(Peer not, ObjectNode event) {
        terminals.stream()
                .filter(terminal -> !terminal.peer().id().equals(not.id()))
                .forEach(terminal -> terminal.tell(event));
    }

    void tellAll(ObjectNode event) {
        terminals.forEach(terminal -> terminal.tell(event));
    }

    private void layoutChanged(Peer not) {
        terminals.stream()
                .filter(terminal -> !terminal.peer().id().equals(not.id()))
                .forEach(terminal -> terminal.scene().layout().changed());
    }

    /** A terminal goes. A call is over then; a conference goes on, also without anybody. */
    void leave(RoomTerminal terminal) {
        if (terminals.remove(terminal)) {
            people.remove(terminal.peer().id());
            left(terminal);
            site.attends(this, terminal, false);
            gone(terminal.peer());
        }
    }

    /** Somebody who is not a terminal of the sandbox goes. */
    void go(String peerId) {
        Participant person = people.get(peerId);
        if (person == null) {
            return;
        }
        Optional<RoomTerminal> terminal =
                terminals.stream().filter(one -> one.peer().id().equals(peerId)).findFirst();
        if (terminal.isPresent()) {
            leave(terminal.get());
        } else {
            people.remove(peerId);
            gone(person.peer);
        }
    }

    private void gone(Peer peer) {
        if (!group()) {
            end();
            return;
        }
        tellOthers(peer, RoomTerminal.event("participantLeftConference").put("peerId", peer.id()));
        layoutChanged(peer);
    }

    /** It is over for everybody, and rings nowhere any more. */
    void end() {
        if (over) {
            return;
        }
        over = true;
        people.clear();
        List.copyOf(rungAt).forEach(terminal -> terminal.scene().calls().notRungAnyMore(this));
        rungAt.clear();
        for (RoomTerminal terminal : List.copyOf(terminals)) {
            terminals.remove(terminal);
            left(terminal);
        }
    }

    private void left(RoomTerminal terminal) {
        terminal.scene().calls().ending(this);
        terminal.tell(RoomTerminal.event("conferenceDeleted").put("confId", confId));
        terminal.scene().calls().ended();
    }
}
