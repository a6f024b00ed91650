package org.convene.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an identity provider sends, one request after the other, and what it is answered: a file in
 * {@code src/test/resources/scim}. {@code {user}}, {@code {group}} and others stand for the ids of what was given before;
 * {@code {n}} for something that no other conversation has.
 */
record Conversation(String name, JsonNode content) {
    private static final Path FILES = Path.of("src/test/resources/scim");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Conversation> all() {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Conversation::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Conversation read(Path file) {
        try {
            return new Conversation(file.getFileName().toString(), JSON.readTree(file.toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return name + ": " + content.path("about").asText();
    }
}
