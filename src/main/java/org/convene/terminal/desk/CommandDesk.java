package org.convene.terminal.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.convene.api.Caller;
import org.convene.ops.Answers;
import org.convene.ops.Problems;
import org.convene.ops.Rejected;
import org.convene.terminal.Terminal;
import org.convene.terminal.TerminalCommand;
import org.convene.vendor.VendorFailure;

/** Commands that come through the API or from a page. */
@Singleton
@Named("terminalCommands")
public class CommandDesk {
    /** A request waits on a thread of the HTTP server, and the other requests need some too. */
    private static final int MOST_WAITING = 100;

    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private final TerminalDesk desk;
    private final Clock clock;
    private final Semaphore room = new Semaphore(MOST_WAITING);

    public CommandDesk(TerminalDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** In: header {@code name}, and the command. Out: the terminal's reply. */
    public String send(Exchange exchange) throws Rejected {
        Terminal terminal = desk.named(exchange);
        String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "", String.class);
        if (!type.isEmpty() && !type.contains("json")) {
            throw Rejected.because(415, "Send commands as application/json.");
        }
        TerminalCommand command = CommandRequest.read(exchange.getMessage().getBody(String.class), Caller.of(exchange));
        return Answers.json(exchange, 200, send(terminal, command));
    }

    /** Waits for the reply; what prevents one is told by the status that the contract has for it. */
    public ObjectNode send(Terminal terminal, TerminalCommand command) throws Rejected {
        if (!room.tryAcquire()) {
            throw Rejected.later(429, "Too many requests wait for replies of terminals.", SHORTLY);
        }
        try {
            return terminal.send(command).toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw told(terminal, failed);
        } finally {
            room.release();
        }
    }

    private Rejected told(Terminal terminal, CompletionException failed) {
        if (failed.getCause() instanceof Rejected rejected) {
            return rejected;
        }
        if (failed.getCause() instanceof VendorFailure failure) {
            return Rejected.later(status(failure), failure.getMessage(), pause(terminal, failure));
        }
        throw failed;
    }

    /** A terminal that does not accept us is in somebody else's hands. */
    private static int status(VendorFailure failure) {
        return failure instanceof VendorFailure.Unauthorized ? 409 : Problems.statusOfCommand(failure);
    }

    /** Who is told that the terminal is away is told when the hub looks for it next, too. */
    private Duration pause(Terminal terminal, VendorFailure failure) {
        if (!(failure instanceof VendorFailure.Down)) {
            return failure.retryAfter();
        }
        Duration untilNextTry = terminal.status()
                .nextTry()
                .map(next -> Duration.between(clock.instant(), next))
                .orElse(SHORTLY);
        return untilNextTry.compareTo(SHORTLY) < 0 ? SHORTLY : untilNextTry;
    }
}
