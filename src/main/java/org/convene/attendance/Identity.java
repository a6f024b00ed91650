package org.convene.attendance;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a roster or a report says of who somebody is; what is not known is {@code null}.
 *
 * @param person whom the directory of people knows by the address
 */
public record Identity(String id, String email, String name, String role, String person) {
    private static final int LONGEST = 200;

    /** A participant of a lesson. */
    static Identity ofParticipant(JsonNode participant) {
        return of(participant, "id");
    }

    /** Somebody in a vendor's report, where the roster's id is called {@code externalUserId}. */
    static Identity ofReport(JsonNode row) {
        return of(row, "externalUserId");
    }

    private static Identity of(JsonNode node, String id) {
        return new Identity(
                text(node.path(id)), text(node.path("email")), text(node.path("name")), text(node.path("role")), null);
    }

    /** Reports come from outside: no control characters, no endless texts, and a blank text is none. */
    private static String text(JsonNode value) {
        if (!value.isTextual() && !value.isNumber()) {
            return null;
        }
        String text = value.asText().replaceAll("[\\p{Cc}\\p{Cs}]+", " ").strip();
        if (text.isEmpty()) {
            return null;
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1).strip() + "…";
    }

    /** @param people whom addresses mean */
    Identity among(Map<String, String> people) {
        String known = email == null ? null : people.get(emailKey());
        return known == null ? this : new Identity(id, email, name, role, known);
    }

    String emailKey() {
        return email == null ? null : email.toLowerCase(Locale.ROOT);
    }

    /** The same for "Ivan  IVANOV" and "Ivanov, Ivan": people write their names in either order. */
    String nameKey() {
        if (name == null) {
            return null;
        }
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String[] words = plain.replace('ё', 'е').split("[\\s,.]+");
        String key =
                Arrays.stream(words).filter(word -> !word.isEmpty()).sorted().collect(Collectors.joining(" "));
        return key.isEmpty() ? null : key;
    }
}
