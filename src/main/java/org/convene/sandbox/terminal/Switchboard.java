package org.convene.sandbox.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.convene.sandbox.stage.Json;
import org.jboss.logging.Logger;

/** Hears one frame, does what it says, and answers: the reply and the events it caused, in the order of the habits. */
final class Switchboard {

    private static final Logger LOG = Logger.getLogger(Switchboard.class);
    private static final Set<String> BEFORE_AUTH = Set.of("auth", "setUsedApiVersion");
    private static final String RESULT = "result";
    private static final String ERROR = "error";

    private final Site site;
    private final CommandTable table;

    Switchboard(Site site, CommandTable table) {
        this.site = site;
        this.table = table;
    }

    /** Anything may come. What is no command is answered as one without a name; the facts are silent. */
    void hear(RoomTerminal terminal, Line line, Traffic.Handshake handshake, String text) {
        ObjectNode command = read(text);
        String method = command.path("method").asText("");
        site.traffic().command();
        terminal.hold();
        ObjectNode reply = done(terminal, line, method, command);
        List<ObjectNode> events = terminal.release();
        boolean good = reply.path(RESULT).asBoolean();
        if (method.equals("auth")) {
            site.traffic().auth(good);
        }
        log(terminal, line, method, command, good);
        Habits habits = terminal.habits();
        String said = new Dialect(habits).reply(method, command.get("requestId"), reply);
        Runnable answer = () -> {
            if (habits.answers()) {
                line.write(said);
            }
            if (method.equals("auth")) {
                handshake.over();
            }
        };
        if (habits.answerDelay() > 0) {
            events.forEach(terminal::say);
            site.later(habits.answerDelay(), answer);
        } else {
            inOrder(habits.eventOrder(), terminal, events, answer);
        }
    }

    private static void inOrder(String order, RoomTerminal terminal, List<ObjectNode> events, Runnable answer) {
        int place =
                switch (order) {
                    case "after" -> 0;
                    case "random" -> ThreadLocalRandom.current().nextInt(events.size() + 1);
                    default -> events.size();
                };
        events.subList(0, place).forEach(terminal::say);
        answer.run();
        events.subList(place, events.size()).forEach(terminal::say);
    }

    private static ObjectNode read(String text) {
        try {
            return Json.MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text)
                            instanceof ObjectNode object
                    ? object
                    : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException noJson) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private ObjectNode done(RoomTerminal terminal, Line line, String method, ObjectNode command) {
        if (line.seat == null && !BEFORE_AUTH.contains(method)) {
            return failed("Authorization is needed");
        }
        Optional<Phrasebook.Phrase> phrase = Phrasebook.standard().find(method);
        if (phrase.isEmpty()) {
            return failed(method.isEmpty() ? "This is no command" : "There is no command " + method);
        }
        Order order = new Order(terminal, line, command, phrase.get().reply().deepCopy());
        try {
            check(phrase.get(), order);
            table.act(method, order);
            return order.reply().put(RESULT, true);
        } catch (Refusal refusal) {
            return method.equals("auth") ? notLetIn(terminal, refusal) : failed(refusal.getMessage());
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "The sandbox failed in %s", method);
            return failed("The sandbox failed");
        }
    }

    private static void check(Phrasebook.Phrase phrase, Order order) {
        Order.require(!phrase.admin() || order.line().seat == Seat.ADMIN, "Only the administrator may do this");
        for (Phrasebook.Param param : phrase.params()) {
            Optional<String> problem = param.problem(order.params().get(param.name()));
            if (problem.isPresent()) {
                throw new Refusal(problem.get());
            }
        }
    }

    private static ObjectNode notLetIn(RoomTerminal terminal, Refusal refusal) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        if (terminal.habits().authFailure().equals("full")) {
            reply.put("resultCode", 3).put(ERROR, refusal.getMessage());
        }
        return reply.put(RESULT, false);
    }

    private static ObjectNode failed(String error) {
        return JsonNodeFactory.instance.objectNode().put(ERROR, error).put(RESULT, false);
    }

    private void log(RoomTerminal terminal, Line line, String method, JsonNode command, boolean good) {
        String known = Phrasebook.standard()
                .find(method)
                .map(Phrasebook.Phrase::name)
                .orElse(method.length() > 60 ? method.substring(0, 60) : method);
        terminal.log()
                .add(new CommandLog.Entry(
                        site.clock().instant(),
                        System.nanoTime(),
                        known,
                        command.path("requestId").asText(""),
                        line.seat == null ? null : line.seat.word(),
                        good));
    }
}
