package org.convene.calendar.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of strangers cost no more than a fixed number of steps. */
class RuleBoundsTest {

    private static final LocalDateTime START = LocalDateTime.of(1970, 1, 1, 9, 0);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=SECONDLY",
                "FREQ=SECONDLY;COUNT=2000000000",
                "FREQ=SECONDLY;INTERVAL=2147483647",
                "FREQ=MINUTELY;BYSECOND=0,1,2,3,4,5",
                "FREQ=DAILY;COUNT=99999999999",
                "FREQ=DAILY;COUNT=0",
                "FREQ=DAILY;INTERVAL=-1",
                "FREQ=FORTNIGHTLY",
                "BYDAY=MO",
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=WEEKLY;BYMONTH=3;BYDAY=MO,TH;BYSETPOS=-1",
                "FREQ=YEARLY;BYMONTH=3;BYYEARDAY=70,80;BYSETPOS=-1",
                "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSETPOS=-1"
            })
    void aRuleNoMeetingHasIsRefused(String rule) {
        assertThrows(CalendarProblem.class, () -> Rule.parse(rule));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=MINUTELY",
                "FREQ=MINUTELY;COUNT=2000000000",
                "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30;COUNT=2000000000",
                "FREQ=HOURLY;BYMINUTE=0,10,20,30,40,50;BYSETPOS=1,2,3,-1,-2,-3;COUNT=2000000000",
                "FREQ=DAILY;INTERVAL=100000;COUNT=2000000000",
                "FREQ=YEARLY;INTERVAL=100000",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,6,12,18;BYSETPOS=1,-1;COUNT=2000000000"
            })
    void anExpansionExaminesNoMoreThanItsSteps(String text) throws CalendarProblem {
        Rule rule = Rule.parse(text);
        Rule.Starts all = assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> rule.starts(START, false, Zone.UTC, Rule.FIRST, Rule.LAST, Integer.MAX_VALUE));
        assertTrue(
                all.list().size() <= Rule.MOST_STEPS + 1,
                "starts: " + all.list().size());
        assertTrue(rule.candidates() <= 10_000);
        Rule.Starts few = rule.starts(START, false, Zone.UTC, START, Rule.LAST, 5);
        assertTrue(few.list().size() <= 5);
    }

    @Test
    void anEndlessSeriesOfFiftyYearsAgoIsNotWalkedThrough() throws CalendarProblem {
        LocalDateTime from = LocalDateTime.of(9000, 1, 1, 0, 0);
        Rule.Starts starts = Rule.parse("FREQ=DAILY").starts(START, false, Zone.UTC, from, from.plusDays(60), 100);
        assertEquals(
                60, starts.list().size(), "seven thousand years are more steps than allowed, had they been walked");
        assertEquals(
                0,
                Rule.parse("FREQ=WEEKLY;COUNT=2000")
                        .starts(START, false, Zone.UTC, from, from.plusDays(60), 100)
                        .list()
                        .size());
    }

    @Test
    void whatWasCutSaysSo() throws CalendarProblem {
        Rule rule = Rule.parse("FREQ=MINUTELY;BYHOUR=9;COUNT=2000000000");
        assertTrue(rule.starts(START, false, Zone.UTC, Rule.FIRST, Rule.LAST, Integer.MAX_VALUE)
                .cut());
    }
}
