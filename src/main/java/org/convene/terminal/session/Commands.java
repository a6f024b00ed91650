package org.convene.terminal.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.convene.ops.Rejected;
import org.convene.terminal.TerminalCommand;
import org.convene.terminal.TerminalReply;
import org.convene.vendor.VendorFailure;

/**
 * The commands of one terminal: they wait their turn, are sent at a pace the terminal can bear, and end with their reply,
 * their outcome or their patience. Confined to the terminal's own thread, but for {@link #check} and {@link #pending}.
 */
final class Commands {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What a command cannot bring along as a parameter. */
    private static final Set<String> OURS = Set.of("method", "requestId");

    private final String terminal;
    private final Surroundings around;
    private final SessionTimes times;
    private final Waiting waiting = new Waiting();
    private final Replies replies = new Replies();
    private final List<Pending> awaited = new ArrayList<>(0);
    private Link link;
    private boolean open;
    private boolean paused;
    private long lastSent = System.nanoTime() - 1_000_000_000L;
    private long lastId;
    private volatile long sent;

    Commands(String terminal, Surroundings around) {
        this.terminal = terminal;
        this.around = around;
        this.times = around.times();
    }

    /** Nothing is sent that the catalogue knows to be wrong. */
    void check(TerminalCommand command) throws Rejected {
        around.catalogue().check(command.method(), command.params(), around.anyMethod());
        if (command.awaitOutcome() && !Outcomes.isTold(command.method())) {
            throw Rejected.because(
                    422, "No event tells what becomes of " + command.method() + "; send it without awaitOutcome.");
        }
    }

    Pending pending(TerminalCommand command, boolean own) {
        Duration patience = command.patience().orElse(command.awaitOutcome() ? times.outcome() : times.reply());
        return new Pending(command, own, System.nanoTime() + patience.toNanos());
    }

    long sent() {
        return sent;
    }

    /** @param now {@code null} while there is none */
    void use(Link now) {
        link = now;
        if (now == null) {
            open = false;
        }
    }

    /** From now on everybody's commands are sent, not the session's own alone. */
    void open() {
        open = true;
        dispatch();
    }

    void close() {
        open = false;
    }

    void add(Pending pending) {
        if (!pending.own && waiting.size() >= times.waiting()) {
            fail(
                    pending,
                    new VendorFailure.Busy(
                            waiting.size() + " commands wait for " + terminal + " already", Duration.ofSeconds(1)));
            return;
        }
        long left = Math.max(1, (pending.deadline - System.nanoTime()) / 1_000_000);
        pending.timer = around.vertx().setTimer(left, timer -> tooLate(pending));
        waiting.add(pending);
        dispatch();
    }

    /** Sends what may be sent now; the rest when its time has come. */
    private void dispatch() {
        while (link != null && !paused) {
            long rest = times.pace().toNanos() - (System.nanoTime() - lastSent);
            if (rest > 0) {
                pause(rest);
                return;
            }
            Pending next = waiting.poll(!open);
            if (next == null) {
                return;
            }
            transmit(next);
        }
    }

    private void pause(long nanos) {
        if (waiting.size() == 0) {
            return;
        }
        paused = true;
        around.vertx().setTimer(Math.max(1, nanos / 1_000_000), timer -> {
            paused = false;
            dispatch();
        });
    }

    private void transmit(Pending pending) {
        lastSent = System.nanoTime();
        pending.sentAt = lastSent;
        pending.requestId = Long.toString(++lastId);
        sent++;
        replies.forgetBefore(lastSent);
        replies.sent(pending);
        if (pending.command.awaitOutcome()) {
            awaited.add(pending);
        }
        link.write(text(pending));
    }

    private static String text(Pending pending) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("method", pending.method()).put("requestId", pending.requestId);
        pending.command.params().properties().forEach(param -> {
            if (!OURS.contains(param.getKey())) {
                request.set(param.getKey(), param.getValue());
            }
        });
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void reply(ObjectNode reply) {
        replies.of(reply).ifPresent(pending -> answered(pending, reply));
    }

    private void answered(Pending pending, ObjectNode reply) {
        pending.reply = reply;
        boolean accepted = TerminalReply.isAccepted(reply);
        if (pending.command.awaitOutcome() && accepted && pending.outcome == null) {
            return;
        }
        if (!accepted) {
            pending.why = error(reply);
        }
        finish(pending, accepted ? "done" : "refused");
    }

    private static String error(ObjectNode reply) {
        String said = reply.path("error").asText("");
        return said.isEmpty() ? "the terminal refuses it" : "the terminal refuses it: " + said;
    }

    /** An event may tell the outcome of a command, also before its reply comes. */
    void event(String name, ObjectNode body) {
        if (name.equals("conferenceList")) {
            replies.scheduler(body).ifPresent(pending -> answered(pending, body));
        }
        for (Pending pending : List.copyOf(awaited)) {
            Optional<Boolean> ending = Outcomes.of(pending, name, body);
            if (ending.isPresent()) {
                pending.outcome = around.catalogue().explainedEvent(name, body);
                pending.done = ending.get();
                pending.why = pending.done ? null : around.catalogue().sentence(name, body);
                awaited.remove(pending);
                if (pending.reply != null) {
                    finish(pending, pending.done ? "done" : "failed");
                }
            }
        }
    }

    private void finish(Pending pending, String outcome) {
        end(pending, outcome);
        ObjectNode answer =
                pending.own ? pending.reply : around.catalogue().explainedReply(pending.method(), pending.reply);
        if (pending.command.awaitOutcome()) {
            answer.put("done", pending.done);
            if (pending.outcome != null) {
                answer.set("outcome", pending.outcome);
            }
            if (pending.why != null) {
                answer.put("why", pending.why);
            }
        }
        pending.result.complete(answer);
    }

    private void tooLate(Pending pending) {
        if (pending.result.isDone()) {
            return;
        }
        if (pending.reply != null) {
            pending.why = "nothing was heard of it in time";
            finish(pending, "no-outcome");
        } else if (pending.isSent()) {
            fail(pending, new VendorFailure.Uncertain(terminal + " did not answer to " + pending.method()));
        } else {
            waiting.remove(pending);
            fail(
                    pending,
                    new VendorFailure.Busy(
                            pending.method() + " waited too long for " + terminal + " and was not sent",
                            Duration.ofSeconds(1)));
        }
    }

    void fail(Pending pending, VendorFailure failure) {
        end(pending, failure.kind());
        pending.result.completeExceptionally(failure);
    }

    private void end(Pending pending, String outcome) {
        if (pending.timer >= 0) {
            around.vertx().cancelTimer(pending.timer);
        }
        awaited.remove(pending);
        if (!pending.own) {
            long took = pending.isSent() ? System.nanoTime() - pending.sentAt : 0;
            around.metrics().command(outcome, Duration.ofNanos(took));
        }
    }

    /** What was not sent will not be; what was sent may still be answered. */
    void failWaiting(VendorFailure failure) {
        waiting.drain().forEach(pending -> fail(pending, failure));
    }

    /** The connection is gone: what was sent and not answered may have been done or not. */
    void failAll(VendorFailure failure) {
        failWaiting(failure);
        List<Pending> lost = new ArrayList<>(replies.drain());
        lost.addAll(awaited);
        for (Pending pending : lost) {
            if (!pending.result.isDone()) {
                fail(
                        pending,
                        new VendorFailure.Uncertain(
                                "the connection to " + terminal + " ended before it answered to " + pending.method()));
            }
        }
        awaited.clear();
    }
}
