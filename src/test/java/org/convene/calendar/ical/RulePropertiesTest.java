package org.convene.calendar.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.InstanceIterator;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recurrenceset.OfRuleAndFirst;

/** Rules as calendars write them have the same starts here as at lib-recur, which was written apart. */
class RulePropertiesTest {

    private static final LocalDateTime DAY = LocalDateTime.of(2024, 1, 1, 10, 0);

    @Property(tries = 400)
    void theStartsAreThoseOfLibRecur(@ForAll("rules") String text, @ForAll @IntRange(max = 500) int day)
            throws Exception {
        LocalDateTime start = DAY.plusDays(day);
        LocalDateTime end = start.plusYears(6);
        List<LocalDateTime> ours =
                Rule.parse(text).starts(start, false, Zone.UTC, start, end, 200).list();
        assertEquals(theirs(text, start, end, 200), ours, text + " from " + start);
    }

    @Property(tries = 200)
    void aWindowShowsThePartOfTheSeriesThatIsInIt(
            @ForAll("rules") String text,
            @ForAll @IntRange(max = 500) int day,
            @ForAll @IntRange(max = 900) int skipped)
            throws Exception {
        LocalDateTime start = DAY.plusDays(day);
        LocalDateTime from = start.plusDays(skipped);
        LocalDateTime to = from.plusDays(120);
        Rule rule = Rule.parse(text);
        List<LocalDateTime> whole =
                rule.starts(start, false, Zone.UTC, start, to, 5_000).list();
        assertEquals(
                whole.stream().filter(time -> !time.isBefore(from)).toList(),
                rule.starts(start, false, Zone.UTC, from, to, 5_000).list(),
                text + " from " + start + " seen from " + from);
    }

    @Provide
    Arbitrary<String> rules() {
        Arbitrary<String> days = Arbitraries.of("MO", "TU", "WE", "TH", "FR", "SA", "SU")
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(list -> ";BYDAY=" + String.join(",", list));
        Arbitrary<String> frequency = Arbitraries.oneOf(
                Arbitraries.just("FREQ=DAILY"),
                Arbitraries.just("FREQ=WEEKLY"),
                days.map("FREQ=WEEKLY"::concat),
                days.map("FREQ=WEEKLY;WKST=SU"::concat),
                days.map("FREQ=WEEKLY;BYMONTH=3,9,10"::concat),
                days.map("FREQ=DAILY"::concat),
                days.map(list -> "FREQ=MONTHLY" + list + ";BYSETPOS=-1"),
                days.map(list -> "FREQ=MONTHLY" + list + ";BYSETPOS=1,3"),
                Arbitraries.of(
                        "FREQ=MONTHLY;BYDAY=2TU",
                        "FREQ=MONTHLY;BYDAY=-1FR",
                        "FREQ=MONTHLY;BYMONTHDAY=-1",
                        "FREQ=MONTHLY;BYMONTHDAY=1,15,31",
                        "FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO",
                        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
                        "FREQ=YEARLY;BYDAY=-1SU",
                        "FREQ=YEARLY;BYMONTH=1,6;BYYEARDAY=31,51,-187",
                        "FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=13",
                        "FREQ=WEEKLY;BYHOUR=9,14",
                        "FREQ=MONTHLY",
                        "FREQ=YEARLY"));
        Arbitrary<String> end = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.integers().between(1, 60).map(count -> ";COUNT=" + count),
                Arbitraries.of(";UNTIL=20250630T100000Z", ";UNTIL=20270101T000000Z"));
        return Combinators.combine(frequency, Arbitraries.of("", ";INTERVAL=2", ";INTERVAL=3"), end)
                .as((rule, interval, limit) -> rule + interval + limit);
    }

    private static List<LocalDateTime> theirs(String rule, LocalDateTime start, LocalDateTime end, int most)
            throws Exception {
        DateTime first = new DateTime(start.toInstant(ZoneOffset.UTC).toEpochMilli());
        InstanceIterator instances;
        try {
            instances =
                    new OfRuleAndFirst(new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_LAX), first).iterator();
        } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException none) {
            return List.of(start); // the rule has no instance of its own: lib-recur stumbles, DTSTART is left
        }
        List<LocalDateTime> theirs = new ArrayList<>();
        while (instances.hasNext() && theirs.size() < most) {
            LocalDateTime next = LocalDateTime.ofInstant(
                    Instant.ofEpochMilli(instances.next().getTimestamp()), ZoneOffset.UTC);
            if (next.isAfter(end)) {
                break;
            }
            theirs.add(next);
        }
        return theirs;
    }
}
