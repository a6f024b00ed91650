package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One line of the fault script: which requests it hits, and what happens to them.
 *
 * @param method an HTTP method; absent or {@code *} is any
 * @param path a glob ({@code *} is one segment, {@code **} any number) or, when it starts with {@code ^}, a regular
 *     expression; absent is any
 * @param times how many requests it hits, -1 until it is removed; absent is -1
 * @param probability the share of matching requests it hits; absent is all
 * @param status what {@code answer} answers; absent is the true answer
 * @param headers added to the answer
 * @param body what {@code answer} says; a text is sent as it is, absent is the vendor's error body
 * @param delayMillis waited before anything is done
 * @param answerDelayMillis waited after the work is done and before it is answered
 * @param action absent is {@code answer}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Fault(
        String method,
        String path,
        Integer times,
        Double probability,
        Integer status,
        Map<String, String> headers,
        JsonNode body,
        Integer delayMillis,
        Integer answerDelayMillis,
        Action action) {

    enum Action {
        /** Answers {@code status} without doing the work, or the true answer when no status is given. */
        @JsonProperty("answer")
        ANSWER,
        /** Closes the connection before anything is done. */
        @JsonProperty("drop")
        DROP,
        /** Does the work, then closes the connection: the caller cannot know. */
        @JsonProperty("drop-after")
        DROP_AFTER,
        /** Does the work and sends half of the answer. */
        @JsonProperty("half")
        HALF,
        /** Does the work and answers bytes that are no JSON. */
        @JsonProperty("garbage")
        GARBAGE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    Fault {
        times = times == null ? Integer.valueOf(-1) : times;
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        action = action == null ? Action.ANSWER : action;
    }

    /** What is wrong with this line, or null. */
    String problem() {
        if (times < -1 || times == 0) {
            return "times is -1 or a positive number";
        }
        if (probability != null && !(probability > 0 && probability <= 1)) {
            return "probability is above 0 and at most 1";
        }
        if (status != null && (status < 200 || status > 599)) {
            return "status is between 200 and 599";
        }
        if (delay() < 0 || answerDelay() < 0) {
            return "a delay is not negative";
        }
        try {
            pattern();
            return null;
        } catch (PatternSyntaxException broken) {
            return "path is no regular expression: " + broken.getDescription();
        }
    }

    int delay() {
        return delayMillis == null ? 0 : delayMillis;
    }

    int answerDelay() {
        return answerDelayMillis == null ? 0 : answerDelayMillis;
    }

    boolean hits(String requestMethod) {
        return method == null || method.equals("*") || method.equalsIgnoreCase(requestMethod);
    }

    Fault left(int newTimes) {
        return new Fault(
                method, path, newTimes, probability, status, headers, body, delayMillis, answerDelayMillis, action);
    }

    /** The path as a regular expression; globs do not mind a slash at the end. */
    Pattern pattern() {
        if (path == null) {
            return Pattern.compile(".*");
        }
        if (path.startsWith("^")) {
            return Pattern.compile(path);
        }
        StringBuilder expression = new StringBuilder();
        String glob = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        for (int i = 0; i < glob.length(); i++) {
            if (glob.startsWith("**", i)) {
                expression.append(".*");
                i++;
            } else if (glob.charAt(i) == '*') {
                expression.append("[^/]*");
            } else {
                expression.append(Pattern.quote(String.valueOf(glob.charAt(i))));
            }
        }
        return Pattern.compile("^" + expression + "/?$");
    }

    /** The answer this fault gives in place of the true one, or null. */
    Answer answer() {
        if (action != Action.ANSWER || status == null) {
            return null;
        }
        Answer plain;
        if (body == null) {
            plain = Answer.error(status, "sandbox_fault", "Сбой по сценарию песочницы");
        } else if (body.isTextual()) {
            byte[] text = body.asText().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            plain = new Answer(status, Map.of("Content-Type", "text/plain; charset=utf-8"), text);
        } else if (body.isNull()) {
            plain = Answer.empty(status);
        } else {
            plain = Answer.json(status, body);
        }
        return plain.withHeaders(headers);
    }
}
