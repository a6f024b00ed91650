package org.convene.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The operations of a PATCH as identity providers send them, in the form of RFC 7644, 3.5.2: each with a path, a value of the
 * attribute's type, and none for removals. What is wrong beyond that stays as it is, and is refused later.
 */
final class CleanPatch {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    /** A PATCH has an operation; one about an attribute that nobody knows changes nothing. */
    private static final String NOBODY_KNOWS = "urn:ietf:params:scim:nothing";
    /** What an operation without a path may have among its values, and nobody may change. */
    private static final Set<String> NOT_TO_CHANGE = Set.of("schemas", "id", "meta", "password");

    private final Kind kind;
    private final ArrayNode operations = JSON.arrayNode();

    private CleanPatch(Kind kind) {
        this.kind = kind;
    }

    static JsonNode of(Kind kind, JsonNode sent) {
        JsonNode told = field(sent, "operations");
        if (!(told instanceof ArrayNode) && !(told instanceof ObjectNode)) {
            return sent;
        }
        CleanPatch clean = new CleanPatch(kind);
        (told.isArray() ? told : JSON.arrayNode().add(told)).forEach(clean::operation);
        if (clean.operations.isEmpty() && !told.isEmpty()) {
            clean.emit("add", NOBODY_KNOWS, TextNode.valueOf("nothing"));
        }
        ObjectNode patch = JSON.objectNode();
        patch.putArray("schemas").add(PATCH);
        patch.set("Operations", clean.operations);
        return patch;
    }

    private void operation(JsonNode sent) {
        String op = field(sent, "op").asText("").strip().toLowerCase(Locale.ROOT);
        String path = field(sent, "path").asText("").strip();
        JsonNode value = field(sent, "value");
        if (!path.isEmpty() && !field(sent, "path").isNull()) {
            attribute(op, path, value);
        } else if (value.isObject() && !op.equals("remove")) {
            value.properties().stream()
                    .filter(field -> !NOT_TO_CHANGE.contains(Columns.key(field.getKey())))
                    .forEach(field -> attribute(op, field.getKey(), field.getValue()));
        } else {
            emit(op, null, value);
        }
    }

    private void attribute(String op, String told, JsonNode value) {
        String path = path(told);
        if (path.equalsIgnoreCase(Kind.ENTERPRISE) && value.isObject() && !op.equals("remove")) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                attribute(op, Kind.ENTERPRISE + ":" + field.getKey(), field.getValue());
            }
        } else if (op.equals("remove")) {
            remove(path, value);
        } else if (!last(path).equalsIgnoreCase("password")) {
            put(op, path, value);
        }
    }

    private String path(String told) {
        String path = CleanFilter.of(CleanResource.coreName(kind, told));
        String first = path.split("[.\\[]", 2)[0];
        return kind == Kind.USER && CleanResource.isEnterprise(first) ? Kind.ENTERPRISE + ":" + path : path;
    }

    private void put(String op, String path, JsonNode sent) {
        JsonNode value = isEntry(path) ? entry(sent) : CleanResource.value(last(path), sent);
        boolean nothing = value == null || value.isMissingNode() || value.isArray() && value.isEmpty();
        if (!nothing) {
            emit(op, path, value);
        } else if (op.equals("replace")) {
            emit("remove", path, null);
        } else if (!op.equals("add")) {
            emit(op, path, null);
        }
        // to add nothing changes nothing
    }

    /** One entry of a list, such as {@code addresses[type eq "work"]}. */
    private static JsonNode entry(JsonNode sent) {
        JsonNode list = CleanResource.value("emails", sent);
        return list == null || list.size() != 1 ? list : list.get(0);
    }

    private static boolean isEntry(String path) {
        return path.endsWith("]");
    }

    /** Some name what is to go in the value: {@code members} with {@code [{"value": "id"}]}. */
    private void remove(String path, JsonNode value) {
        if (value.isMissingNode() || value.isNull() || !CleanResource.isList(path)) {
            emit("remove", path, null);
            return;
        }
        for (JsonNode entry : value.isArray() ? value : JSON.arrayNode().add(value)) {
            String id =
                    entry.isValueNode() ? entry.asText() : entry.path("value").asText();
            emit("remove", path + "[value eq " + TextNode.valueOf(id) + "]", null);
        }
    }

    private void emit(String op, String path, JsonNode value) {
        ObjectNode operation = operations.addObject();
        operation.put("op", op);
        if (path != null) {
            operation.put("path", path);
        }
        if (value != null && !value.isMissingNode()) {
            operation.set("value", value);
        }
    }

    /** The attribute itself: of {@code urn:…:User:manager.value} it is {@code value}. */
    private static String last(String path) {
        String below = path.substring(path.lastIndexOf(']') + 1);
        String plain = below.substring(Math.max(below.lastIndexOf(':'), below.lastIndexOf('.')) + 1);
        return plain;
    }

    private static JsonNode field(JsonNode object, String name) {
        return object.properties().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(JSON.missingNode());
    }
}
