package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a request body field by field and collects what is wrong with it; {@link #check()} refuses with 400. Numbers
 * and flags may come as strings, as in scripts of the vendor (trueconf-server.md B1.2).
 */
final class Fields {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    private final ObjectNode body;
    private final String prefix;
    private final List<Trouble> wrong;

    Fields(ObjectNode body) {
        this(body, "", new ArrayList<>());
    }

    private Fields(ObjectNode body, String prefix, List<Trouble> wrong) {
        this.body = body;
        this.prefix = prefix;
        this.wrong = wrong;
    }

    boolean has(String name) {
        return body.hasNonNull(name);
    }

    JsonNode raw(String name) {
        return body.path(name);
    }

    /** A text that must be there and say something. */
    String required(String name, int longest) {
        return has(name) ? text(name, "", longest, true) : missing(name, "");
    }

    String optional(String name, String otherwise, int longest) {
        return has(name) ? text(name, otherwise, longest, false) : otherwise;
    }

    private String text(String name, String otherwise, int longest, boolean mustSay) {
        JsonNode value = body.path(name);
        boolean fits = value.isValueNode()
                && !(mustSay && value.asText().isBlank())
                && value.asText().codePointCount(0, value.asText().length()) <= longest;
        return fits
                ? value.asText()
                : invalid(name, "a text of " + (mustSay ? "1" : "0") + " to " + longest + " characters", otherwise);
    }

    long requiredNumber(String name, long least, long most) {
        return has(name) ? number(name, least, most, least) : missing(name, least);
    }

    long number(String name, long least, long most, long otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = body.path(name);
        boolean integer = value.isIntegralNumber() && value.canConvertToLong()
                || value.isTextual() && INTEGER.matcher(value.asText()).matches();
        long number = integer ? Long.parseLong(value.asText()) : 0;
        return integer && number >= least && number <= most
                ? number
                : invalid(name, "a number from " + least + " to " + most, otherwise);
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        return switch (body.path(name).asText()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> invalid(name, "true or false", otherwise);
        };
    }

    /** The fields of an object inside; empty ones when it is missing or no object. */
    Fields inside(String name) {
        if (body.path(name) instanceof ObjectNode object) {
            return new Fields(object, prefix + name + ".", wrong);
        }
        invalid(name, "an object", null);
        return new Fields(body.objectNode(), prefix + name + ".", new ArrayList<>());
    }

    /** The elements of a list; none when it is missing or no list. */
    List<JsonNode> list(String name) {
        List<JsonNode> elements = new ArrayList<>();
        if (has(name)) {
            if (body.path(name).isArray()) {
                body.path(name).forEach(elements::add);
            } else {
                invalid(name, "a list", null);
            }
        }
        return elements;
    }

    <T> T missing(String name, T otherwise) {
        wrong.add(Trouble.at(prefix + name, "required", prefix + name + " is missing."));
        return otherwise;
    }

    <T> T invalid(String name, String wanted, T otherwise) {
        wrong.add(Trouble.at(prefix + name, "invalidParameter", prefix + name + " should be " + wanted + "."));
        return otherwise;
    }

    void refuse(Trouble trouble) {
        wrong.add(trouble);
    }

    void check() {
        if (!wrong.isEmpty()) {
            throw new Refusal(400, wrong);
        }
    }
}
