package org.convene.sandbox.mx;

import java.time.Instant;
import java.util.Optional;

/** What happens to calls in progress, whoever makes it happen: the proxy's callers, or people at the back office. */
final class Switchboard {

    private final Mx mx;

    Switchboard(Mx mx) {
        this.mx = mx;
    }

    /** Somebody calls the user. */
    Call ring(String from, String name) {
        String ext = Samples.SELF.ext();
        return begin(new Call(
                mx.nextNumber(),
                mx.nextGcid(),
                ext,
                from,
                name,
                ext,
                false,
                mx.now(),
                null,
                null,
                false,
                false,
                mx.now()));
    }

    /** The user calls somebody; the proxy hears of it only when it rings at the user's own extension first. */
    Call dial(String from, String to) {
        Instant told = from.equals(Samples.SELF.ext()) ? mx.now() : null;
        return begin(new Call(
                mx.nextNumber(), mx.nextGcid(), from, from, "", to, true, mx.now(), null, null, false, false, told));
    }

    private Call begin(Call call) {
        mx.put(call);
        return call;
    }

    /** Empty when there is no such call, or it does not ring any more. */
    Optional<Call> answer(long id, String by) {
        return mx.call(id).filter(Call::ringing).flatMap(ringing -> mx.change(id, call -> call.answered(by, mx.now())));
    }

    /** The call ends, and is in the log; empty when there is none. */
    Optional<Call> clear(long id) {
        Optional<Call> ended = mx.end(id);
        ended.ifPresent(call -> {
            stopRecording(call);
            legs(call).write();
        });
        return ended;
    }

    /** The user hands the call on; it goes on without the user. Empty when there is none. */
    Optional<Call> transfer(long id, String to) {
        Optional<Call> gone = mx.end(id);
        gone.ifPresent(call -> {
            stopRecording(call);
            legs(call).talked(to, mx.now(), mx.now()).write();
        });
        return gone;
    }

    private Legs legs(Call call) {
        Legs legs = call.outgoing()
                ? Legs.outgoing(mx, call.gcid(), call.calling())
                : Legs.incoming(mx, call.gcid(), call.calling(), call.callingName());
        return call.ringing()
                ? legs.missed(call.called(), call.began(), mx.now())
                : legs.talked(call.called(), call.answered(), mx.now());
    }

    /** Begins or ends the recording, which becomes something to listen to; empty when there is no such call. */
    Optional<Call> record(long id, boolean on) {
        Optional<Call> before = mx.call(id);
        before.filter(call -> !on).ifPresent(this::stopRecording);
        return before.flatMap(call -> mx.change(id, same -> same.recorded(on)));
    }

    private void stopRecording(Call call) {
        if (call.recorded()) {
            int seconds =
                    (int) Math.max(1, mx.now().getEpochSecond() - call.began().getEpochSecond());
            new Scenes(mx)
                    .keep(
                            call.calling(),
                            call.callingName(),
                            Samples.SELF.ext(),
                            Voicemail.RECORDING,
                            mx.now(),
                            Math.min(seconds, 0xFFFF),
                            "");
        }
    }
}
