package org.convene.sandbox.terminal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the back office tells of a terminal; no secret, no token.
 *
 * @param connections open WebSockets, signed in or not
 * @param seats which accounts somebody is signed in as
 * @param protection of both accounts, by type
 * @param appState as {@code getAppState} has it
 * @param conference the session it is in, or null
 * @param ringing {@code incoming} or {@code outgoing}, or null
 * @param participants TrueConf IDs of those in the conference
 * @param commands how many it has heard
 * @param events how many it has told
 */
record TerminalView(
        String name,
        String login,
        int connections,
        List<String> seats,
        Map<String, String> protection,
        int appState,
        String conference,
        String conferenceTitle,
        String ringing,
        List<String> participants,
        long commands,
        long events) {

    /** Everything of all, but for what each terminal does. */
    record Whole(int terminals, Traffic.Counted traffic, Habits habits) {}

    static Whole of(Site site) {
        return new Whole(site.terminals().size(), site.traffic().counted(), site.habits());
    }

    static List<TerminalView> all(Site site) {
        return site.terminals().stream().map(TerminalView::of).toList();
    }

    static TerminalView of(RoomTerminal terminal) {
        Calls calls = terminal.scene().calls();
        Map<String, String> protection = new TreeMap<>();
        for (Seat seat : Seat.values()) {
            protection.put(seat.word(), terminal.access().protection(seat).type());
        }
        return new TerminalView(
                terminal.name(),
                terminal.login(),
                terminal.lines().size(),
                List.of(Seat.values()).stream()
                        .filter(seat -> terminal.seated(seat).isPresent())
                        .map(Seat::word)
                        .toList(),
                protection,
                terminal.scene().appState().path("appState").asInt(),
                calls.meeting().map(Meeting::confId).orElse(null),
                calls.meeting().map(Meeting::title).orElse(null),
                calls.ringing()
                        .map(call -> call instanceof Ringing.Incoming ? "incoming" : "outgoing")
                        .orElse(null),
                calls.meeting()
                        .map(meeting -> meeting.people().stream()
                                .map(person -> person.peer.id())
                                .toList())
                        .orElse(List.of()),
                terminal.log().heard(),
                terminal.told());
    }
}
