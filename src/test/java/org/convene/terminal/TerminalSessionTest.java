package org.convene.terminal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.convene.ops.Rejected;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.vendor.VendorFailure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session does with a terminal that behaves, and with one that does not. */
class TerminalSessionTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration SOON = Duration.ofSeconds(5);

    private ScriptedTerminal terminal;
    private Hub hub;

    @BeforeEach
    void listen() throws Exception {
        terminal = new ScriptedTerminal(VERTX).listen();
    }

    @AfterEach
    void end() throws Exception {
        if (hub != null) {
            hub.close();
        }
        terminal.close();
    }

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    private void start(String... written) throws Exception {
        hub = Hub.at(
                VERTX,
                terminal,
                IntStream.range(0, written.length / 2)
                        .boxed()
                        .collect(java.util.stream.Collectors.toMap(i -> written[2 * i], i -> written[2 * i + 1])));
    }

    private void becomes(Connection connection) {
        await().atMost(SOON)
                .untilAsserted(() -> assertEquals(
                        connection,
                        hub.room().status().connection(),
                        () -> hub.room().status().toString()));
    }

    private void startReady(String... written) throws Exception {
        start(written);
        becomes(Connection.READY);
    }

    private static ObjectNode got(CompletionStage<ObjectNode> reply) throws Exception {
        return reply.toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static Throwable failure(CompletionStage<ObjectNode> reply) {
        return assertThrows(ExecutionException.class, () -> got(reply)).getCause();
    }

    private static ObjectNode peer(String id) {
        return ScriptedTerminal.JSON.createObjectNode().put("peerId", id);
    }

    private CompletionStage<ObjectNode> call(String peer) {
        return hub.room().send(TerminalCommand.of("call", peer(peer), "test"));
    }

    private CompletionStage<ObjectNode> callAndAwait(String peer) {
        return hub.room().send(TerminalCommand.of("call", peer(peer), "test").awaitingOutcome(true));
    }

    @Test
    void aTerminalIsSignedInAtAndAskedForItsState() throws Exception {
        startReady();
        TerminalStatus status = hub.room().status();
        assertEquals(Optional.of("admin"), status.seat());
        assertEquals(Optional.of(3), status.appState());
        assertEquals(Optional.of("normal"), status.appStateWord());
        assertEquals("auth", terminal.heard.get(0).path("method").asText());
        assertEquals("unsecured", terminal.heard.get(0).path("type").asText());
    }

    @Test
    void theVersionIsToldBeforeSigningInWhereItIsSet() throws Exception {
        startReady("convene.terminal.api-version", "1");
        assertEquals("setUsedApiVersion", terminal.heard.get(0).path("method").asText());
        assertEquals("1", terminal.heard.get(0).path("version").asText());
    }

    @Test
    void aReplyGoesToTheCommandWhoseIdItCarriesWhateverTheOrder() throws Exception {
        startReady();
        terminal.on("call", (room, command) -> null);
        CompletionStage<ObjectNode> first = call("a@x");
        CompletionStage<ObjectNode> second = call("b@x");
        await().atMost(SOON).until(() -> terminal.count("call") == 2);
        List<ObjectNode> calls = terminal.heard.subList(terminal.heard.size() - 2, terminal.heard.size());
        terminal.push(terminal.reply(calls.get(1), "\"result\":true,\"n\":2"));
        terminal.push(terminal.reply(calls.get(0), "\"result\":true,\"n\":1"));
        assertEquals(1, got(first).path("n").asInt());
        assertEquals(2, got(second).path("n").asInt());
    }

    @Test
    void repliesWithoutAnIdAreMatchedByMethodFirstSentFirstAnswered() throws Exception {
        terminal.withoutEcho();
        startReady();
        terminal.on("call", (room, command) -> null);
        terminal.on("getMicMute", (room, command) -> null);
        CompletionStage<ObjectNode> first = call("a@x");
        CompletionStage<ObjectNode> mute = hub.room().send(TerminalCommand.of("getMicMute", "test"));
        CompletionStage<ObjectNode> second = call("b@x");
        await().atMost(SOON).until(() -> terminal.count("call") == 2);
        terminal.push("{\"method\":\"getMicMute\",\"mute\":true,\"result\":true}");
        terminal.push("{\"method\":\"call\",\"n\":1,\"result\":true}");
        terminal.push("{\"method\":\"call\",\"n\":2,\"result\":true}");
        assertEquals(1, got(first).path("n").asInt());
        assertEquals(2, got(second).path("n").asInt());
        assertTrue(got(mute).path("mute").asBoolean());
    }

    @Test
    void repliesThatAreMisprintedInTheVendorsDocumentFindTheirCommand() throws Exception {
        terminal.withoutEcho();
        terminal.on("getContactDetails", (room, command) -> "{\"peerDn\":\"getContactDetails\",\"result\":true}");
        terminal.on("renameGroup", (room, command) -> "{\"method\":\"removeGroup\",\"result\":true}");
        startReady();
        assertTrue(got(hub.room().send(TerminalCommand.of("getContactDetails", peer("a@x"), "test")))
                .path("result")
                .asBoolean());
        ObjectNode group =
                ScriptedTerminal.JSON.createObjectNode().put("groupId", 1).put("newName", "New");
        assertTrue(got(hub.room().send(TerminalCommand.of("renameGroup", group, "test")))
                .path("result")
                .asBoolean());
    }

    @Test
    void aLateReplyIsNotTakenForThatOfTheNextCommand() throws Exception {
        terminal.withoutEcho();
        startReady();
        terminal.on("call", (room, command) -> null);
        Throwable first = failure(
                hub.room().send(TerminalCommand.of("call", peer("a@x"), "test").within(Duration.ofMillis(50))));
        assertInstanceOf(VendorFailure.Uncertain.class, first);
        CompletionStage<ObjectNode> second = call("b@x");
        await().atMost(SOON).until(() -> terminal.count("call") == 2);
        terminal.push("{\"method\":\"call\",\"n\":1,\"result\":true}");
        terminal.push("{\"method\":\"call\",\"n\":2,\"result\":true}");
        assertEquals(2, got(second).path("n").asInt());
    }

    @Test
    void commandsAreSentWithAPauseBetweenThem() throws Exception {
        startReady("convene.terminal.pace", "50ms");
        int before = terminal.heard.size();
        List<CompletionStage<ObjectNode>> replies = IntStream.range(0, 5)
                .mapToObj(i -> hub.room().send(TerminalCommand.of("getMicMute", "test")))
                .toList();
        for (CompletionStage<ObjectNode> reply : replies) {
            got(reply);
        }
        long took = terminal.heardAt.get(before + 4) - terminal.heardAt.get(before);
        assertTrue(took >= 4 * 45_000_000L, () -> took / 1_000_000 + " ms for five commands");
    }

    @Test
    void whatIsUrgentOvertakesWhatWaits() throws Exception {
        startReady("convene.terminal.pace", "100ms");
        got(hub.room().send(TerminalCommand.of("getMicMute", "test")));
        CompletionStage<ObjectNode> usual = hub.room().send(TerminalCommand.of("getVideoMute", "test"));
        CompletionStage<ObjectNode> urgent = hub.room()
                .send(TerminalCommand.of(
                        "hangUp", ScriptedTerminal.JSON.createObjectNode().put("forAll", false), "test"));
        got(usual);
        got(urgent);
        List<String> methods = terminal.heard.stream()
                .map(command -> command.path("method").asText())
                .toList();
        assertTrue(methods.indexOf("hangUp") < methods.indexOf("getVideoMute"), methods::toString);
    }

    @Test
    void notificationsKeepTheirOrder() throws Exception {
        startReady();
        for (int i = 0; i < 500; i++) {
            terminal.push("{\"event\":\"toneDial\",\"symbol\":\"" + i + "\",\"method\":\"event\"}");
        }
        await().atMost(SOON).until(() -> hub.events("toneDial").size() == 500);
        List<TerminalEvent> heard = hub.events("toneDial");
        for (int i = 0; i < 500; i++) {
            assertEquals(String.valueOf(i), heard.get(i).body().path("symbol").asText());
            assertEquals(heard.get(0).number() + i, heard.get(i).number());
        }
    }

    @Test
    void aCallIsDoneWhenTheConferenceIsThere() throws Exception {
        startReady();
        terminal.on("call", (room, command) -> {
            room.push("{\"event\":\"inviteSent\",\"peerId\":\"a@x\",\"method\":\"event\"}");
            // before the reply, as happens
            room.push(
                    "{\"event\":\"conferenceCreated\",\"confId\":\"c1\",\"confType\":0,\"peerId\":\"A@x\",\"method\":\"event\"}");
            return room.reply(command, "\"result\":true");
        });
        ObjectNode reply = got(callAndAwait("a@x"));
        assertTrue(reply.path("done").asBoolean(), reply::toString);
        assertEquals("c1", reply.at("/outcome/confId").asText());
        assertEquals("c1", hub.room().status().conference().orElseThrow().id());
    }

    @Test
    void aRejectedCallIsNotDoneAndSaysWhy() throws Exception {
        startReady();
        terminal.on("call", (room, command) -> {
            VERTX.setTimer(50, later -> {
                room.push("{\"event\":\"rejectReceived\",\"cause\":16,\"peerId\":\"other@x\",\"method\":\"event\"}");
                room.push(
                        "{\"event\":\"rejectReceived\",\"cause\":2,\"peerId\":\"a@x\",\"peerDn\":\"A\",\"method\":\"event\"}");
            });
            return room.reply(command, "\"result\":true");
        });
        ObjectNode reply = got(callAndAwait("a@x"));
        assertFalse(reply.path("done").asBoolean(true), reply::toString);
        assertEquals(2, reply.at("/outcome/cause").asInt());
        assertTrue(reply.path("why").asText().toLowerCase(java.util.Locale.ROOT).contains("busy"), reply::toString);
    }

    @Test
    void aCallNobodyAnswersIsNotDoneWhenPatienceEnds() throws Exception {
        startReady();
        ObjectNode reply = got(hub.room()
                .send(TerminalCommand.of("call", peer("a@x"), "test")
                        .awaitingOutcome(true)
                        .within(Duration.ofMillis(200))));
        assertFalse(reply.path("done").asBoolean(true), reply::toString);
        assertTrue(reply.path("result").asBoolean());
    }

    @Test
    void aCommandThatIsWrongIsNeverSent() throws Exception {
        startReady();
        assertInstanceOf(Rejected.class, failure(hub.room().send(TerminalCommand.of("cal", peer("a@x"), "test"))));
        assertEquals(0, terminal.count("cal"));
    }

    @Test
    void aTerminalThatIsOffAtTheStartIsAdoptedWhenItComes() throws Exception {
        terminal.off();
        start();
        becomes(Connection.OFFLINE);
        assertInstanceOf(VendorFailure.Down.class, failure(call("a@x")));
        terminal.listen();
        becomes(Connection.READY);
        assertTrue(got(call("a@x")).path("result").asBoolean());
    }

    @Test
    void afterALossItComesBackWithItsTokenAndReportsTheGap() throws Exception {
        startReady("convene.terminals.\"room-101\".credentials", "very secret");
        terminal.push("{\"event\":\"appStateChanged\",\"appState\":5,\"method\":\"event\"}");
        await().atMost(SOON).until(() -> hub.room().status().appState().equals(Optional.of(5)));
        terminal.socket().close((short) 1000, "bye");
        await().atMost(SOON).until(() -> hub.events(TerminalEvent.GAP).size() == 1);
        ObjectNode gap = hub.events(TerminalEvent.GAP).get(0).body();
        assertEquals(5, gap.at("/before/appState").asInt());
        assertEquals(3, gap.at("/after/appState").asInt());
        List<String> secrets = terminal.heard.stream()
                .filter(command -> command.path("method").asText().equals("auth"))
                .map(command -> command.path("credentials").asText())
                .toList();
        assertEquals(List.of("very secret", "t-1"), secrets);
    }

    @Test
    void whatComesWhileTheStateIsAskedForComesAfterTheGap() throws Exception {
        startReady();
        terminal.on("getAppState", (room, command) -> {
            room.push("{\"event\":\"toneDial\",\"symbol\":\"1\",\"method\":\"event\"}");
            return room.reply(command, "\"appState\":3,\"result\":true");
        });
        terminal.socket().close();
        await().atMost(SOON).until(() -> !hub.events("toneDial").isEmpty());
        assertTrue(hub.events(TerminalEvent.GAP).get(0).number()
                < hub.events("toneDial").get(0).number());
    }

    @Test
    void aCommandWhoseReplyIsLostWithTheConnectionIsUncertain() throws Exception {
        startReady();
        terminal.on("call", (room, command) -> {
            room.socket().close();
            return null;
        });
        assertInstanceOf(VendorFailure.Uncertain.class, failure(call("a@x")));
    }

    @Test
    void aHalfOpenConnectionIsFound() throws Exception {
        startReady("convene.terminal.heartbeat", "200ms", "convene.terminal.silence", "200ms");
        terminal.socket().pause();
        await().atMost(SOON).until(() -> terminal.sockets.size() > 1 || terminal.count("auth") > 1);
        becomes(Connection.READY);
    }

    @Test
    void aQuietTerminalThatAnswersStaysConnected() throws Exception {
        startReady("convene.terminal.heartbeat", "50ms", "convene.terminal.silence", "100ms");
        await().atMost(SOON).until(() -> terminal.count("getAppState") > 5);
        assertEquals(1, terminal.count("auth"));
    }

    @Test
    void whoeverTakesTheSeatKeepsIt() throws Exception {
        startReady();
        terminal.push("{\"event\":\"authorizationNeeded\",\"method\":\"event\",\"cause\":1}");
        becomes(Connection.YIELDED);
        Throwable failure = failure(call("a@x"));
        assertInstanceOf(VendorFailure.Unauthorized.class, failure);
        assertTrue(failure.getMessage().contains("somebody else signed in"), failure::getMessage);
        assertEquals(1, terminal.count("auth"));
        terminal.socket().close();
        await().atMost(SOON).until(() -> terminal.sockets.isEmpty());
        assertEquals(Connection.YIELDED, hub.room().status().connection());
        hub.room().takeSeat();
        becomes(Connection.READY);
    }

    @Test
    void anEventIsKnownHoweverItsNameIsSpelt() throws Exception {
        startReady();
        terminal.push("{\"event\":\"detailInfo\",\"peerId\":\"a@x\",\"method\":\"event\"}");
        terminal.push("{\"event\":\"autorizationNeeded\",\"method\":\"event\",\"cause\":1}");
        becomes(Connection.YIELDED);
        assertEquals(
                "a@x", hub.events("detailsInfo").get(0).body().path("peerId").asText());
    }

    @Test
    void theSeatIsTakenBackAfterAQuietTimeAndNoLoginWarBegins() throws Exception {
        startReady("convene.terminal.take-back-after", "300ms");
        for (int i = 1; i <= 3; i++) {
            int signIns = i;
            terminal.push("{\"event\":\"authorizationNeeded\",\"method\":\"event\",\"cause\":1}");
            await().atMost(SOON).until(() -> terminal.count("auth") == signIns + 1);
        }
        List<Long> at = IntStream.range(0, terminal.heard.size())
                .filter(i -> terminal.heard.get(i).path("method").asText().equals("auth"))
                .mapToObj(terminal.heardAt::get)
                .toList();
        assertTrue(at.get(2) - at.get(1) > 550_000_000L, "the second time it waits twice as long");
        assertTrue(at.get(3) - at.get(2) > 1_100_000_000L, "the third time twice as long again");
    }

    @Test
    void theWrongPinIsSaidAndNotTriedAgainAndAgain() throws Exception {
        terminal.on(
                "auth",
                (room, command) -> room.reply(command, "\"resultCode\":3,\"error\":\"wrong\",\"result\":false"));
        start("convene.terminals.\"room-101\".credentials", "123");
        becomes(Connection.REFUSED);
        String why = hub.room().status().why().orElseThrow();
        assertTrue(why.contains("convene.terminals.\"room-101\".credentials") && !why.contains("123"), why);
        assertInstanceOf(VendorFailure.Unauthorized.class, failure(call("a@x")));
        assertEquals(1, terminal.count("auth"));
    }

    @Test
    void aTokenThatIsNotAcceptedAnyMoreIsFollowedByTheCredentials() throws Exception {
        startReady("convene.terminals.\"room-101\".credentials", "123");
        terminal.on(
                "auth",
                (room, command) -> room.reply(
                        command,
                        command.path("credentials").asText().equals("123")
                                ? "\"previleges\":1,\"token\":\"t-2\",\"result\":true"
                                : "\"result\":false"));
        terminal.socket().close();
        await().atMost(SOON).until(() -> terminal.count("auth") == 3);
        becomes(Connection.READY);
        assertEquals(Optional.of("user"), hub.room().status().seat());
        assertTrue(hub.room().status().why().orElse("").contains("signed in as user"));
    }

    @Test
    void eachCauseOfAnEndedSignInGetsItsAnswer() throws Exception {
        startReady("convene.terminals.\"room-101\".credentials", "123");
        int signIns = 1;
        for (int cause : new int[] {2, 3, 4, 5, 7, 8}) {
            terminal.push("{\"event\":\"authorizationNeeded\",\"method\":\"event\",\"cause\":" + cause + "}");
            int expected = ++signIns;
            await("cause " + cause).atMost(SOON).until(() -> terminal.count("auth") == expected);
            becomes(Connection.READY);
        }
        terminal.push("{\"event\":\"authorizationNeeded\",\"method\":\"event\",\"cause\":6}");
        becomes(Connection.REFUSED);
        assertTrue(hub.room().status().why().orElseThrow().contains("licence"));
    }

    @Test
    void framesThatMakeNoSenseEndNothingAndArePassedOn() throws Exception {
        startReady();
        terminal.push("\uFEFF{\"event\":\"toneDial\",\"symbol\":\"#\",\"method\":\"event\"}");
        terminal.push("no json at all");
        terminal.push("[1,2]");
        terminal.push("{\"some\":\"thing\"}");
        terminal.push("{\"event\":\"brandNewEvent\",\"x\":1}");
        terminal.push("{\"event\":\"appStateChanged\",\"appState\":{\"strange\":true}}");
        terminal.socket().writeBinaryMessage(Buffer.buffer(new byte[] {1, 2, 3, (byte) 0xff}));
        terminal.socket().writeFrame(WebSocketFrame.textFrame("{\"event\":\"tone", false));
        terminal.socket().writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("Dial\",\"symbol\":\"*\"}"), true));
        terminal.push("{\"event\":\"toneDial\",\"symbol\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}");
        terminal.push("[".repeat(100_000));
        assertTrue(got(call("a@x")).path("result").asBoolean());
        assertEquals(2, hub.events("toneDial").size());
        assertEquals(1, hub.events("brandNewEvent").size());
        assertEquals(6, hub.events(TerminalEvent.UNKNOWN).size(), () -> hub.events.toString());
        assertEquals(6, hub.metrics.counter("convene.terminal.unknown").count());
        assertEquals(1, terminal.count("auth"));
    }

    @Test
    void whoGaveWhichCommandAndWhatCameOfItIsRemembered() throws Exception {
        startReady();
        terminal.on("reject", (room, command) -> room.reply(command, "\"result\":false"));
        got(call("a@x"));
        got(hub.room().send(TerminalCommand.of("reject", "api anna")));
        failure(hub.room().send(TerminalCommand.of("cal", "test")));
        assertEquals(List.of("test call accepted", "api anna reject refused", "test cal rejected"), hub.told);
    }

    @Test
    void tooManyCommandsAtOnceAreTurnedAway() throws Exception {
        startReady("convene.terminal.waiting", "3", "convene.terminal.pace", "1s");
        got(hub.room().send(TerminalCommand.of("getMicMute", "test")));
        IntStream.range(0, 3).forEach(i -> hub.room().send(TerminalCommand.of("getMicMute", "test")));
        assertInstanceOf(VendorFailure.Busy.class, failure(hub.room().send(TerminalCommand.of("getMicMute", "test"))));
    }

    @Test
    void aSettingThatCannotBeUsedStopsTheStart() {
        RuntimeException wrong = assertThrows(
                RuntimeException.class, () -> new Hub(VERTX, Map.of("convene.terminals.\"a\".url", "http://x")));
        assertTrue(
                wrong.getMessage().startsWith("convene.terminals.\"a\".url is no ws or wss address"),
                wrong::getMessage);
        RuntimeException unknown = assertThrows(
                RuntimeException.class,
                () -> new Hub(
                        VERTX,
                        Map.of("convene.terminals.\"a\".url", "ws://x", "convene.terminals.\"a\".credential", "1")));
        assertTrue(unknown.getMessage().contains("did you mean credentials"), unknown::getMessage);
    }
}
