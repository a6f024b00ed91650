package org.convene.terminal.session;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.convene.terminal.CommandLog;
import org.convene.terminal.TerminalEvent;
import org.convene.terminal.catalogue.Catalogue;

/**
 * What all sessions share.
 *
 * @param workers      where those go on who waited for a reply: a terminal's own thread never waits
 * @param anyMethod    whether methods pass that the catalogue does not know
 * @param log          hears of every command that somebody gave
 * @param ears         hears every event
 */
record Surroundings(
        Vertx vertx,
        WebSocketClient client,
        Handshakes handshakes,
        SessionTimes times,
        Catalogue catalogue,
        boolean anyMethod,
        Clock clock,
        TerminalMetrics metrics,
        Executor workers,
        CommandLog log,
        Consumer<TerminalEvent> ears) {}
