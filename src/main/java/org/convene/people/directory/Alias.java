package org.convene.people.directory;

import java.util.Locale;

/** Something that a person is or was known by; {@code value} is in the form in which it is compared. */
public record Alias(Kind kind, String value) {
    /** By which the hub tells people, the surest first. */
    public enum Kind {
        /** The immutable key in a source. */
        KEY,
        EMPLOYEE,
        LOGIN,
        EMAIL,
        /** E.164. */
        NUMBER,
        EXTENSION;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
