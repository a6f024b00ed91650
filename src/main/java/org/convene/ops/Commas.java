package org.convene.ops;

import java.util.Arrays;
import java.util.List;

/** Words with commas between them, as people write them in settings and queries. */
public final class Commas {
    private Commas() {}

    /** The words without the space around them; empty ones, and {@code null}, are none. */
    public static List<String> between(String text) {
        return Arrays.stream((text == null ? "" : text).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
