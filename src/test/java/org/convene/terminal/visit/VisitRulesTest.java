package org.convene.terminal.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.convene.terminal.TerminalStatus;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.terminal.TerminalStatus.RunningConference;
import org.convene.terminal.visit.RoomState.Phase;
import org.convene.terminal.visit.VisitRules.Action;
import org.convene.terminal.visit.VisitRules.Decision;
import org.convene.terminal.visit.VisitRules.Situation;
import org.junit.jupiter.api.Test;

/** When a terminal is called into a conference, and when it is left alone. */
class VisitRulesTest {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant END = START.plusSeconds(2700);
    private static final Instant NOW = START.plusSeconds(1);
    private static final RoomState IN = RoomState.first().invited(START).in("c1");

    private static TerminalStatus terminal(Connection connection, int appState, String conference, String title) {
        return new TerminalStatus(
                "room-101",
                "ws://x",
                connection,
                START,
                Optional.empty(),
                Optional.of("admin"),
                Optional.of(appState),
                Optional.empty(),
                Optional.ofNullable(conference)
                        .map(id -> new RunningConference(id, Optional.of(title), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    private static final TerminalStatus IDLE = terminal(Connection.READY, 3, null, null);
    private static final TerminalStatus INSIDE = terminal(Connection.READY, 5, "c1", "Planning");

    private static Situation situation(TerminalStatus terminal) {
        return new Situation(START, END, false, true, "Planning", Optional.of(terminal), false, Optional.empty());
    }

    private static void assertDecides(Action action, Phase phase, Decision decision) {
        assertEquals(action, decision.action(), decision::toString);
        assertEquals(phase, decision.state().phase(), decision::toString);
    }

    @Test
    void anIdleTerminalIsCalledInAtTheStart() {
        assertDecides(Action.INVITE, Phase.AWAITED, VisitRules.decide(situation(IDLE), RoomState.first(), START));
    }

    @Test
    void nothingHappensBeforeTheStart() {
        assertDecides(
                Action.NOTHING,
                Phase.AWAITED,
                VisitRules.decide(situation(IDLE), RoomState.first(), START.minusMillis(1)));
    }

    @Test
    void whileItRingsItIsNotCalledAgainAndAfterwardsItIs() {
        RoomState rung = RoomState.first().invited(START);
        assertDecides(Action.NOTHING, Phase.AWAITED, VisitRules.decide(situation(IDLE), rung, START.plusSeconds(7)));
        assertDecides(Action.INVITE, Phase.AWAITED, VisitRules.decide(situation(IDLE), rung, START.plusSeconds(9)));
    }

    @Test
    void aTerminalWherePeopleAreInAnotherConferenceIsLeftToThem() {
        TerminalStatus elsewhere = terminal(Connection.READY, 5, "other", "Birthday");
        Decision decision =
                VisitRules.decide(situation(elsewhere), RoomState.first().invited(START), NOW);
        assertDecides(Action.NOTHING, Phase.AWAITED, decision);
        assertTrue(decision.state().words().orElse("").contains("another conference"));
    }

    @Test
    void aTerminalThatIsCallingIsLeftAlone() {
        TerminalStatus calling = terminal(Connection.READY, 4, null, null);
        assertDecides(Action.NOTHING, Phase.AWAITED, VisitRules.decide(situation(calling), RoomState.first(), NOW));
    }

    @Test
    void aTerminalIsFoundInTheConferenceAfterTheHubWasRestarted() {
        assertDecides(
                Action.NOTHING,
                Phase.IN,
                VisitRules.decide(situation(INSIDE), RoomState.first().invited(START), NOW));
    }

    @Test
    void whoHangsUpInTheRoomIsNotCalledBack() {
        Situation left = new Situation(START, END, false, true, "Planning", Optional.of(IDLE), true, Optional.empty());
        Decision decision = VisitRules.decide(left, IN, NOW);
        assertDecides(Action.NOTHING, Phase.LEFT, decision);
        assertDecides(
                Action.NOTHING, Phase.LEFT, VisitRules.decide(situation(IDLE), decision.state(), NOW.plusSeconds(60)));
    }

    @Test
    void aTerminalThatFellOutUnwatchedIsCalledBack() {
        assertDecides(Action.INVITE, Phase.AWAITED, VisitRules.decide(situation(IDLE), IN, START.plusSeconds(60)));
    }

    @Test
    void itLeavesWhenTheTimeIsOverOrTheMeetingIsCancelled() {
        assertDecides(Action.LEAVE, Phase.IN, VisitRules.decide(situation(INSIDE), IN, END));
        Situation cancelled =
                new Situation(START, END, true, true, "Planning", Optional.of(INSIDE), false, Optional.empty());
        assertDecides(Action.LEAVE, Phase.IN, VisitRules.decide(cancelled, IN, NOW));
    }

    @Test
    void anotherConferenceIsNotLeftAtTheEnd() {
        TerminalStatus elsewhere = terminal(Connection.READY, 5, "other", "Birthday");
        assertDecides(Action.NOTHING, Phase.OVER, VisitRules.decide(situation(elsewhere), IN, END));
    }

    @Test
    void whetherAnybodyCameIsSeenOnceTheGraceIsOver() {
        Situation counted = new Situation(
                START, END, false, true, "Planning", Optional.of(INSIDE), false, Optional.of(START.plusSeconds(600)));
        assertDecides(Action.NOTHING, Phase.IN, VisitRules.decide(counted, IN, START.plusSeconds(599)));
        assertDecides(Action.COUNT, Phase.IN, VisitRules.decide(counted, IN, START.plusSeconds(600)));
    }

    @Property
    void nobodyIsCalledOutsideTheTimeNorWhileTheTerminalIsNotIdleAndReady(
            @ForAll Connection connection,
            @ForAll @IntRange(min = 0, max = 6) int appState,
            @ForAll Phase phase,
            @ForAll @IntRange(min = -100, max = 3000) int seconds) {
        RoomState state = new RoomState(phase, Optional.empty(), Optional.of("c1"), Optional.empty());
        Instant at = START.plusSeconds(seconds);
        Decision decision = VisitRules.decide(situation(terminal(connection, appState, null, null)), state, at);
        boolean may = connection == Connection.READY
                && appState == 3
                && seconds >= 0
                && at.isBefore(END)
                && (phase == Phase.AWAITED || phase == Phase.IN);
        assertEquals(may, decision.action() == Action.INVITE, decision::toString);
    }
}
