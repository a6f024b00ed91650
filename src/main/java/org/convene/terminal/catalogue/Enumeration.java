package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The values that a field may have, each with a word for programs and a sentence for people. */
public record Enumeration(String name, String type, List<Value> values) {

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

    /** Whether the wire carries numbers, which need a word to be read. */
    boolean isNumbered() {
        return type.equals("integer");
    }

    /** Bits may be combined, so any number may come. */
    boolean isMask() {
        return type.equals("bitmask");
    }
}
