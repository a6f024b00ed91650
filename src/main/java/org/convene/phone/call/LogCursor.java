package org.convene.phone.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a call log is known, and what to ask for next. The phone system sends its log in blocks of {@value #BLOCK}, and the
 * proxy cannot tell the last one from one that came too late: an answer whose length is a multiple of that may have been
 * cut, and what a cut took away nobody knows. Such an answer moves nothing. It is asked again from before, further back each
 * time so that the length is another one, by turns with the newest entries, which should not have to wait.
 *
 * @param certain up to here nothing is missing
 * @param newest  the end of the newest leg ever seen
 * @param wholeAt   when the whole log was asked for, whether it was answered or not
 * @param sureAt  when an answer was last certainly whole
 * @param doubts  answers since then that may have been cut
 */
record LogCursor(
        Optional<Instant> certain,
        Optional<Instant> newest,
        Optional<Instant> wholeAt,
        Optional<Instant> sureAt,
        int doubts) {
    static final int BLOCK = 21;
    static final LogCursor NOTHING =
            new LogCursor(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

    /** How many times further back than usual it is asked at most. */
    private static final int WIDEST = 48;
    /** Everything is a lot to ask for, so it is not asked for at every turn. */
    private static final Duration WHOLE_AGAIN = Duration.ofHours(1);

    /**
     * What is asked.
     *
     * @param since the least time of entries, or nothing for all
     * @param whole whether that is as far back as the log is wanted
     */
    record Question(Optional<Instant> since, boolean whole) {}

    /**
     * What was answered.
     *
     * @param entries   how many
     * @param newestEnd the latest end among them
     * @param absent    how many known legs should have been there and were not
     */
    record Answer(int entries, Optional<Instant> newestEnd, int absent) {
        boolean isMultiple() {
            return entries > 0 && entries % BLOCK == 0;
        }

        boolean isDoubtful() {
            return isMultiple() || absent > 0;
        }
    }

    Question next(Instant now, CallSettings settings) {
        boolean wholeIsDue =
                wholeAt.isEmpty() || !wholeAt.get().plus(settings.full()).isAfter(now);
        if (wholeIsDue || certain.isEmpty() && mayAskWhole(now)) {
            return new Question(settings.reach().map(now::minus), true);
        }
        boolean again = doubts % 2 == 1 && certain.isPresent();
        Optional<Instant> mark = doubts == 0 || again ? certain : newest;
        int times = again ? Math.min(WIDEST, 2 << Math.min(doubts / 2, 10)) : mark.isPresent() ? 1 : WIDEST;
        return new Question(
                Optional.of(mark.orElse(now).minus(settings.overlap().multipliedBy(times))), false);
    }

    /** After the first answers that were in doubt, then less and less often; and when nobody could answer, every hour. */
    private boolean mayAskWhole(Instant now) {
        boolean turn = doubts > 0 && (doubts & doubts + 1) == 0;
        return turn || !wholeAt.orElse(Instant.MIN).plus(WHOLE_AGAIN).isAfter(now);
    }

    /**
     * To be kept before the question is put: a log that is too long to be answered as a whole must not keep the rest from
     * being answered.
     */
    LogCursor asking(Question question, Instant now) {
        return question.whole() ? new LogCursor(certain, newest, Optional.of(now), sureAt, doubts) : this;
    }

    /** @param now also the latest time that is believed */
    LogCursor after(Question question, Answer answer, Instant now, Duration overlap) {
        Optional<Instant> seen = later(newest, answer.newestEnd().map(end -> end.isAfter(now) ? now : end));
        if (answer.isDoubtful()) {
            return new LogCursor(certain, seen, wholeAt, sureAt, doubts + 1);
        }
        boolean joins = question.whole()
                || certain.isPresent()
                        && !question.since().get().isAfter(certain.get().minus(overlap));
        return joins
                ? new LogCursor(later(certain, seen), seen, wholeAt, Optional.of(now), 0)
                : new LogCursor(certain, seen, wholeAt, sureAt, doubts + 1);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isAfter(other.get()) ? one : other;
    }
}
