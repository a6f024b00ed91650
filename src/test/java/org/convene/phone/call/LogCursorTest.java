package org.convene.phone.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.convene.phone.call.LogCursor.Answer;
import org.convene.phone.call.LogCursor.Question;
import org.junit.jupiter.api.Test;

/** What is asked next, and how far an answer is believed. */
class LogCursorTest {
    private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
    private static final Duration OVERLAP = Duration.ofMinutes(30);
    private static final CallSettings SETTINGS = CallWorld.settings(Optional.empty());

    private static Answer entries(int number, Instant newest) {
        return new Answer(number, Optional.of(newest), 0);
    }

    @Test
    void anAnswerThatMayHaveBeenCutIsFollowedByWiderQuestionsAndByTurnsByTheNewest() {
        Question everything = new Question(Optional.empty(), true);
        LogCursor cursor = LogCursor.NOTHING
                .asking(everything, START)
                .after(everything, entries(5, START.minusSeconds(60)), START, OVERLAP);
        Instant certain = START.minusSeconds(60);
        List<Optional<Duration>> back = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < 6; i++) {
            now = now.plusSeconds(60);
            Question question = cursor.next(now, SETTINGS);
            back.add(question.since().map(since -> Duration.between(since, certain)));
            cursor = cursor.after(question, entries(42, certain), now, OVERLAP);
        }
        assertEquals(
                List.of(30L, 60L, 30L, 120L, 30L, 240L),
                back.stream().map(each -> each.orElseThrow().toMinutes()).toList());
        assertEquals(Optional.of(certain), cursor.certain());
    }

    @Test
    void anAnswerThatDoesNotReachBackToWhatIsCertainProvesNothing() {
        LogCursor cursor = new LogCursor(
                Optional.of(START), Optional.of(START.plusSeconds(7200)), Optional.of(START), Optional.of(START), 2);
        Instant now = START.plusSeconds(7300);
        Question question = cursor.next(now, SETTINGS);
        assertEquals(Optional.of(START.plusSeconds(5400)), question.since());
        assertEquals(
                Optional.of(START),
                cursor.after(question, entries(5, now), now, OVERLAP).certain());
    }

    @Test
    void aLogThatStaysAMultipleIsNotAskedForAsAWholeForEver() {
        LogCursor cursor = LogCursor.NOTHING;
        int all = 0;
        Instant now = START;
        for (int i = 0; i < 60; i++) {
            now = now.plusSeconds(60);
            Question question = cursor.next(now, SETTINGS);
            all += question.since().isEmpty() ? 1 : 0;
            cursor = cursor.asking(question, now).after(question, entries(21, START), now, OVERLAP);
        }
        assertTrue(all <= 6, all + " times");
    }

    @Test
    void aLogThatIsTooLongToBeAnsweredAsAWholeDoesNotKeepNewCallsBack() {
        LogCursor cursor = LogCursor.NOTHING.asking(LogCursor.NOTHING.next(START, SETTINGS), START);
        Instant now = START.plusSeconds(60);
        assertEquals(
                Optional.of(now.minus(Duration.ofDays(1))),
                cursor.next(now, SETTINGS).since());
        assertEquals(
                Optional.empty(),
                cursor.next(START.plus(Duration.ofHours(1)), SETTINGS).since());
    }

    @Test
    void aLogThatIsNotWantedAsAWholeIsAskedForAsFarBackAsItIs() {
        CallSettings month = CallWorld.settings(Optional.of(Duration.ofDays(31)));
        Question question = LogCursor.NOTHING.next(START, month);
        assertEquals(Optional.of(START.minus(Duration.ofDays(31))), question.since());
        LogCursor cursor = LogCursor.NOTHING.asking(question, START).after(question, entries(5, START), START, OVERLAP);
        assertEquals(
                Optional.of(START.minus(OVERLAP)),
                cursor.next(START.plusSeconds(60), month).since());
    }

    @Property
    void whatIsCertainNeverPassesWhatWasAnsweredWholeAndNeverGoesBack(
            @ForAll @Size(max = 40) List<@IntRange(max = 100) Integer> answers) {
        LogCursor cursor = LogCursor.NOTHING;
        Instant now = START;
        Optional<Instant> certain = Optional.empty();
        for (int number : answers) {
            now = now.plusSeconds(60);
            Question question = cursor.next(now, SETTINGS);
            Answer answer = new Answer(number, number == 0 ? Optional.empty() : Optional.of(now.minusSeconds(5)), 0);
            LogCursor after = cursor.asking(question, now).after(question, answer, now, OVERLAP);
            if (answer.isDoubtful()) {
                assertEquals(cursor.certain(), after.certain());
            }
            Instant least = certain.orElse(Instant.MIN);
            assertTrue(after.certain().orElse(Instant.MIN).compareTo(least) >= 0);
            certain = after.certain();
            cursor = after;
        }
    }
}
