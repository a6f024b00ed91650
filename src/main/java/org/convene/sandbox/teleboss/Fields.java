package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a request body field by field and collects what is wrong with it; {@link #check()} refuses with 422. Messages are
 * Russian, as the vendor's are.
 */
final class Fields {

    private final ObjectNode body;
    private final List<String> wrong = new ArrayList<>();

    Fields(ObjectNode body) {
        this.body = body;
    }

    boolean has(String name) {
        return body.has(name);
    }

    boolean isNull(String name) {
        return body.path(name).isNull();
    }

    /** A text that must be there and say something. */
    String required(String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual() || value.asText().isBlank()) {
            wrong.add("поле " + name + " обязательно и должно быть непустой строкой");
            return null;
        }
        return value.asText();
    }

    String optional(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            wrong.add("поле " + name + " должно быть строкой");
            return null;
        }
        return value.asText();
    }

    String oneOf(String name, Set<String> words) {
        JsonNode value = body.path(name);
        if (!value.isTextual() || !words.contains(value.asText())) {
            wrong.add("поле " + name + " должно иметь одно из значений: " + String.join(", ", new TreeSet<>(words)));
            return null;
        }
        return value.asText();
    }

    Boolean flag(String name) {
        JsonNode value = body.path(name);
        if (!value.isBoolean()) {
            wrong.add("поле " + name + " должно быть true или false");
            return null;
        }
        return value.asBoolean();
    }

    boolean flag(String name, boolean otherwise) {
        Boolean value = body.has(name) ? flag(name) : Boolean.valueOf(otherwise);
        return value == null ? otherwise : value;
    }

    int integer(String name, int min, int max, int otherwise) {
        JsonNode value = body.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < min || value.asInt() > max) {
            wrong.add("поле " + name + " должно быть целым числом от " + min + " до " + max);
            return otherwise;
        }
        return value.asInt();
    }

    String httpUrl(String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual() || !isHttpUrl(value.asText())) {
            wrong.add("поле " + name + " должно быть адресом http или https");
            return null;
        }
        return value.asText();
    }

    JsonNode object(String name) {
        JsonNode value = body.path(name);
        if (!value.isObject()) {
            wrong.add("поле " + name + " должно быть объектом");
            return null;
        }
        return value;
    }

    void check() {
        if (!wrong.isEmpty()) {
            throw Refusal.invalid(String.join("; ", wrong));
        }
    }

    private static boolean isHttpUrl(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
