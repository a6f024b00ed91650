package org.convene.sandbox.terminal;

/** How many connections and sign-ins there were and how many at a time, of all terminals together. */
final class Traffic {

    /**
     * @param connections open now
     * @param peakConnections the most at a time
     * @param opened WebSockets that were opened
     * @param handshakes begun and not over: from the upgrade request to the first answer to {@code auth}, or the end
     * @param peakHandshakes the most at a time
     * @param auths answered, good or bad
     * @param events told to clients
     */
    record Counted(
            int connections,
            int peakConnections,
            long opened,
            int handshakes,
            int peakHandshakes,
            long auths,
            long failedAuths,
            long refused,
            long commands,
            long events) {}

    private int connections;
    private int peakConnections;
    private long opened;
    private int handshakes;
    private int peakHandshakes;
    private long auths;
    private long failedAuths;
    private long refused;
    private long commands;
    private long events;

    /** A client's way in; it is over once. */
    final class Handshake {
        private boolean over;

        void over() {
            if (!over) {
                over = true;
                handshakes--;
            }
        }
    }

    Handshake handshake() {
        handshakes++;
        peakHandshakes = Math.max(peakHandshakes, handshakes);
        return new Handshake();
    }

    void opened() {
        opened++;
        connections++;
        peakConnections = Math.max(peakConnections, connections);
    }

    void closed() {
        connections--;
    }

    void refused() {
        refused++;
    }

    void auth(boolean good) {
        auths++;
        failedAuths += good ? 0 : 1;
    }

    void command() {
        commands++;
    }

    void event() {
        events++;
    }

    Counted counted() {
        return new Counted(
                connections,
                peakConnections,
                opened,
                handshakes,
                peakHandshakes,
                auths,
                failedAuths,
                refused,
                commands,
                events);
    }

    /** Counts anew; what is open stays open. */
    void clear() {
        peakConnections = connections;
        peakHandshakes = handshakes;
        opened = 0;
        auths = 0;
        failedAuths = 0;
        refused = 0;
        commands = 0;
        events = 0;
    }
}
