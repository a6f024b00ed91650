package org.convene.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** JSON as the hub accepts it (RFC 8259, no key twice, bounded depth), and what is wrong with text that is not that. */
final class StrictJson {

    /** Far above what a lesson needs, and far below what would hurt. */
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(50)
            .maxNameLength(500)
            .maxStringLength(100_000)
            .build();

    static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(BOUNDS)
            .build());

    private StrictJson() {}

    /**
     * Explains why reading stopped. Jackson's own words are not passed on, because they repeat what was sent.
     *
     * @param parser the parser that stopped
     * @param stopped what it threw; a failure of the connection is not a matter of JSON and must not come here
     */
    static Violation explain(JsonParser parser, IOException stopped) {
        JsonLocation place = stopped instanceof JsonProcessingException json && json.getLocation() != null
                ? json.getLocation()
                : parser.currentLocation();
        return new Violation(
                parser.getParsingContext().pathAsPointer().toString(),
                why(stopped) + " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")");
    }

    private static String why(IOException stopped) {
        String words = stopped instanceof JsonProcessingException json ? json.getOriginalMessage() : "";
        if (words.startsWith("Unexpected end-of-input")) {
            return "the JSON ends too early; a quote or a closing bracket is missing";
        }
        if (stopped instanceof StreamConstraintsException) {
            return "the JSON is nested too deeply, or a name, number or text in it is too long for any lesson";
        }
        if (words.startsWith("Duplicate field")) {
            return "the field stands twice in the same object; only one of them can count";
        }
        if (words.startsWith("Invalid UTF-8") || !(stopped instanceof JsonProcessingException)) {
            return "the text is not encoded in UTF-8";
        }
        if (words.startsWith("Unrecognized token")) {
            return "this is not valid JSON: a word stands without double quotes";
        }
        if (words.startsWith("Illegal unquoted character")) {
            return "this is not valid JSON: a text contains a line break or another control character; write \\n for it";
        }
        if (words.startsWith("Unexpected character")) {
            return "this is not valid JSON: unexpected character; look for a missing or extra comma, quote or bracket";
        }
        return "this is not valid JSON";
    }
}
