package org.convene.terminal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.convene.ops.Rejected;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.terminal.camel.TrueConfRoomComponent;
import org.convene.vendor.VendorFailure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The component trueconf-room: as a route meets it. */
class TrueConfRoomComponentTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration SOON = Duration.ofSeconds(10);

    private ScriptedTerminal room;
    private ScriptedTerminal other;
    private Hub hub;
    private CamelContext camel;
    private ProducerTemplate producer;

    @BeforeEach
    void begin() throws Exception {
        room = new ScriptedTerminal(VERTX).listen();
        other = new ScriptedTerminal(VERTX).listen();
        Map<String, String> settings = new HashMap<>();
        settings.put("convene.terminals.\"room-102\".url", other.url());
        settings.put("convene.terminal.outcome-timeout", "1s");
        hub = Hub.at(VERTX, room, settings);
        await().atMost(SOON)
                .until(() -> hub.terminals.all().stream()
                        .allMatch(terminal -> terminal.status().connection() == Connection.READY));
        room.forget();
        other.forget();
        camel = new DefaultCamelContext();
        camel.addComponent("trueconf-room", new TrueConfRoomComponent(hub.terminals));
        camel.start();
        producer = camel.createProducerTemplate();
    }

    @AfterEach
    void end() throws Exception {
        camel.stop();
        hub.close();
        room.close();
        other.close();
    }

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) ScriptedTerminal.JSON.readTree(text);
    }

    private Exchange sent(String uri, Object body, String... variables) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(body);
        for (int i = 0; i < variables.length; i += 2) {
            exchange.setVariable(variables[i], variables[i + 1]);
        }
        return producer.send(uri, exchange);
    }

    private static JsonNode reply(Exchange exchange) {
        assertNull(exchange.getException());
        return exchange.getMessage().getBody(JsonNode.class);
    }

    private void route(String uri, org.apache.camel.Processor processor) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(processor);
            }
        });
    }

    private static String text(int number) {
        return "{\"event\":\"commandReceived\",\"peerId\":\"a@x\",\"command\":\"%d\",\"method\":\"event\"}"
                .formatted(number);
    }

    @Test
    void theReplyOfTheTerminalIsTheResult() throws Exception {
        room.on("getMicMute", (terminal, command) -> terminal.reply(command, "\"mute\":true,\"result\":true"));

        JsonNode reply = reply(sent("trueconf-room:room-101?method=getMicMute", null));

        assertTrue(reply.path("mute").asBoolean(), reply.toString());
        assertEquals("getMicMute", reply.path("method").asText());
    }

    @Test
    void parametersAreTheBodyAsJsonAsItsTextOrAsAMap() throws Exception {
        for (Object body : List.of(json("{\"mute\":true}"), "{\"mute\":true}", Map.of("mute", true))) {
            room.forget();
            reply(sent("trueconf-room:room-101?method=setMicMute", body));
            ObjectNode heard = room.heard.get(0);
            assertEquals("setMicMute", heard.path("method").asText());
            assertTrue(heard.path("mute").isBoolean() && heard.path("mute").asBoolean(), heard.toString());
        }
    }

    @Test
    void theMethodMayStandInTheBody() throws Exception {
        reply(sent("trueconf-room:room-101", "{\"method\":\"setMicMute\",\"params\":{\"mute\":false}}"));

        assertEquals("setMicMute", room.heard.get(0).path("method").asText());
        assertFalse(room.heard.get(0).path("mute").asBoolean(true));
    }

    @Test
    void aBodyThatIsNoObjectIsRejectedAndNothingIsSent() {
        for (Object body : List.of("[1]", "no JSON {", 17)) {
            Rejected rejected = assertInstanceOf(
                    Rejected.class,
                    sent("trueconf-room:room-101?method=setMicMute", body).getException());
            assertEquals(422, rejected.problem().status());
        }
        assertEquals(List.of(), room.heard);
    }

    @Test
    void aRefusalIsAFailureWithTheWordsOfTheTerminal() {
        room.on(
                "accept",
                (terminal, command) -> terminal.reply(command, "\"result\":false,\"error\":\"nobody calls\""));

        Exception failure = sent("trueconf-room:room-101?method=accept", null).getException();

        assertInstanceOf(VendorFailure.Refused.class, failure);
        assertEquals("nobody calls", failure.getMessage());
    }

    @Test
    void aRefusalIsAReplyWhereTheRouteWantsToLookItself() {
        room.on(
                "accept",
                (terminal, command) -> terminal.reply(command, "\"result\":false,\"error\":\"nobody calls\""));

        JsonNode reply = reply(sent("trueconf-room:room-101?method=accept&failOnRefusal=false", null));

        assertFalse(reply.path("result").asBoolean(true));
        assertEquals("nobody calls", reply.path("error").asText());
    }

    private void callIsAnsweredBy(String event) {
        room.on("call", (terminal, command) -> {
            terminal.push(terminal.reply(command, "\"result\":true"));
            return event;
        });
    }

    @Test
    void aCommandWhoseOutcomeIsAwaitedIsDoneWhenItsEventSaysSo() {
        callIsAnsweredBy("{\"event\":\"conferenceCreated\",\"confId\":\"1@x\",\"confType\":0,\"peerId\":\"a@x\"}");

        JsonNode reply = reply(sent("trueconf-room:room-101?method=call&awaitOutcome=true", "{\"peerId\":\"a@x\"}"));

        assertTrue(reply.path("done").asBoolean(), reply.toString());
        assertEquals("1@x", reply.path("outcome").path("confId").asText());
    }

    @Test
    void anOutcomeThatIsBadIsARefusal() {
        callIsAnsweredBy("{\"event\":\"rejectReceived\",\"cause\":1,\"peerId\":\"a@x\",\"peerDn\":\"A\"}");

        Exception failure = sent("trueconf-room:room-101?method=call&awaitOutcome=true", "{\"peerId\":\"a@x\"}")
                .getException();

        assertInstanceOf(VendorFailure.Refused.class, failure);
        assertFalse(failure.getMessage().isBlank());
    }

    @Test
    void aTerminalThatSaysNothingInTheTimeGivenIsUncertain() {
        room.on("getSettings", (terminal, command) -> null);
        long begun = System.nanoTime();

        Exception failure = sent("trueconf-room:room-101?method=getSettings&timeout=200ms", null)
                .getException();

        assertInstanceOf(VendorFailure.Uncertain.class, failure);
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 5);
    }

    @Test
    void aTerminalThatIsOffIsDown() throws Exception {
        room.off();
        room.socket().close();
        await().atMost(SOON).until(() -> hub.room().status().connection() != Connection.READY);

        assertInstanceOf(
                VendorFailure.Down.class,
                sent("trueconf-room:room-101?method=accept", null).getException());
    }

    @Test
    void aNameThatConfigurationDoesNotKnowStopsTheStartAndSaysWhichWasMeant() {
        Exception failure = assertThrows(Exception.class, () -> route("trueconf-room:room-10l", exchange -> {}));

        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertEquals(
                "trueconf-room: no terminal is called room-10l, did you mean room-101;"
                        + " set convene.terminals.\"room-10l\".url",
                cause.getMessage());
    }

    @Test
    void anOptionThatDoesNotExistStopsTheStart() {
        assertThrows(Exception.class, () -> camel.getEndpoint("trueconf-room:room-101?methd=call"));
    }

    @Test
    void theAsteriskSendsToTheTerminalThatTheVariableNames() {
        reply(sent("trueconf-room:*?method=accept", null, "terminal", "room-102"));

        assertEquals(0, room.count("accept"));
        assertEquals(1, other.count("accept"));
    }

    @Test
    void withoutAKnownNameInTheVariableNothingIsSent() {
        for (Exchange exchange : List.of(
                sent("trueconf-room:*?method=accept", null),
                sent("trueconf-room:*?method=accept", null, "terminal", "room-103"))) {
            Rejected rejected = assertInstanceOf(Rejected.class, exchange.getException());
            assertEquals(404, rejected.problem().status());
        }
    }

    @Test
    void aRouteHearsTheEventsItNamesWithTheirTerminalAndNumber() throws Exception {
        List<Exchange> heard = new CopyOnWriteArrayList<>();
        route("trueconf-room:room-101?events=hookOffPressed, hangUpPressed", exchange -> heard.add(exchange.copy()));

        room.push("{\"event\":\"hookOffPressed\"}");
        room.push(text(1));
        other.push("{\"event\":\"hangUpPressed\"}");
        room.push("{\"event\":\"hangUpPressed\"}");

        await().atMost(SOON).until(() -> heard.size() == 2);
        assertEquals("hookOffPressed", heard.get(0).getVariable("event"));
        assertEquals("hangUpPressed", heard.get(1).getVariable("event"));
        assertEquals("room-101", heard.get(1).getVariable("terminal"));
        assertEquals(
                heard.get(0).getVariable("eventNumber", Long.class) + 2,
                heard.get(1).getVariable("eventNumber", Long.class));
        assertEquals(
                "hangUpPressed",
                heard.get(1).getMessage().getBody(JsonNode.class).path("event").asText());
    }

    @Test
    void severalRoutesMayHearTheSame() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        route("trueconf-room:*?events=commandReceived", exchange -> heard.add("one"));
        route("trueconf-room:*?events=commandReceived", exchange -> heard.add("two"));

        room.push(text(1));

        await().atMost(SOON).until(() -> heard.size() == 2);
        assertEquals(List.of("one", "two"), heard.stream().sorted().toList());
    }

    @Test
    void eventsOfATerminalComeInOrderAndOthersDoNotWaitForItsSlowRoute() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        CountDownLatch slow = new CountDownLatch(1);
        route("trueconf-room:*?events=commandReceived", exchange -> {
            String terminal = exchange.getVariable("terminal", String.class);
            String number = exchange.getMessage()
                    .getBody(JsonNode.class)
                    .path("command")
                    .asText();
            if (terminal.equals("room-101") && number.equals("0")) {
                slow.await();
            }
            heard.add(terminal + " " + number);
        });

        IntStream.range(0, 50).forEach(number -> {
            room.push(text(number));
            other.push(text(number));
        });

        await().atMost(SOON).until(() -> heard.size() == 50);
        assertEquals(numbered("room-102", 50), heard);
        slow.countDown();
        await().atMost(SOON).until(() -> heard.size() == 100);
        assertEquals(numbered("room-101", 50), heard.subList(50, 100));
    }

    private static List<String> numbered(String terminal, int most) {
        return IntStream.range(0, most)
                .mapToObj(number -> terminal + " " + number)
                .toList();
    }

    @Test
    void aRouteThatIsTooSlowHearsHowManyEventsItMissedInTheirPlace() throws Exception {
        List<JsonNode> heard = new CopyOnWriteArrayList<>();
        CountDownLatch slow = new CountDownLatch(1);
        route("trueconf-room:room-101?events=commandReceived&waiting=3", exchange -> {
            slow.await();
            heard.add(exchange.getMessage().getBody(JsonNode.class).deepCopy());
        });
        long before = hub.room().status().events();
        IntStream.range(0, 10).forEach(number -> room.push(text(number)));
        await().atMost(SOON).until(() -> hub.room().status().events() == before + 10);
        slow.countDown();
        await().atMost(SOON).until(() -> heard.size() >= 3);
        room.push(text(10));

        await().atMost(SOON)
                .until(() -> !heard.isEmpty()
                        && heard.get(heard.size() - 1).path("command").asText().equals("10"));
        List<Integer> numbers = heard.stream()
                .filter(event -> event.has("command"))
                .map(event -> event.path("command").asInt())
                .toList();
        int missed =
                heard.stream().mapToInt(event -> event.path("missed").asInt()).sum();
        assertEquals(numbers.stream().distinct().sorted().toList(), numbers);
        assertTrue(missed > 0, heard.toString());
        assertEquals(11, numbers.size() + missed, heard.toString());
    }

    @Test
    void anEventThatARouteCannotHandleKeepsNothingFromTheNext() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        route("trueconf-room:room-101?events=commandReceived", exchange -> {
            String number = exchange.getMessage()
                    .getBody(JsonNode.class)
                    .path("command")
                    .asText();
            if (number.equals("0")) {
                throw new IllegalStateException("the first one is too much");
            }
            heard.add(number);
        });

        room.push(text(0));
        room.push(text(1));

        await().atMost(SOON).until(() -> heard.equals(List.of("1")));
    }

    @Test
    void aRouteThatIsStoppedHearsNothingAndAStartedOneHearsAgain() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("trueconf-room:room-101?events=commandReceived")
                        .routeId("listening")
                        .process(exchange -> heard.add(exchange.getMessage()
                                .getBody(JsonNode.class)
                                .path("command")
                                .asText()));
            }
        });
        camel.getRouteController().stopRoute("listening");
        long before = hub.room().status().events();
        room.push(text(1));
        await().atMost(SOON).until(() -> hub.room().status().events() == before + 1);
        camel.getRouteController().startRoute("listening");
        room.push(text(2));

        await().atMost(SOON).until(() -> heard.equals(List.of("2")));
    }
}
