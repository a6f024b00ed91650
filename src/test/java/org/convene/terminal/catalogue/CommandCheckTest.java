package org.convene.terminal.catalogue;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.convene.document.Violation;
import org.convene.ops.Rejected;
import org.junit.jupiter.api.Test;

/** What is said to somebody who gives a terminal a command that it would not understand. */
class CommandCheckTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<Violation> violations(String method, String params) throws Exception {
        JsonNode json = JSON.readTree(params);
        Rejected rejected = assertThrows(Rejected.class, () -> CATALOGUE.check(method, json, false));
        assertEquals(422, rejected.problem().status());
        return rejected.problem().errors();
    }

    private static void assertComplaint(String method, String params, String pointer, String words) throws Exception {
        List<Violation> all = violations(method, params);
        assertTrue(
                all.stream()
                        .anyMatch(each ->
                                each.pointer().equals(pointer) && each.detail().contains(words)),
                all::toString);
    }

    @Test
    void aMisspeltCommandIsAnsweredWithTheOneThatWasMeant() throws Exception {
        assertComplaint("hangup", "{}", "/method", "did you mean hangUp?");
    }

    @Test
    void aMissingParameterIsNamed() throws Exception {
        assertComplaint("call", "{}", "/params/peerId", "is missing");
    }

    @Test
    void aMisspeltParameterIsAnsweredWithTheOneThatWasMeant() throws Exception {
        assertComplaint("call", "{\"peerID\":\"a@x\"}", "/params/peerID", "did you mean peerId?");
    }

    @Test
    void aParameterOfTheWrongTypeIsNamed() throws Exception {
        assertComplaint("setMicMute", "{\"mute\":\"yes\"}", "/params/mute", "must be a boolean");
    }

    @Test
    void aValueOutsideItsEnumerationIsAnsweredWithThoseThatAre() throws Exception {
        assertComplaint(
                "changeVideoMatrix", "{\"matrixType\":9,\"participants\":[]}", "/params/matrixType", "2 (equal)");
    }

    @Test
    void settingsAreCheckedByName() throws Exception {
        assertComplaint(
                "setSettings",
                "{\"settings\":{\"audioPlayLevl\":5}}",
                "/params/settings/audioPlayLevl",
                "did you mean");
    }

    @Test
    void whatTheHubAddsItselfIsNoParameter() throws Exception {
        assertComplaint("accept", "{\"requestId\":\"7\"}", "/params/requestId", "added by the hub");
    }

    @Test
    void anIdOfAFileMayBeANumberOrText() {
        assertDoesNotThrow(() -> CATALOGUE.check("startBroadcastPicture", JSON.readTree("{\"fileId\":7}"), false));
        assertDoesNotThrow(() -> CATALOGUE.check("startBroadcastPicture", JSON.readTree("{\"fileId\":\"7\"}"), false));
    }

    @Test
    void aNewerCommandPassesWhereThatIsAllowed() {
        assertThrows(Rejected.class, () -> CATALOGUE.check("brandNew", JSON.createObjectNode(), false));
        assertDoesNotThrow(() -> CATALOGUE.check("brandNew", JSON.createObjectNode(), true));
        assertThrows(Rejected.class, () -> CATALOGUE.check("call", JSON.createObjectNode(), true));
    }

    @Provide
    Arbitrary<Command> commands() {
        return Arbitraries.of(
                CATALOGUE.commands().stream().filter(Command::documented).toList());
    }

    @Property
    void aCommandMadeByItsOwnDescriptionPasses(@ForAll("commands") Command command, @ForAll long seed) {
        assertDoesNotThrow(() -> CATALOGUE.check(command.name(), params(command, new Random(seed)), false));
    }

    @Property
    void withoutARequiredParameterItIsRefusedThere(@ForAll("commands") Command command, @ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode params = params(command, random);
        for (Parameter parameter : command.parameters()) {
            JsonNode value = params.remove(parameter.name());
            if (parameter.required()) {
                Rejected rejected = assertThrows(Rejected.class, () -> CATALOGUE.check(command.name(), params, false));
                assertEquals(
                        "/params/" + parameter.name(),
                        rejected.problem().errors().get(0).pointer());
            }
            if (value != null) {
                params.set(parameter.name(), value);
            }
        }
    }

    @Property
    void withAValueOfAnotherTypeItIsRefusedThere(@ForAll("commands") Command command, @ForAll long seed) {
        ObjectNode params = params(command, new Random(seed));
        for (Parameter parameter : command.parameters()) {
            if (parameter.types().isEmpty()) {
                continue;
            }
            JsonNode value = params.get(parameter.name());
            params.putNull(parameter.name());
            Rejected rejected = assertThrows(Rejected.class, () -> CATALOGUE.check(command.name(), params, false));
            assertEquals(
                    "/params/" + parameter.name(),
                    rejected.problem().errors().get(0).pointer());
            params.set(parameter.name(), value);
        }
    }

    private static ObjectNode params(Command command, Random random) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        for (Parameter parameter : command.parameters()) {
            params.set(parameter.name(), value(parameter, random));
        }
        return params;
    }

    private static JsonNode value(Parameter parameter, Random random) {
        if (parameter.values().isPresent()) {
            List<Enumeration.Value> values = parameter.values().get().values();
            return values.get(random.nextInt(values.size())).value();
        }
        JsonNodeFactory json = JsonNodeFactory.instance;
        Map<String, JsonNode> samples = Map.of(
                "string", json.textNode("text " + random.nextInt()),
                "integer", json.numberNode(random.nextInt()),
                "number", json.numberNode(random.nextDouble()),
                "boolean", json.booleanNode(random.nextBoolean()),
                "object", json.objectNode(),
                "array", json.arrayNode());
        return parameter.types().isEmpty()
                ? json.textNode("anything")
                : samples.get(
                        parameter.types().get(random.nextInt(parameter.types().size())));
    }
}
