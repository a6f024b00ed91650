package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values that a field may have, each with a word for programs and a sentence for people.
 *
 * @param type     what the wire carries: {@code integer}, {@code string}, {@code boolean}, or {@code bitmask} for a number whose
 *     bits are the values
 * @param open     whether other values are right too
 * @param doubtful whether the vendor's document contradicts itself, so that no word is better than a wrong one
 */
public record Enumeration(String name, String type, boolean open, boolean doubtful, List<Value> values) {

    /**
     * @param value as it stands on the wire: a number, text, or true or false
     * @param word  short and stable, such as {@code conference} for the application's state 5
     */
    public record Value(JsonNode value, String word, String text) {}

    /** The value on the wire; numbers may come as text. */
    public Optional<Value> of(JsonNode wire) {
        return values.stream()
                .filter(known -> known.value().asText().equals(wire.asText(null)))
                .findFirst();
    }

    /** Whether the field may have the value. */
    public boolean allows(JsonNode wire) {
        if (type.equals("bitmask")) {
            long bits =
                    values.stream().mapToLong(value -> value.value().asLong()).reduce(0, (one, other) -> one | other);
            return wire.canConvertToLong() && (wire.asLong() & ~bits) == 0;
        }
        return open || of(wire).isPresent();
    }

    /** Whether the wire carries numbers, which need a word to be read. */
    boolean isNumbered() {
        return type.equals("integer")
                || values.stream().allMatch(value -> value.value().asText().matches("-?\\d+"));
    }

    /** The values as people choose from them, numbers with their words. */
    String listed() {
        return values.stream()
                .map(value -> isNumbered()
                        ? value.value().asText() + " (" + value.word() + ")"
                        : value.value().asText())
                .collect(Collectors.joining(", "));
    }
}
