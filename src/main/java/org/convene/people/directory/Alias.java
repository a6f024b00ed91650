package org.convene.people.directory;

/** Something that a person is or was known by; {@code value} is in the form in which it is compared. */
public record Alias(Kind kind, String value) {
    /** By which the hub tells people, the surest first. */
    public enum Kind {
        /** The immutable key in a source. */
        KEY("key", 1.0),
        EMPLOYEE("employee", 0.95),
        LOGIN("login", 0.9),
        EMAIL("email", 0.9),
        /** E.164. */
        NUMBER("number", 0.8),
        EXTENSION("extension", 0.7);

        private final String word;
        private final double confidence;

        Kind(String word, double confidence) {
            this.word = word;
            this.confidence = confidence;
        }

        public String word() {
            return word;
        }

        /** How sure it is that whoever is known by the same is the same person; half of it when that was in the past. */
        public double confidence() {
            return confidence;
        }

        static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(word);
        }
    }
}
