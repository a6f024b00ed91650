package org.convene.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in plain words what the schema found: one violation per place, with a suggestion where there is one. */
final class SchemaWords {

    /** The most telling finding comes first: that a number stands there makes it pointless to speak of its length. */
    private static final List<String> TELLING =
            List.of("type", "minLength", "maxLength", "enum", "minItems", "maxItems", "pattern");

    /** What the hub's view of a lesson adds to the lesson (the operator's contract, "The lesson's view"). */
    private static final Set<String> REPORTED =
            Set.of("state", "room", "problem", "joinUrl", "accessUrl", "accessExpiresAt");

    private static final int LONGEST_QUOTE = 40;

    private final Shape lesson;

    SchemaWords(Shape lesson) {
        this.lesson = lesson;
    }

    /** Translates findings about one document; the pointers start at that document. */
    Collection<Violation> translate(Set<ValidationMessage> findings) {
        if (findings.isEmpty()) {
            return List.of();
        }
        List<ValidationMessage> ordered = new ArrayList<>(findings);
        ordered.sort(Comparator.comparingInt(finding -> TELLING.indexOf(finding.getType())));
        Map<String, Violation> violations = new LinkedHashMap<>();
        Set<String> meant = new HashSet<>();
        for (ValidationMessage finding : ordered) {
            if (finding.getType().equals("additionalProperties")) {
                unknown(finding, meant, violations);
            }
        }
        for (ValidationMessage finding : ordered) {
            String at = pointer(finding.getInstanceLocation());
            switch (finding.getType()) {
                case "additionalProperties" -> {} // done above
                case "required" -> {
                    String missing = Pointer.to(at, finding.getProperty());
                    // Who wrote "startAt" made one mistake, not two.
                    if (!meant.contains(missing)) {
                        put(violations, missing, missing(shapeAt(finding), finding.getProperty()));
                    }
                }
                default -> put(violations, at, value(finding));
            }
        }
        return violations.values();
    }

    private void unknown(ValidationMessage finding, Set<String> meant, Map<String, Violation> violations) {
        String field = finding.getProperty();
        String parent = pointer(finding.getInstanceLocation());
        Shape shape = shapeAt(finding);
        String start = "is not a field of the " + shape.title();
        Optional<String> nearest = NearestName.of(field, shape.names());
        List<String> homes = shape.fields().entrySet().stream()
                .filter(entry -> entry.getValue().object() != null
                        && entry.getValue().object().names().contains(field))
                .map(Map.Entry::getKey)
                .toList();
        String detail;
        if (REPORTED.contains(field)) {
            detail = start + ", it is what the hub reports about one; leave it out";
        } else if (homes.size() == 1) {
            detail = start + "; it belongs inside `" + homes.get(0) + "`";
        } else if (nearest.isPresent()) {
            meant.add(Pointer.to(parent, nearest.get()));
            detail = start + "; did you mean `" + nearest.get() + "`?";
        } else {
            detail = start + "; the fields are " + listed(shape.names());
        }
        put(violations, Pointer.to(parent, field), detail);
    }

    private static String missing(Shape shape, String field) {
        String example = shape.fields().get(field).example();
        return "is missing; every " + shape.title() + " needs it"
                + (example.isEmpty() ? "" : ", for example \"" + field + "\": " + example);
    }

    private static String value(ValidationMessage finding) {
        JsonNode limit = finding.getSchemaNode();
        JsonNode value = finding.getInstanceNode();
        return switch (finding.getType()) {
            case "type" -> wrongType(limit.asText(), value);
            case "minLength" -> "must not be empty";
            case "maxLength" ->
                "must have at most " + limit.asText() + " characters, but has "
                        + value.textValue().codePointCount(0, value.textValue().length());
            case "minItems" -> "must have at least one entry";
            case "maxItems" -> "must have at most " + limit.asText() + " entries, but has " + value.size();
            case "enum" -> wrongWord(limit, value);
            case "pattern" -> wrongText(lastName(finding.getInstanceLocation()), value);
            default -> "breaks the rule `" + finding.getType() + "` of the lesson's schema";
        };
    }

    private static String wrongType(String wanted, JsonNode value) {
        String must = "must be " + kind(wanted);
        return value.isNull()
                ? must + ", but is null; leave the field out if there is nothing to say"
                : must + ", but is " + kind(value);
    }

    private static String wrongWord(JsonNode words, JsonNode value) {
        List<String> known = new ArrayList<>();
        words.forEach(word -> known.add(word.asText()));
        String written = value.asText();
        String quoted = written.length() <= LONGEST_QUOTE ? ", but is `" + written + "`" : "";
        return "must be one of " + listed(known) + quoted
                + NearestName.of(written, known)
                        .map(word -> "; did you mean `" + word + "`?")
                        .orElse("");
    }

    private static String wrongText(String field, JsonNode value) {
        return switch (field) {
            case "email" -> "must be an e-mail address: one @ with something on both sides, and no spaces";
            case "redirectUrl" -> "must be an absolute address that starts with http:// or https://";
            default ->
                value.asText().isBlank()
                        ? "must not be blank"
                        : "must not contain control characters such as line breaks or tabs, nor halves of characters";
        };
    }

    /** What a JSON value is, for people who do not know the words of JSON Schema. */
    static String kind(JsonNode value) {
        return value.isNull() ? "null" : kind(value.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    private static String kind(String type) {
        return switch (type) {
            case "string" -> "text in double quotes";
            case "boolean" -> "true or false";
            case "number" -> "a number";
            case "array" -> "a list in square brackets";
            default -> "an object in curly brackets";
        };
    }

    private static String listed(Collection<String> names) {
        return names.stream().collect(Collectors.joining("`, `", "`", "`"));
    }

    private static void put(Map<String, Violation> violations, String pointer, String detail) {
        violations.putIfAbsent(pointer, new Violation(pointer, detail));
    }

    private Shape shapeAt(ValidationMessage finding) {
        JsonNodePath path = finding.getInstanceLocation();
        Shape shape = lesson;
        for (int i = 0; i < path.getNameCount(); i++) {
            if (path.getElement(i) instanceof String name) {
                Shape.Field field = shape.fields().get(name);
                shape = field.object() != null ? field.object() : field.items();
            }
        }
        return shape;
    }

    private static String pointer(JsonNodePath path) {
        String pointer = "";
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer = path.getElement(i) instanceof Integer index
                    ? Pointer.to(pointer, index)
                    : Pointer.to(pointer, path.getName(i));
        }
        return pointer;
    }

    private static String lastName(JsonNodePath path) {
        return path.getNameCount() == 0 ? "" : path.getName(path.getNameCount() - 1);
    }
}
