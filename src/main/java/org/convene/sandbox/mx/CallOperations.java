package org.convene.sandbox.mx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Function;
import org.convene.sandbox.stage.Answer;

/** Calls in progress. */
final class CallOperations {

    private final Mx mx;
    private final Proxy proxy;
    private final Switchboard switchboard;

    CallOperations(Mx mx, Proxy proxy, Switchboard switchboard) {
        this.mx = mx;
        this.proxy = proxy;
        this.switchboard = switchboard;
    }

    Answer setMode(Heard heard) {
        Fields body = heard.body();
        CallMode mode = new CallMode(
                body.flag("remote"),
                body.text("device"),
                body.integer("ringDelay", CallMode.LOCAL.ringDelay()),
                body.integer("vmDelay", CallMode.LOCAL.vmDelay()));
        mx.callMode(mode);
        return ProxyJson.wrapped("callMode", mode);
    }

    Answer make(Heard heard) {
        Fields body = heard.body();
        String from = body.text("from").isEmpty() ? Samples.SELF.ext() : body.text("from");
        assign(body.text("device"), body.has("device"));
        if (body.text("to").isEmpty()) {
            throw Refusal.csta(400, "invalidCalledDeviceIdentifier");
        }
        Call call = switchboard.dial(from, body.text("to"));
        ObjectNode made = ProxyJson.object()
                .put("callId", call.id())
                .put("deviceId", from)
                .put("calledDevice", call.called());
        return ProxyJson.wrapped("makeCall", made);
    }

    /** Of calls that the proxy was told about since it is connected; the document and the code differ about answered ones. */
    Answer info(Heard heard) {
        Instant since = proxy.connectedSince().orElse(Instant.MAX);
        return mx.call(heard.callId())
                .filter(call -> call.told() != null && !call.told().isBefore(since))
                .filter(call -> call.ringing() || !mx.habits().answeredCallsGone())
                .map(call -> ProxyJson.wrapped("callInfo", call.event()))
                .orElseThrow(Refusal::notFound);
    }

    Answer answer(Heard heard) {
        long id = heard.callId();
        Fields body = heard.body();
        String device = body.text("device");
        long timeout = body.integer("timeout", 30);
        boolean assigned = body.flag("assign");
        assign(device, assigned);
        mx.call(id).orElseThrow(Refusal::noSuchCall);
        switchboard.answer(id, device).orElseThrow(() -> Refusal.csta(500, "invalidObjectState"));
        return ProxyJson.wrapped(
                "sipAnswer",
                ProxyJson.object()
                        .put("callId", id)
                        .put("device", device)
                        .put("timeout", timeout)
                        .put("assign", assigned));
    }

    Answer transfer(Heard heard) {
        long id = heard.callId();
        Fields body = heard.body();
        ObjectNode told = ProxyJson.object()
                .put("callId", id)
                .put("device", body.text("device"))
                .put("to", body.text("to"));
        switchboard.transfer(id, body.text("to")).orElseThrow(Refusal::noSuchCall);
        return ProxyJson.wrapped("transfer", told);
    }

    Answer clear(Heard heard) {
        Call ended = switchboard.clear(heard.callId()).orElseThrow(Refusal::noSuchCall);
        return event("connectionCleared", ended, Call::clearedEvent);
    }

    Answer hold(Heard heard) {
        return event("held", holding(heard.callId(), true), call -> call.heldEvent("holdingDevice"));
    }

    Answer unhold(Heard heard) {
        return event("retrieved", holding(heard.callId(), false), call -> call.heldEvent("retrievingDevice"));
    }

    private Call holding(long id, boolean on) {
        Call call = mx.call(id).orElseThrow(Refusal::noSuchCall);
        if (call.ringing() || call.held() == on) {
            throw Refusal.csta(500, "invalidObjectState");
        }
        return mx.change(id, same -> same.held(on)).orElseThrow(Refusal::noSuchCall);
    }

    /** The proxy passes on the next event of the kind, which may be about another call (mx-proxy.md A2.6). */
    private Answer event(String key, Call call, Function<Call, ObjectNode> event) {
        Call told = mx.calls().stream()
                .filter(other -> mx.habits().crossedReplies() && other.id() != call.id())
                .findFirst()
                .orElse(call);
        return ProxyJson.wrapped(key, event.apply(told));
    }

    Answer assignDevice(Heard heard) {
        assign(heard.path("id"), true);
        return Answer.empty(204);
    }

    private void assign(String device, boolean wanted) {
        if (wanted && !mx.habits().devices().contains(device)) {
            throw Refusal.badDevice(device);
        }
    }

    Answer startRecording(Heard heard) {
        return recording(heard, true);
    }

    Answer stopRecording(Heard heard) {
        return recording(heard, false);
    }

    private Answer recording(Heard heard, boolean on) {
        long id = heard.callId();
        Fields body = heard.body();
        body.text("deviceID");
        body.text("groupID");
        switchboard.record(id, on).orElseThrow(Refusal::noSuchCall);
        return Answer.empty(204);
    }

    Answer intoConference(Heard heard) {
        long id = heard.callId();
        long owner = heard.body().integer("ownerCallId", id);
        mx.call(id).orElseThrow(Refusal::noSuchCall);
        mx.call(owner).orElseThrow(Refusal::noSuchCall);
        return Answer.empty(204);
    }
}
