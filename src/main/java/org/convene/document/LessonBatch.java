package org.convene.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads many lessons from one request, one at a time: of all that has passed only the ids are remembered. What is in
 * order goes to the consumer at once, even if something later is not; to store all or nothing, read twice.
 */
@ApplicationScoped
public class LessonBatch {

    private final LessonCheck check;

    public LessonBatch(LessonCheck check) {
        this.check = check;
    }

    /**
     * What was read.
     *
     * @param lessons how many lessons were in order
     * @param violations the first violations in the order of the document, at most {@link Violations#KEPT}
     * @param total how many violations there are in all, up to the place where the text stops being JSON
     */
    public record Outcome(int lessons, List<Violation> violations, int total) {

        /** Whether everything was in order. */
        public boolean accepted() {
            return total == 0;
        }

        /** The answer for the sender of something that was not. */
        public Problem problem() {
            return Problem.rejected(violations, total);
        }
    }

    /**
     * Reads one lesson or an array of lessons; the array may be empty.
     *
     * @param json the request in UTF-8; closed at the end
     * @param accepted takes the canonical document of each lesson that is in order
     * @throws IOException when the stream breaks; malformed JSON is a violation, not an exception
     */
    public Outcome read(InputStream json, Consumer<ObjectNode> accepted) throws IOException {
        Reading reading = new Reading(accepted);
        try (JsonParser parser = StrictJson.MAPPER.createParser(json)) {
            try {
                reading.all(parser);
            } catch (JsonProcessingException | CharConversionException malformed) {
                reading.violations.add(StrictJson.explain(parser, malformed));
            }
        } catch (CharConversionException malformed) {
            reading.violations.add(new Violation("", "the text is not encoded in UTF-8"));
        }
        return new Outcome(reading.lessons, reading.violations.kept(), reading.violations.total());
    }

    /** The state of one pass. */
    private final class Reading {

        private final Consumer<ObjectNode> accepted;
        private final Violations violations = new Violations();
        private final Map<String, String> placeOfId = new HashMap<>();
        private int lessons;

        Reading(Consumer<ObjectNode> accepted) {
            this.accepted = accepted;
        }

        void all(JsonParser parser) throws IOException {
            JsonToken first = parser.nextToken();
            if (first == null) {
                violations.add(new Violation("", "the body is empty; send a lesson or an array of lessons"));
                return;
            }
            if (first == JsonToken.START_ARRAY) {
                for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    one(parser, Pointer.to("", i));
                }
            } else {
                one(parser, "");
            }
            if (parser.nextToken() != null) {
                violations.add(new Violation(
                        "", "something follows after the end; send one lesson, or put several into one array"));
            }
        }

        private void one(JsonParser parser, String at) throws IOException {
            JsonNode document = StrictJson.MAPPER.readTree(parser);
            int before = violations.total();
            var lesson = check.check(document, at, violations);
            JsonNode id = document.path("id");
            String first = id.isTextual() ? placeOfId.putIfAbsent(id.textValue(), at) : null;
            if (first != null) {
                violations.add(new Violation(
                        Pointer.to(at, "id"),
                        "is the same as `" + first + "/id`; one request can say only one thing about a lesson"));
            }
            if (violations.total() == before) {
                lessons++;
                accepted.accept(lesson.orElseThrow());
            }
        }
    }
}
