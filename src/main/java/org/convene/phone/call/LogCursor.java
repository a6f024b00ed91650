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
 * @param allAt   when everything was asked for, whether it was answered or not
 * @param sureAt  when an answer was last certainly whole
 * @param doubts  answers since then that may have been cut
 */
record LogCursor(
        Optional<Instant> certain,
        Optional<Instant> newest,
        Optional<Instant> allAt,
        Optional<Instant> sureAt,
        int doubts) {
    static final int BLOCK = 21;
    static final LogCursor NOTHING =
            new LogCursor(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

    private static final Duration WIDEST = Duration.ofDays(1);
    /** Everything is a lot to ask for, so it is not asked for at every turn. */
    private static final Duration ALL_AGAIN = Duration.ofHours(1);

    private static final int FEW = 3;

    /**
     * What is asked.
     *
     * @param since the least time of entries, or nothing for all
     */
    record Question(Optional<Instant> since) {}

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

    Question next(Instant now, Duration overlap, Duration full) {
        boolean fullIsDue = allAt.isEmpty() || !allAt.get().plus(full).isAfter(now);
        if (fullIsDue || certain.isEmpty() && mayAskAll(now)) {
            return new Question(Optional.empty());
        }
        boolean again = doubts % 2 == 1 && certain.isPresent();
        Optional<Instant> mark = doubts == 0 || again ? certain : newest;
        Duration back = again ? wider(overlap) : overlap;
        return new Question(Optional.of(mark.map(at -> at.minus(back)).orElseGet(() -> now.minus(WIDEST))));
    }

    private boolean mayAskAll(Instant now) {
        return doubts % 2 == 1 && doubts <= FEW
                || !allAt.orElse(Instant.MIN).plus(ALL_AGAIN).isAfter(now);
    }

    /**
     * To be kept before the question is put: a log that is too long to be answered as a whole must not keep the rest from
     * being answered.
     */
    LogCursor asking(Question question, Instant now) {
        return question.since().isEmpty() ? new LogCursor(certain, newest, Optional.of(now), sureAt, doubts) : this;
    }

    private Duration wider(Duration overlap) {
        Duration back = overlap;
        for (int i = 0; i <= doubts && back.compareTo(WIDEST) < 0; i += 2) {
            back = back.multipliedBy(2);
        }
        return back.compareTo(WIDEST) < 0 || back.equals(overlap) ? back : WIDEST;
    }

    /** @param now also the latest time that is believed */
    LogCursor after(Question question, Answer answer, Instant now, Duration overlap) {
        Optional<Instant> seen = later(newest, answer.newestEnd().map(end -> end.isAfter(now) ? now : end));
        if (answer.isDoubtful()) {
            return new LogCursor(certain, seen, allAt, sureAt, doubts + 1);
        }
        boolean joins = question.since().isEmpty()
                || certain.isPresent()
                        && !question.since().get().isAfter(certain.get().minus(overlap));
        return joins
                ? new LogCursor(later(certain, seen), seen, allAt, Optional.of(now), 0)
                : new LogCursor(certain, seen, allAt, sureAt, doubts + 1);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isAfter(other.get()) ? one : other;
    }
}
