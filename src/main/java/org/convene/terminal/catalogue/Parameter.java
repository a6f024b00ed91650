package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One parameter of a command.
 *
 * @param types   what it may be: {@code string}, {@code integer}, {@code number}, {@code boolean}, {@code object},
 *     {@code array}; several where versions of the terminal differ; empty where the vendor's document does not say
 * @param values  the values it may have; any when empty
 */
public record Parameter(
        String name, List<String> types, boolean required, Optional<Enumeration> values, String summary) {

    boolean fits(JsonNode value) {
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
        return values.isEmpty()
                || values.get().isMask()
                || values.get().of(value).isPresent();
    }
}
