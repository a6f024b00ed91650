package org.convene.terminal.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.convene.audit.AuditTrail;
import org.convene.terminal.TerminalCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of commands; the same on every database. */
abstract class CommandAuditTests {
    private static final Instant AT = Instant.parse("2026-11-23T09:00:00.123456Z");

    private final AtomicBoolean away = new AtomicBoolean();
    private AuditRows rows;
    private String room;

    abstract DataSource database();

    @BeforeEach
    void begin() {
        DataSource database = database();
        DataSource sometimesAway = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (away.get()) {
                        throw new SQLTransientConnectionException("no connection");
                    }
                    return method.invoke(database, arguments);
                });
        rows = new AuditRows(sometimesAway, new AuditTrail(sometimesAway, Clock.systemUTC()));
        room = "room-" + System.nanoTime();
    }

    private static TerminalCommand command(String method, String who) {
        return TerminalCommand.of(
                method,
                JsonNodeFactory.instance.objectNode().put("peerId", "anna").put("pin", "1234"),
                who);
    }

    private List<AuditEntry> remembered() throws SQLException {
        return rows.of(room, Long.MAX_VALUE, 20_000);
    }

    @Test
    void aCommandIsRememberedWithWhoWhatWhenAndWhatCameOfIt() throws SQLException {
        CommandAudit audit = new CommandAudit(rows, Clock.systemUTC());
        audit.sent(room, command("call", "lms"), AT, "refused", "The terminal refuses it.");
        audit.close();
        AuditEntry entry = remembered().get(0);
        assertEquals(
                new AuditEntry(
                        entry.no(),
                        room,
                        "call",
                        "{\"peerId\":\"anna\",\"pin\":\"***\"}",
                        "lms",
                        "",
                        AT,
                        "refused",
                        "The terminal refuses it."),
                entry);
    }

    @Test
    void aStopWritesEverythingThatWasTold() throws SQLException {
        CommandAudit audit = new CommandAudit(rows, Clock.systemUTC());
        for (int i = 0; i < 3000; i++) {
            audit.sent(room, command("m" + i, "who"), AT, "done", "");
        }
        audit.close();
        List<AuditEntry> entries = remembered();
        assertEquals(3000, entries.size());
        assertEquals("m2999", entries.get(0).method(), "the newest first");
        assertEquals("m0", entries.get(2999).method());
    }

    @Test
    void aPageGoesOnWhereTheOneBeforeEnded() throws SQLException {
        CommandAudit audit = new CommandAudit(rows, Clock.systemUTC());
        List.of("a", "b", "c").forEach(method -> audit.sent(room, command(method, "who"), AT, "done", ""));
        audit.close();
        List<AuditEntry> first = rows.of(room, Long.MAX_VALUE, 2);
        List<AuditEntry> second = rows.of(room, first.get(1).no(), 2);
        assertEquals(List.of("c", "b"), first.stream().map(AuditEntry::method).toList());
        assertEquals(List.of("a"), second.stream().map(AuditEntry::method).toList());
    }

    @Test
    void textsThatNoColumnHoldsAreCutAndLoseNothingElse() throws SQLException {
        CommandAudit audit = new CommandAudit(rows, Clock.systemUTC());
        audit.sent(room, command("x".repeat(5000), "w".repeat(5000)), AT, "r".repeat(50), "\0" + "w".repeat(5000));
        audit.sent(room, command("next", "who"), AT, "done", "");
        audit.close();
        assertEquals(2, remembered().size());
        assertEquals(100, remembered().get(1).method().length());
    }

    @Test
    void whileTheDatabaseIsAwayCommandsWaitAndNobodyElseDoes() throws SQLException {
        CommandAudit audit = new CommandAudit(rows, Clock.systemUTC());
        away.set(true);
        long begun = System.nanoTime();
        for (int i = 0; i < CommandAudit.MOST_WAITING + 2000; i++) {
            audit.sent(room, command("m", "who"), AT, "done", "");
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 1000);
        away.set(false);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            List<AuditEntry> entries = rows.of(room, Long.MAX_VALUE, 1);
            return !entries.isEmpty() && entries.get(0).result().equals("lost")
                    || rows.of(room, Long.MAX_VALUE, 30_000).size() > CommandAudit.MOST_WAITING;
        });
        audit.close();
        List<AuditEntry> entries = rows.of(room, Long.MAX_VALUE, 30_000);
        long lost = entries.stream()
                .filter(entry -> entry.result().equals("lost"))
                .mapToLong(entry -> Long.parseLong(entry.words().split(" ")[0]))
                .sum();
        long written =
                entries.stream().filter(entry -> entry.result().equals("done")).count();
        assertEquals(CommandAudit.MOST_WAITING + 2000, written + lost, "what is not there is counted");
        assertTrue(written >= CommandAudit.MOST_WAITING);
    }
}
