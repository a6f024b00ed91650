package org.convene.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** The parameters of a command, fit to be remembered: without secrets, and not longer than somebody would read. */
public final class MaskedParams {
    public static final int LONGEST = 4000;
    private static final int LONGEST_TEXT = 300;
    private static final JsonNode MASK = TextNode.valueOf("***");
    /** A word of a name in camel case or with underscores, so that neither ping nor keyboard is a secret. */
    private static final Pattern SECRET =
            Pattern.compile("(?i:.*(password|passwd|credential|secret|token).*)|(?i:pin|key|pass|pwd)"
                    + "|.*[a-z0-9_](Pin|PIN|Key|Pass|Pwd)|.*_(?i:pin|key|pass|pwd)");

    private MaskedParams() {}

    public static String of(ObjectNode params) {
        String text = masked(params).toString();
        return text.length() <= LONGEST ? text : cut(text, LONGEST);
    }

    static JsonNode masked(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return masked(object);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> copy.add(masked(item)));
            return copy;
        }
        return value.isTextual() && value.asText().length() > LONGEST_TEXT
                ? TextNode.valueOf(cut(value.asText(), LONGEST_TEXT))
                : value;
    }

    /** Settings come as {@code {name, value}}: then the name says whether the value is a secret. */
    private static ObjectNode masked(ObjectNode object) {
        boolean secretValue = isSecret(object.path("name").asText(""));
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            boolean secret =
                    isSecret(field.getKey()) || secretValue && field.getKey().equals("value");
            copy.set(field.getKey(), secret ? MASK : masked(field.getValue()));
        });
        return copy;
    }

    /** Whether what has this name is nobody else's business. */
    public static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }
}
