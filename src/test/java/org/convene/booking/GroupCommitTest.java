package org.convene.booking;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();
    private volatile SQLException away;

    @Test
    void whatArrivesDuringACommitSharesTheNextOne() throws Exception {
        try (GroupCommit<String, String> group = group()) {
            List<CompletableFuture<String>> answers = addWhileTheFirstIsWritten(group, "a", "b", "c");

            for (int i = 0; i < 4; i++) {
                assertEquals("stored", answers.get(i).get(10, SECONDS));
            }
            assertEquals(List.of(List.of("first"), List.of("a", "b", "c")), batches);
        }
    }

    @Test
    void oneThatFailsHarmsNobodyElse() throws Exception {
        try (GroupCommit<String, String> group = group()) {
            List<CompletableFuture<String>> answers = addWhileTheFirstIsWritten(group, "a", "bad", "c");

            assertEquals("stored", answers.get(1).get(10, SECONDS));
            assertFailure(SQLException.class, answers.get(2));
            assertEquals("stored", answers.get(3).get(10, SECONDS));
        }
    }

    @Test
    void anErrorIsToldAndTheWriterGoesOn() throws Exception {
        try (GroupCommit<String, String> group = group()) {
            go.countDown();

            assertFailure(StackOverflowError.class, group.add("monstrous").toCompletableFuture());
            assertEquals("stored", group.add("next").toCompletableFuture().get(10, SECONDS));
        }
    }

    @Test
    void whenTheDatabaseIsAwayEverybodyHearsItAtOnce() throws Exception {
        try (GroupCommit<String, String> group = group()) {
            CompletableFuture<String> first = group.add("first").toCompletableFuture();
            awaitBatches(1);
            away = new SQLException("no connection");
            List<CompletableFuture<String>> answers = IntStream.range(0, 50)
                    .mapToObj(i -> group.add("later " + i).toCompletableFuture())
                    .toList();
            go.countDown();

            assertEquals("stored", first.get(10, SECONDS));
            for (CompletableFuture<String> answer : answers) {
                assertSame(away, assertFailure(SQLException.class, answer));
            }
            assertEquals(2, connections.get(), "asked for a connection once for all of them");
            away = null;
            assertEquals("stored", group.add("after").toCompletableFuture().get(10, SECONDS));
        }
    }

    @Test
    void whoComesAfterTheEndHearsThatAndWhoCameBeforeIsStored() throws Exception {
        GroupCommit<String, String> group = group();
        List<CompletableFuture<String>> answers = addWhileTheFirstIsWritten(group, "a");
        group.close();

        assertEquals("stored", answers.get(1).get(10, SECONDS));
        assertFailure(IllegalStateException.class, group.add("late").toCompletableFuture());
    }

    private List<CompletableFuture<String>> addWhileTheFirstIsWritten(
            GroupCommit<String, String> group, String... changes) {
        List<CompletableFuture<String>> answers = new CopyOnWriteArrayList<>();
        answers.add(group.add("first").toCompletableFuture());
        awaitBatches(1);
        for (String change : changes) {
            answers.add(group.add(change).toCompletableFuture());
        }
        go.countDown();
        return answers;
    }

    private void awaitBatches(int count) {
        org.awaitility.Awaitility.await().until(() -> batches.size() >= count);
    }

    private static Throwable assertFailure(Class<? extends Throwable> kind, CompletableFuture<?> answer) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> answer.get(10, SECONDS));
        return assertInstanceOf(kind, failure.getCause());
    }

    private GroupCommit<String, String> group() {
        return new GroupCommit<>("test", database(), this::write);
    }

    private List<String> write(Connection connection, List<String> members) throws SQLException {
        batches.add(List.copyOf(members));
        await(go);
        if (members.contains("bad")) {
            throw new SQLException("bad member");
        }
        if (members.contains("monstrous")) {
            throw new StackOverflowError("too deep");
        }
        return members.stream().map(member -> "stored").toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, SECONDS));
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private DataSource database() {
        return proxy(DataSource.class, () -> {
            connections.incrementAndGet();
            if (away != null) {
                throw away;
            }
            return proxy(Connection.class, () -> null);
        });
    }

    private interface Answer {
        Object get() throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer.get()));
    }
}
