package org.convene.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/**
 * Users and groups as identity providers send them, in the form of RFC 7643: {@code "False"} is a boolean, a manager is an
 * object, a single entry is a list of one, and what a schema does not know is left out. Passwords are never kept.
 */
final class CleanResource {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> FLAGS = Set.of("active", "primary");
    private static final Set<String> LISTS = Set.of(
            "emails",
            "phonenumbers",
            "ims",
            "photos",
            "addresses",
            "entitlements",
            "roles",
            "x509certificates",
            "members");
    private static final Set<String> ENTERPRISE_ONLY =
            Set.of("employeenumber", "costcenter", "organization", "division", "department", "manager");
    private static final Set<String> NEVER_KEPT = Set.of("password", "schemas");

    private CleanResource() {}

    /** The same resource; what is not an object stays as it is, and is refused later. */
    static JsonNode of(Kind kind, JsonNode sent) {
        if (!sent.isObject()) {
            return sent;
        }
        ObjectNode clean = JSON.objectNode();
        ObjectNode enterprise = JSON.objectNode();
        for (Map.Entry<String, JsonNode> field : sent.properties()) {
            String name = field.getKey();
            if (name.equalsIgnoreCase(Kind.ENTERPRISE)) {
                field.getValue().properties().forEach(inner -> put(enterprise, inner.getKey(), inner.getValue()));
            } else if (name.regionMatches(true, 0, Kind.ENTERPRISE + ":", 0, Kind.ENTERPRISE.length() + 1)) {
                put(enterprise, name.substring(Kind.ENTERPRISE.length() + 1), field.getValue());
            } else if (kind == Kind.USER && isEnterprise(name)) {
                put(enterprise, name, field.getValue());
            } else {
                put(clean, coreName(kind, name), field.getValue());
            }
        }
        ArrayNode schemas = JSON.arrayNode().add(kind.schema());
        if (kind == Kind.USER && !enterprise.isEmpty()) {
            schemas.add(Kind.ENTERPRISE);
            clean.set(Kind.ENTERPRISE, enterprise);
        }
        clean.set("schemas", schemas);
        return clean;
    }

    /** Whether only the enterprise extension knows it, though some send it without saying so. */
    static boolean isEnterprise(String name) {
        return ENTERPRISE_ONLY.contains(Columns.key(name));
    }

    static String coreName(Kind kind, String name) {
        String prefix = kind.schema() + ":";
        return name.regionMatches(true, 0, prefix, 0, prefix.length()) ? name.substring(prefix.length()) : name;
    }

    static boolean isList(String name) {
        return LISTS.contains(Columns.key(name));
    }

    private static void put(ObjectNode clean, String name, JsonNode sent) {
        JsonNode value = value(name, sent);
        if (value != null && !NEVER_KEPT.contains(Columns.key(name))) {
            clean.set(name, value);
        }
    }

    /** A value as its attribute wants it; {@code null} of one that says nothing. */
    static JsonNode value(String name, JsonNode sent) {
        String known = Columns.key(name);
        if (sent == null || sent.isNull()) {
            return null;
        }
        if (FLAGS.contains(known)) {
            return flag(sent);
        }
        if (known.equals("manager")) {
            return manager(sent);
        }
        if (isList(name)) {
            return list(sent);
        }
        if (sent.isObject()) {
            return object(sent);
        }
        return single(sent);
    }

    /** Texts and numbers of attributes that have one value; of a list of one, the one. */
    private static JsonNode single(JsonNode sent) {
        if (sent.isArray() && sent.size() == 1 && sent.get(0).isValueNode()) {
            return single(sent.get(0));
        }
        // no attribute of these schemas is a number, but employee numbers are sent as such
        return sent.isNumber() ? TextNode.valueOf(sent.asText()) : sent;
    }

    private static JsonNode object(JsonNode sent) {
        ObjectNode clean = JSON.objectNode();
        sent.properties().forEach(field -> put(clean, field.getKey(), field.getValue()));
        return clean.isEmpty() ? null : clean;
    }

    private static JsonNode list(JsonNode sent) {
        ArrayNode clean = JSON.arrayNode();
        for (JsonNode entry : sent.isArray() ? sent : JSON.arrayNode().add(sent)) {
            JsonNode value = entry.isValueNode() ? JSON.objectNode().put("value", entry.asText()) : object(entry);
            if (value != null && !entry.isNull()) {
                clean.add(value);
            }
        }
        onlyOnePrimary(clean);
        return clean;
    }

    /** RFC 7643, 2.4: one value may be the primary one. The first that says so is. */
    private static void onlyOnePrimary(ArrayNode entries) {
        boolean found = false;
        for (JsonNode entry : entries) {
            if (entry.path("primary").asBoolean() && entry instanceof ObjectNode object) {
                if (found) {
                    object.put("primary", false);
                }
                found = true;
            }
        }
    }

    private static JsonNode flag(JsonNode sent) {
        JsonNode one = sent.isArray() && sent.size() == 1 ? sent.get(0) : sent.isObject() ? sent.path("value") : sent;
        if (one.isTextual()) {
            String text = one.asText().strip();
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return BooleanNode.valueOf(text.equalsIgnoreCase("true"));
            }
        }
        return one;
    }

    /** Sent as an id, as {@code {value}} or as {@code {$ref}}; nobody, when it names nobody. */
    private static JsonNode manager(JsonNode sent) {
        JsonNode one = sent.isArray() && sent.size() == 1 ? sent.get(0) : sent;
        String reference = one.path("$ref").asText("");
        String id = one.isValueNode()
                ? one.asText()
                : one.path("value").asText(reference.substring(reference.lastIndexOf('/') + 1));
        return id.isBlank() || one.isNull() ? null : JSON.objectNode().put("value", id.strip());
    }
}
