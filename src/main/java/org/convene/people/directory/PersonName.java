package org.convene.people.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Names of people: what to call somebody, and whether two names may be the same person's. */
final class PersonName {
    private static final int LONGEST = 200;

    private PersonName() {}

    /** The whole name, else its parts, else the login, else {@code otherwise}. */
    static String of(JsonNode document, String otherwise) {
        String parts = (document.path("givenName").asText("") + " "
                        + document.path("familyName").asText(""))
                .strip();
        for (String name : new String[] {
            document.path("name").asText(""), parts, document.path("login").asText(""), otherwise
        }) {
            if (!name.isBlank()) {
                return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
            }
        }
        return "?";
    }

    /** Whether one has all the words of the other, in any order: the middle name may be missing, the rest may not. */
    static boolean mayBeOne(JsonNode one, JsonNode other) {
        Set<String> words = words(of(one, ""));
        Set<String> others = words(of(other, ""));
        Set<String> fewer = words.size() <= others.size() ? words : others;
        Set<String> more = fewer == words ? others : words;
        return fewer.size() >= 2 && more.containsAll(fewer) || words.equals(others) && !words.isEmpty();
    }

    /** Without case, accents and the dots of the Russian yo. */
    private static Set<String> words(String name) {
        String plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        Set<String> words = new TreeSet<>(Arrays.asList(plain.split("[^\\p{L}\\p{N}]+")));
        words.remove("");
        return words;
    }
}
