package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One parameter of a command, or one field of such a parameter.
 *
 * @param types        what it may be: {@code string}, {@code integer}, {@code number}, {@code boolean}, {@code object},
 *     {@code array}; several where versions of the terminal differ; empty where the vendor's document does not say
 * @param requiredWhen the other parameter that makes this one required
 * @param secret       whether it is a PIN, password or token, never to be shown or logged
 * @param values       the values it may have; any when empty
 * @param items        what the entries of an array are
 * @param fields       the fields of an object; any when empty
 */
public record Parameter(
        String name,
        List<String> types,
        boolean required,
        Optional<When> requiredWhen,
        boolean secret,
        Optional<Enumeration> values,
        Optional<Parameter> items,
        List<Parameter> fields,
        String summary) {

    /** When the other parameter has this value. */
    public record When(String parameter, String value) {
        boolean isSo(JsonNode params) {
            return params.path(parameter).asText().equals(value);
        }
    }

    /** How a form asks for it. */
    public enum Input {
        /** One of {@link #values}. */
        CHOICE,
        SWITCH,
        NUMBER,
        TEXT,
        SECRET,
        /** Several texts. */
        LIST,
        /** An object, as JSON. */
        OBJECT
    }

    /** How a form asks for it. */
    public Input input() {
        if (values.isPresent() && !values.get().open()) {
            return Input.CHOICE;
        }
        if (secret) {
            return Input.SECRET;
        }
        return switch (types.size() == 1 ? types.get(0) : "string") {
            case "boolean" -> Input.SWITCH;
            case "integer", "number" -> Input.NUMBER;
            case "array" -> Input.LIST;
            case "object" -> Input.OBJECT;
            default -> Input.TEXT;
        };
    }

    /** The name as people write it: {@code Invite list} for {@code inviteList}. */
    public String label() {
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
        return words.substring(0, 1).toUpperCase(Locale.ROOT)
                + words.substring(1).toLowerCase(Locale.ROOT);
    }

    boolean isRequiredIn(JsonNode params) {
        return required || requiredWhen.map(when -> when.isSo(params)).orElse(false);
    }

    /** Whether it may be of the value's type; anything may where the types are not known. */
    public boolean fits(JsonNode value) {
        return types.isEmpty() || types.stream().anyMatch(type -> fits(type, value));
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            default -> true;
        };
    }

    boolean allows(JsonNode value) {
        return values.map(known -> known.allows(value)).orElse(true);
    }
}
