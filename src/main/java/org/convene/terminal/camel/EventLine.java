package org.convene.terminal.camel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.convene.terminal.TerminalEvent;

/** The events of one terminal on their way into a route: one at a time, in the order heard, and never too many. */
final class EventLine {
    private final TrueConfRoomConsumer consumer;
    private final Executor threads;
    private final int most;
    private final Queue<TerminalEvent> waiting = new ArrayDeque<>(2);
    private long missed;
    private boolean busy;

    EventLine(TrueConfRoomConsumer consumer, Executor threads, int most) {
        this.consumer = consumer;
        this.threads = threads;
        this.most = most;
    }

    synchronized void add(TerminalEvent event) {
        if (waiting.size() >= most) {
            missed++;
            return;
        }
        if (missed > 0) {
            waiting.add(gap(event));
            missed = 0;
        }
        waiting.add(event);
        if (!busy) {
            busy = true;
            threads.execute(this::next);
        }
    }

    /** Stands where the events stood that found no room. */
    private TerminalEvent gap(TerminalEvent after) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("event", TerminalEvent.GAP)
                .put("why", "the route was slower than the terminal")
                .put("missed", missed);
        return new TerminalEvent(after.terminal(), after.number() - 1, after.at(), TerminalEvent.GAP, body);
    }

    private void next() {
        TerminalEvent event;
        synchronized (this) {
            event = waiting.poll();
            busy = event != null;
        }
        if (event == null) {
            return;
        }
        Exchange exchange = consumer.createExchange(false);
        exchange.setVariable("terminal", event.terminal());
        exchange.setVariable("event", event.name());
        exchange.setVariable("eventNumber", event.number());
        exchange.setVariable("eventAt", event.at().toString());
        exchange.getMessage().setBody(event.body().deepCopy());
        try {
            consumer.createUoW(exchange);
        } catch (Exception failed) {
            exchange.setException(failed);
        }
        consumer.getAsyncProcessor().process(exchange, done -> ended(exchange));
    }

    private void ended(Exchange exchange) {
        if (exchange.getException() != null) {
            consumer.getExceptionHandler()
                    .handleException("An event of a terminal was not handled", exchange, exchange.getException());
        }
        consumer.doneUoW(exchange);
        consumer.releaseExchange(exchange, false);
        threads.execute(this::next);
    }
}
