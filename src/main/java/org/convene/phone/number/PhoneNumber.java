package org.convene.phone.number;

import java.util.Optional;

/** What somebody was called at, as far as it can be told; {@code raw} is what the phone system said. */
public sealed interface PhoneNumber {

    String raw();

    /** By what people are found: the number in E.164, or the extension. */
    default Optional<String> key() {
        return Optional.empty();
    }

    /** A number of the public network, {@code +} and up to 15 digits (ITU-T E.164). */
    record Full(String raw, String e164) implements PhoneNumber {
        @Override
        public Optional<String> key() {
            return Optional.of(e164);
        }
    }

    /**
     * A short number inside the phone system, such as {@code 3095} or {@code *86}.
     *
     * @param service what answers there in place of a person, such as {@code voicemail}; empty when it is a telephone
     */
    record Extension(String raw, String extension, String service) implements PhoneNumber {
        /** A mailbox is nobody who calls or is called. */
        @Override
        public Optional<String> key() {
            return service.isEmpty() ? Optional.of(extension) : Optional.empty();
        }
    }

    /** Withheld, no number at all, or one that can be read in two ways. */
    record Unclear(String raw) implements PhoneNumber {}
}
