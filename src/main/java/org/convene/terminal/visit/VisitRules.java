package org.convene.terminal.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.convene.terminal.TerminalStatus;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.terminal.TerminalStatus.RunningConference;
import org.convene.terminal.visit.RoomState.Phase;

/**
 * What a terminal should do about a conference now. It is called in when the conference begins and leaves when its time is
 * over; what people in the room do with it comes first.
 */
final class VisitRules {
    /** Logged in at the server, and nothing going on (trueconf-room C2.3). */
    private static final int IDLE = 3;

    private static final int IN_CONFERENCE = 5;
    /** A call that rang as long as this is not answered any more. */
    private static final Duration RINGS = Duration.ofSeconds(8);

    enum Action {
        INVITE,
        /** Nobody may have come: see who is there. */
        COUNT,
        LEAVE,
        NOTHING
    }

    record Decision(Action action, RoomState state) {}

    /**
     * @param running    whether the hub started the conference
     * @param title      the conference's, to know it again
     * @param leftByHand whether the conference was left at the terminal while we watched
     * @param countAt    when to see whether anybody came; empty when somebody did, or nobody asks
     */
    record Situation(
            Instant startsAt,
            Instant endsAt,
            boolean cancelled,
            boolean running,
            String title,
            Optional<TerminalStatus> terminal,
            boolean leftByHand,
            Optional<Instant> countAt) {}

    private VisitRules() {}

    static Decision decide(Situation now, RoomState state, Instant at) {
        boolean over = now.cancelled() || !at.isBefore(now.endsAt()) || at.isBefore(now.startsAt());
        boolean in = isIn(now, state);
        if (over) {
            return in && state.phase() == Phase.IN
                    ? new Decision(Action.LEAVE, state)
                    : nothing(state.phase() == Phase.IN ? state.ended(Phase.OVER, "over") : state);
        }
        if (state.isSettled()) {
            return nothing(state);
        }
        if (now.terminal().isEmpty()) {
            return nothing(state.waits("configuration knows no such terminal any more"));
        }
        TerminalStatus terminal = now.terminal().get();
        if (terminal.connection() != Connection.READY) {
            return nothing(
                    state.phase() == Phase.IN
                            ? state
                            : state.waits(
                                    "the terminal is " + terminal.connection().word()));
        }
        if (in) {
            RoomState there =
                    state.in(terminal.conference().map(RunningConference::id).orElse(""));
            boolean count = now.countAt().filter(time -> !at.isBefore(time)).isPresent();
            return new Decision(count ? Action.COUNT : Action.NOTHING, there);
        }
        if (state.phase() == Phase.IN && now.leftByHand()) {
            return nothing(state.ended(Phase.LEFT, "people in the room left the conference"));
        }
        return await(now, state, terminal, at);
    }

    private static Decision await(Situation now, RoomState state, TerminalStatus terminal, Instant at) {
        int appState = terminal.appState().orElse(0);
        if (appState == IN_CONFERENCE) {
            return nothing(state.waits("people in the room are in another conference"));
        }
        if (appState > IDLE) {
            return nothing(state.waits("the terminal is calling or being called"));
        }
        if (appState < IDLE) {
            return nothing(state.waits("the terminal is not signed in at its server"));
        }
        if (!now.running()) {
            return nothing(state.waits("the conference has not begun yet"));
        }
        boolean rings =
                state.invitedAt().filter(then -> at.isBefore(then.plus(RINGS))).isPresent();
        return rings ? nothing(state) : new Decision(Action.INVITE, state.invited(at));
    }

    private static boolean isIn(Situation now, RoomState state) {
        return now.terminal()
                .filter(terminal -> terminal.appState().equals(Optional.of(IN_CONFERENCE)))
                .flatMap(TerminalStatus::conference)
                .filter(conference -> state.conferenceId()
                                .map(conference.id()::equals)
                                .orElse(false)
                        || state.invitedAt().isPresent()
                                && conference.title().map(now.title()::equals).orElse(false))
                .isPresent();
    }

    private static Decision nothing(RoomState state) {
        return new Decision(Action.NOTHING, state);
    }
}
