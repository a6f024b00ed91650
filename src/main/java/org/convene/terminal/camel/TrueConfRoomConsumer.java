package org.convene.terminal.camel;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.convene.ops.Commas;
import org.convene.terminal.TerminalEvent;

/** Sends each event into the route: those of one terminal one after the other, those of several at the same time. */
class TrueConfRoomConsumer extends DefaultConsumer {
    /** Of one terminal at most one event is in work, so no more wait than there are terminals. */
    private static final int THREADS = 8;

    private final TrueConfRoomEndpoint endpoint;
    private final Set<String> events;
    private final Map<String, EventLine> lines = new ConcurrentHashMap<>();
    private ExecutorService threads;
    private Runnable leave = () -> {};

    TrueConfRoomConsumer(TrueConfRoomEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.events = Set.copyOf(Commas.between(endpoint.getEvents()));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        threads = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "trueconf-room-" + endpoint.getTerminal(), THREADS);
        leave = endpoint.terminals().listen(this::heard);
    }

    @Override
    protected void doStop() throws Exception {
        leave.run();
        endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
        super.doStop();
    }

    private void heard(TerminalEvent event) {
        if (isWanted(event)) {
            lines.computeIfAbsent(event.terminal(), terminal -> new EventLine(this, threads, endpoint.getWaiting()))
                    .add(event);
        }
    }

    private boolean isWanted(TerminalEvent event) {
        return (endpoint.isOfAll() || endpoint.getTerminal().equals(event.terminal()))
                && (events.contains("*") || events.contains(event.name()));
    }
}
