package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of a terminal: read as a list of names and values, written as an object, as the document has it. */
final class Options {

    private final RoomTerminal terminal;
    private final Map<String, JsonNode> changed = new LinkedHashMap<>(0);

    Options(RoomTerminal terminal) {
        this.terminal = terminal;
    }

    boolean isOn(String name) {
        return value(name).asBoolean();
    }

    int whole(String name) {
        return value(name).asInt();
    }

    private JsonNode value(String name) {
        JsonNode own = changed.get(name);
        return own != null ? own : standard(name);
    }

    private static JsonNode standard(String name) {
        for (JsonNode setting : standards()) {
            if (setting.path("name").asText().equals(name)) {
                return setting.path("value");
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode standards() {
        return Phrasebook.standard().find("getSettings").orElseThrow().reply().path("settings");
    }

    void getSettings(Order order) {
        ArrayNode all = order.reply().putArray("settings");
        standards().forEach(setting -> {
            String name = setting.path("name").asText();
            ObjectNode entry = all.addObject().put("name", name);
            entry.set("value", value(name));
        });
    }

    /** All or nothing: one unknown name or wrong type, and none is set. The facts are silent about that. */
    void setSettings(Order order) {
        JsonNode wanted = order.param("settings");
        wanted.properties().forEach(entry -> {
            JsonNode before = value(entry.getKey());
            Order.require(!before.isMissingNode(), "There is no setting " + entry.getKey());
            Order.require(alike(before, entry.getValue()), entry.getKey() + " has a wrong type");
        });
        wanted.properties().forEach(entry -> set(entry.getKey(), entry.getValue()));
    }

    private void set(String name, JsonNode wanted) {
        if (!same(value(name), wanted)) {
            changed.put(name, wanted);
            ObjectNode event = RoomTerminal.event("settingsChanged").put("name", name);
            event.set("value", wanted);
            terminal.tell(event);
        }
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() ? one.asDouble() == other.asDouble() : one.equals(other);
    }

    private static boolean alike(JsonNode one, JsonNode other) {
        return one.isNumber() ? other.isNumber() : one.getNodeType() == other.getNodeType();
    }
}
