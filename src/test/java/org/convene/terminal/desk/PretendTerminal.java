package org.convene.terminal.desk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.convene.terminal.Terminal;
import org.convene.terminal.TerminalCommand;
import org.convene.terminal.TerminalEvent;
import org.convene.terminal.TerminalStatus;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.terminal.TerminalStatus.RunningConference;

/** A terminal that is as a test wants it. */
public final class PretendTerminal implements Terminal {
    private final String name;
    private final Consumer<TerminalEvent> listener;
    private final List<TerminalCommand> heard = new CopyOnWriteArrayList<>();
    private volatile Function<TerminalCommand, CompletionStage<ObjectNode>> answers = PretendTerminal::wellDone;
    private volatile TerminalStatus status;
    private volatile int seatsTaken;
    private long events;

    PretendTerminal(String name, Consumer<TerminalEvent> listener) {
        this.name = name;
        this.listener = listener;
        is(Connection.READY);
    }

    public static CompletionStage<ObjectNode> wellDone(TerminalCommand command) {
        return CompletableFuture.completedFuture(JsonNodeFactory.instance
                .objectNode()
                .put("method", command.method())
                .put("result", true));
    }

    public PretendTerminal answers(Function<TerminalCommand, CompletionStage<ObjectNode>> how) {
        answers = how;
        return this;
    }

    public PretendTerminal fails(Exception failure) {
        return answers(command -> CompletableFuture.failedFuture(failure));
    }

    public PretendTerminal is(Connection connection, String... why) {
        boolean ready = connection == Connection.READY;
        status = new TerminalStatus(
                name,
                "ws://" + name + ".example:8765",
                connection,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                why.length == 0 ? Optional.empty() : Optional.of(why[0]),
                ready ? Optional.of("admin") : Optional.empty(),
                ready ? Optional.of(3) : Optional.empty(),
                ready ? Optional.of("normal") : Optional.empty(),
                Optional.empty(),
                connection == Connection.OFFLINE ? Optional.of(Instant.now().plusSeconds(40)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                events,
                heard.size());
        return this;
    }

    public PretendTerminal inConference(String title) {
        TerminalStatus now = status;
        status = new TerminalStatus(
                name,
                now.url(),
                Connection.READY,
                now.since(),
                Optional.empty(),
                Optional.of("admin"),
                Optional.of(5),
                Optional.of("conference"),
                Optional.of(new RunningConference("c-1", Optional.of(title), Optional.of("anna"))),
                Optional.empty(),
                Optional.of(Instant.now()),
                Optional.of("conferenceCreated"),
                events,
                heard.size());
        return this;
    }

    /** The terminal says something by itself. */
    public synchronized PretendTerminal says(String event, String... fields) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("event", event);
        for (int i = 0; i < fields.length; i += 2) {
            body.put(fields[i], fields[i + 1]);
        }
        listener.accept(new TerminalEvent(name, ++events, Instant.now(), event, body));
        return this;
    }

    public List<TerminalCommand> heard() {
        return heard;
    }

    public int seatsTaken() {
        return seatsTaken;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TerminalStatus status() {
        return status;
    }

    @Override
    public CompletionStage<ObjectNode> send(TerminalCommand command) {
        heard.add(command);
        return answers.apply(command);
    }

    @Override
    public void takeSeat() {
        seatsTaken++;
    }
}
