package org.convene.terminal.stream;

import io.vertx.core.streams.WriteStream;
import java.util.List;

/** The way to one reader. */
interface Outlet {
    /** Tells how much the reader has not taken yet, and when it took it. */
    WriteStream<?> stream();

    /** Says where the reader is, without an event. */
    void at(EventId id);

    void events(List<Entry> entries);

    /** Something that changes nothing, so that both sides and everybody between them see that it lives. */
    void beat();

    /** Whether the reader has gone. */
    boolean isClosed();

    void close();
}
