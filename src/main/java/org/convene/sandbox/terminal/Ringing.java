package org.convene.sandbox.terminal;

/** A call that nobody has answered yet. */
sealed interface Ringing {

    Peer peer();

    String confId();

    /** We call somebody. */
    record Outgoing(Peer peer, String confId) implements Ringing {}

    /**
     * Somebody calls us, or invites us to a conference.
     *
     * @param type of {@code confType}
     * @param title null for a call
     * @param meeting it would bring us into; null while a call has none
     */
    record Incoming(Peer peer, String confId, int type, String title, Meeting meeting, Caller caller)
            implements Ringing {}

    /** Hears what became of it. */
    interface Caller {

        void accepted(RoomTerminal by);

        /** @param cause of {@code rejectCause} */
        void rejected(RoomTerminal by, int cause);
    }
}
