package org.convene.phone.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.convene.phone.number.PhoneNumber;
import org.convene.phone.number.PhoneNumbers;

/** Makes one call of its legs, which come in the order in which they began. Keeps none of them but the first. */
final class CallFold {
    private final PhoneNumbers numbers;
    private Leg first;
    private Leg.Peer peer;
    private Call.Outcome outcome = Call.Outcome.UNANSWERED;
    private Instant begin;
    private Instant end;
    private Instant talkFrom;
    private Instant talkTo;
    private boolean lasts;
    private int legs;

    CallFold(PhoneNumbers numbers) {
        this.numbers = numbers;
    }

    CallFold add(Leg leg) {
        if (first == null) {
            first = leg;
            peer = leg.peer();
        } else if (peer.name().isEmpty()) {
            peer = leg.peer();
        }
        legs++;
        lasts |= leg.lasts();
        begin = leg.beganAt()
                .map(at -> begin == null || at.isBefore(begin) ? at : begin)
                .orElse(begin);
        end = leg.disconnectedAt()
                .map(at -> end == null || at.isAfter(end) ? at : end)
                .orElse(end);
        if (leg.isConnected()) {
            talked(leg);
        }
        return this;
    }

    /** A mailbox is no answer, and what was said to it counts only when nobody answered. */
    private void talked(Leg leg) {
        boolean mailbox = numbers.read(leg.called()) instanceof PhoneNumber.Extension extension
                && !extension.service().isEmpty();
        Call.Outcome by = mailbox ? Call.Outcome.VOICEMAIL : Call.Outcome.ANSWERED;
        if (by == Call.Outcome.VOICEMAIL && outcome == Call.Outcome.ANSWERED) {
            return;
        }
        if (by != outcome) {
            outcome = by;
            talkFrom = null;
            talkTo = null;
        }
        Instant from = leg.connectedAt().orElseThrow();
        talkFrom = talkFrom == null || from.isBefore(talkFrom) ? from : talkFrom;
        talkTo = leg.disconnectedAt()
                .map(at -> talkTo == null || at.isAfter(talkTo) ? at : talkTo)
                .orElse(talkTo);
    }

    Call call() {
        long seconds = talkFrom == null || talkTo == null
                ? 0
                : Math.max(0, Duration.between(talkFrom, talkTo).toSeconds());
        return new Call(
                first.gcid(),
                first.direction(),
                numbers.read(first.calling()),
                numbers.read(first.called()),
                peer,
                outcome,
                Optional.ofNullable(begin),
                lasts ? Optional.empty() : Optional.ofNullable(end),
                seconds,
                legs,
                lasts);
    }
}
