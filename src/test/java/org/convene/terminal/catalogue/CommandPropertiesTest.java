package org.convene.terminal.catalogue;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.convene.document.Misspelling;
import org.convene.document.Violation;
import org.convene.ops.Rejected;

/** What holds for every command, and for what is nested in it. */
class CommandPropertiesTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Provide
    Arbitrary<Command> commands() {
        return Arbitraries.of(
                CATALOGUE.commands().stream().filter(Command::documented).toList());
    }

    @Provide
    Arbitrary<Command> withParameters() {
        return commands().filter(command -> !command.parameters().isEmpty());
    }

    @Property
    void aCommandMadeByItsOwnDescriptionPasses(@ForAll("commands") Command command, @ForAll long seed) {
        ObjectNode params = object(command.parameters(), new Random(seed), 1);
        assertDoesNotThrow(() -> CATALOGUE.check(command.name(), params));
    }

    @Property
    void withoutAParameterItIsRefusedThereExactlyIfItNeedsIt(
            @ForAll("withParameters") Command command, @ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode params = object(command.parameters(), random, 1);
        Parameter dropped = one(command.parameters(), random);
        params.remove(dropped.name());
        if (dropped.isRequiredIn(params)) {
            assertRefusedAt("/params/" + dropped.name(), "is missing", command, params);
        } else {
            assertDoesNotThrow(() -> CATALOGUE.check(command.name(), params));
        }
    }

    @Property
    void withAValueOfAnotherKindItIsRefusedThere(@ForAll("withParameters") Command command, @ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode params = object(command.parameters(), random, 1);
        Parameter parameter = one(command.parameters(), random);
        String at = "/params/" + parameter.name();
        ObjectNode place = params;
        if (!parameter.fields().isEmpty() && random.nextBoolean()) {
            place = (ObjectNode) params.get(parameter.name());
            parameter = one(parameter.fields(), random);
            at += "/" + parameter.name();
        }
        if (parameter.items().isPresent() && random.nextBoolean()) {
            ArrayNode entries = (ArrayNode) place.get(parameter.name());
            entries.add(wrong(parameter.items().get(), random));
            at += "/" + (entries.size() - 1);
        } else {
            place.set(parameter.name(), wrong(parameter, random));
        }
        assertRefusedAt(at, "must be ", command, params);
    }

    @Property
    void withAMisspeltParameterItIsRefusedThereWithTheRightOneSuggested(
            @ForAll("withParameters") Command command, @ForAll long seed, @ForAll @IntRange(max = 3) int kind) {
        Random random = new Random(seed);
        ObjectNode params = object(command.parameters(), random, 1);
        Parameter parameter = one(command.parameters(), random);
        String at = "/params/";
        ObjectNode place = params;
        if (!parameter.fields().isEmpty() && random.nextBoolean()) {
            at += parameter.name() + "/";
            place = object(parameter.fields(), random, 1);
            params.set(parameter.name(), place);
            parameter = one(parameter.fields(), random);
        }
        String name = parameter.name();
        String misspelt = Misspelling.of(name, kind, random.nextInt(name.length()), (char) ('a' + random.nextInt(26)));
        if (place.has(misspelt)) {
            return; // nothing was changed, or another one was met
        }
        place.set(misspelt, place.remove(name));
        assertRefusedAt(at + misspelt, "did you mean " + name + "?", command, params);
    }

    private static void assertRefusedAt(String pointer, String words, Command command, JsonNode params) {
        Rejected rejected = assertThrows(Rejected.class, () -> CATALOGUE.check(command.name(), params));
        List<Violation> errors = rejected.problem().errors();
        assertEquals(List.of(pointer), errors.stream().map(Violation::pointer).toList(), errors::toString);
        assertTrue(errors.get(0).detail().contains(words), errors::toString);
    }

    /** @param share how many of the fields that may be left out are there, from 0 to 1 */
    private static ObjectNode object(List<Parameter> parameters, Random random, double share) {
        ObjectNode object = JSON.objectNode();
        for (Parameter parameter : parameters) {
            if (parameter.required() || random.nextDouble() < share) {
                object.set(parameter.name(), value(parameter, random));
            }
        }
        return object;
    }

    private static JsonNode value(Parameter parameter, Random random) {
        if (parameter.values().isPresent() && !(parameter.values().get().open() && random.nextBoolean())) {
            return enumerated(parameter.values().get(), random);
        }
        return switch (parameter.types().isEmpty() ? "string" : one(parameter.types(), random)) {
            case "integer" -> JSON.numberNode(random.nextInt());
            case "number" -> JSON.numberNode(random.nextDouble());
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "object" -> object(parameter.fields(), random, 0.3);
            case "array" -> {
                ArrayNode array = JSON.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(parameter.items().orElseThrow(), random));
                }
                yield array;
            }
            default -> JSON.textNode("text " + random.nextInt());
        };
    }

    private static JsonNode enumerated(Enumeration enumeration, Random random) {
        if (enumeration.type().equals("bitmask")) {
            return JSON.numberNode(enumeration.values().stream()
                    .mapToInt(value -> random.nextBoolean() ? value.value().asInt() : 0)
                    .sum());
        }
        return one(enumeration.values(), random).value();
    }

    /** Another type, or a value that its enumeration does not have. */
    private static JsonNode wrong(Parameter parameter, Random random) {
        if (parameter.values().isPresent() && !parameter.values().get().open() && random.nextBoolean()) {
            return parameter.types().contains("string") ? JSON.textNode("of no enumeration") : JSON.numberNode(-4711);
        }
        List<JsonNode> others = List.of(
                JSON.nullNode(),
                JSON.textNode("1"),
                JSON.numberNode(1.5),
                JSON.booleanNode(true),
                JSON.arrayNode(),
                JSON.objectNode());
        return one(others.stream().filter(other -> !parameter.fits(other)).toList(), random);
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
