package org.convene.terminal.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Explaining is safe, whatever a terminal says. */
class ExplanationPropertiesTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Every name on the way to a field of an event. */
    private static final List<String> NAMES = List.copyOf(CATALOGUE.notifications().stream()
            .flatMap(event -> event.fields().keySet().stream())
            .flatMap(path -> Stream.of(path.replace("[]", "").split("\\.")))
            .collect(Collectors.toCollection(TreeSet::new)));

    private static final List<String> EVENTS = CATALOGUE.notifications().stream()
            .filter(event -> !event.enumerated().isEmpty() || event.name().equals("settingsChanged"))
            .map(Notification::name)
            .toList();

    @Property
    void whateverATerminalSaysNothingIsLostAndNothingFails(@ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode event = anyObject(random, 4);
        event.put("event", EVENTS.get(random.nextInt(EVENTS.size())));
        ObjectNode before = event.deepCopy();
        ObjectNode explained = CATALOGUE.explainedEvent(event);
        assertEquals(before, event, "what came is not touched");
        assertEquals(before, withoutWords(explained));
    }

    private static ObjectNode anyObject(Random random, int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(12); i >= 0; i--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), any(random, depth - 1));
        }
        return object;
    }

    private static JsonNode any(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> NODES.textNode(Integer.toString(random.nextInt(6)));
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.nullNode();
            case 3 -> NODES.numberNode(random.nextDouble());
            case 4 -> NODES.numberNode(random.nextInt(8) - 1);
            case 5 -> anyObject(random, depth);
            default -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(any(random, depth - 1));
                }
                yield array;
            }
        };
    }

    private static JsonNode withoutWords(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("explained");
        }
        node.forEach(ExplanationPropertiesTest::withoutWords);
        return node;
    }
}
