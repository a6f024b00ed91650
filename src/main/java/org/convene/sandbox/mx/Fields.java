package org.convene.sandbox.mx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.convene.sandbox.stage.Json;

/**
 * A request's body, read as the proxy binds it: fields that are missing are zero, unknown ones are passed over, names are
 * taken in any case, and whatever does not fit is a 500 (mx-proxy.md A1.1). XML, which the proxy reads too, is not played.
 */
record Fields(ObjectNode body) {

    static Fields of(Heard heard) {
        String type = Objects.requireNonNullElse(heard.request().getHeader("Content-Type"), "")
                .toLowerCase(Locale.ROOT);
        if (type.isEmpty()) {
            throw new Refusal(400, "empty content type");
        }
        String[] parts = type.split(";");
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").trim();
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                throw new Refusal(400, "unsupported charset");
            }
        }
        return switch (parts[0].trim()) {
            case "application/json" -> new Fields(object(heard.context().body().asString()));
            case "application/x-www-form-urlencoded" -> new Fields(form(heard));
            default -> throw new Refusal(400, "unsupported content type");
        };
    }

    private static ObjectNode object(String text) {
        if (text == null || text.isBlank()) {
            throw new Refusal(500, "EOF");
        }
        try {
            JsonNode json = Json.MAPPER.readTree(text);
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw new Refusal(500, "json: cannot unmarshal into Go value");
        } catch (JsonProcessingException broken) {
            throw new Refusal(500, "invalid character in JSON");
        }
    }

    private static ObjectNode form(Heard heard) {
        ObjectNode body = ProxyJson.object();
        for (Map.Entry<String, String> field : heard.request().formAttributes()) {
            body.put(field.getKey(), field.getValue());
        }
        return body;
    }

    boolean has(String name) {
        JsonNode value = value(name);
        return !value.isMissingNode() && !value.isNull();
    }

    String text(String name) {
        return has(name) ? fitting(name, value(name).isTextual()).asText() : "";
    }

    boolean flag(String name) {
        return has(name) && fitting(name, value(name).isBoolean()).asBoolean();
    }

    /** A number of at most 64 bits, as exact as it came. */
    BigInteger number(String name) {
        if (!has(name)) {
            return BigInteger.ZERO;
        }
        JsonNode value = fitting(name, value(name).isIntegralNumber());
        return fitting(name, value.bigIntegerValue().bitLength() <= Long.SIZE).bigIntegerValue();
    }

    long integer(String name) {
        BigInteger number = number(name);
        fitting(name, number.bitLength() < Long.SIZE);
        return number.longValue();
    }

    long integer(String name, long otherwise) {
        return has(name) ? integer(name) : otherwise;
    }

    private JsonNode value(String name) {
        JsonNode exact = body.path(name);
        if (!exact.isMissingNode()) {
            return exact;
        }
        return body.properties().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private JsonNode fitting(String name, boolean fits) {
        if (!fits) {
            throw new Refusal(500, "json: cannot unmarshal into Go struct field " + name);
        }
        return value(name);
    }
}
