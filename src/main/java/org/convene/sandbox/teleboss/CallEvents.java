package org.convene.sandbox.teleboss;

import java.util.Optional;

/** Starts and finishes calls and tells the space's webhook about it. */
final class CallEvents {

    private final World world;
    private final WebhookSender sender;

    CallEvents(World world, WebhookSender sender) {
        this.world = world;
        this.sender = sender;
    }

    Entry open(String alias, String token) {
        Entry entry = world.open(alias, token);
        if (entry instanceof Entry.Welcome welcome && welcome.callStarted()) {
            tell("call_started", welcome.call());
        }
        return entry;
    }

    /** The running call, or a new empty one; empty when there is no such room. */
    Optional<Call> start(String roomId) {
        boolean running = world.activeCall(roomId).isPresent();
        Optional<Call> call = world.startCall(roomId);
        if (!running) {
            call.ifPresent(started -> tell("call_started", started));
        }
        return call;
    }

    Optional<Call> finish(String roomId) {
        Optional<Call> call = world.finishCall(roomId);
        call.ifPresent(finished -> tell("call_finished", finished));
        return call;
    }

    private void tell(String eventName, Call call) {
        world.webhook(call.spaceId())
                .ifPresent(
                        webhook -> sender.send(webhook, WebhookBody.event(eventName, call.roomId(), call.spaceId())));
    }
}
