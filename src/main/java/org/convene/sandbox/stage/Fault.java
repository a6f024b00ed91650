package org.convene.sandbox.stage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One line of the fault script: which requests or webhooks it hits, and what happens to them.
 *
 * @param method an HTTP method; absent or {@code *} is any
 * @param path a glob ({@code *} is one segment, {@code **} any number) or, when it starts with {@code ^}, a regular
 *     expression; absent is any
 * @param event for the actions of webhooks: the event's name, {@code record_*} for several; absent is any
 * @param times how many it hits, -1 until it is removed; absent is -1
 * @param probability the share of those matching that it hits; absent is all
 * @param seed makes chance the same every time the script is played
 * @param status what {@code answer} answers; absent is the true answer; what {@code answer-after} answers
 * @param headers added to the answer
 * @param body what {@code answer} and {@code answer-after} say; a text is sent as it is, absent is the vendor's error body
 * @param delayMillis waited before anything is done; what {@code delay} waits, and {@code shuffle} at most
 * @param answerDelayMillis waited after the work is done and before it is answered
 * @param bytes how many bytes of the body {@code cut}, {@code insert} and {@code short} let through; by how many the length that
 *     {@code length} tells is wrong, below 0 for too short
 * @param bytesPerSecond how fast the body is sent; absent is as fast as it goes
 * @param action absent is {@code answer}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(
        String method,
        String path,
        String event,
        Integer times,
        Double probability,
        Long seed,
        Integer status,
        Map<String, String> headers,
        JsonNode body,
        Integer delayMillis,
        Integer answerDelayMillis,
        Long bytes,
        Integer bytesPerSecond,
        Action action) {

    public enum Action {
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
        GARBAGE,
        /** Sends {@code bytes} of the body, then closes the connection. */
        @JsonProperty("cut")
        CUT,
        /** Sends {@code bytes} of the body, then some that do not belong there, then closes the connection. */
        @JsonProperty("insert")
        INSERT,
        /** Does the work and sends {@code bytes} of the body as if it were all. */
        @JsonProperty("short")
        SHORT,
        /** Does the work, then answers {@code status} in place of the truth: the caller is told that it failed. */
        @JsonProperty("answer-after")
        ANSWER_AFTER,
        /** Tells a Content-Length that is wrong by {@code bytes}, and closes the connection after the true body. */
        @JsonProperty("length")
        LENGTH,
        /** Webhooks: never sent. */
        @JsonProperty("lose")
        LOSE,
        /** Webhooks: sent twice. */
        @JsonProperty("double")
        DOUBLE,
        /** Webhooks: sent {@code delayMillis} late. */
        @JsonProperty("delay")
        DELAY,
        /** Webhooks: sent late by a random part of {@code delayMillis}, so that one overtakes another. */
        @JsonProperty("shuffle")
        SHUFFLE,
        /** Webhooks: sent with a signature that is not right. */
        @JsonProperty("forge")
        FORGE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        boolean ofWebhooks() {
            return compareTo(LOSE) >= 0;
        }

        boolean needsBytes() {
            return this == CUT || this == INSERT || this == SHORT || this == LENGTH;
        }
    }

    public Fault {
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
        if (delay() < 0 || answerDelay() < 0) {
            return "a delay is not negative";
        }
        return action.ofWebhooks() ? problemOfWebhook() : problemOfRequest();
    }

    private String problemOfWebhook() {
        if (method != null || path != null || status != null || body != null || bytes != null) {
            return action.word() + " is for webhooks: it takes event, not method, path, status, body or bytes";
        }
        return (action == Action.DELAY || action == Action.SHUFFLE) && delay() == 0
                ? action.word() + " needs delayMillis"
                : null;
    }

    private String problemOfRequest() {
        if (event != null) {
            return "event goes with lose, double, delay, shuffle and forge";
        }
        if (status != null && (status < 200 || status > 599)) {
            return "status is between 200 and 599";
        }
        if (action.needsBytes() != (bytes != null)) {
            return "cut, insert, short and length need bytes, and nothing else takes them";
        }
        if (bytes != null && bytes < 0 && action != Action.LENGTH) {
            return "bytes is not negative";
        }
        if (action == Action.ANSWER_AFTER && status == null) {
            return "answer-after needs status";
        }
        if (bytesPerSecond != null && bytesPerSecond < 1) {
            return "bytesPerSecond is positive";
        }
        try {
            pattern();
            return null;
        } catch (PatternSyntaxException broken) {
            return "path is no regular expression: " + broken.getDescription();
        }
    }

    public int delay() {
        return delayMillis == null ? 0 : delayMillis;
    }

    int answerDelay() {
        return answerDelayMillis == null ? 0 : answerDelayMillis;
    }

    int speed() {
        return bytesPerSecond == null ? 0 : bytesPerSecond;
    }

    boolean hits(String requestMethod) {
        return !action.ofWebhooks() && (method == null || method.equals("*") || method.equalsIgnoreCase(requestMethod));
    }

    boolean hitsWebhook(String eventName) {
        return action.ofWebhooks()
                && (event == null
                        || event.equals(eventName)
                        || event.endsWith("*") && eventName.startsWith(event.substring(0, event.length() - 1)));
    }

    Fault left(int newTimes) {
        return new Fault(
                method,
                path,
                event,
                newTimes,
                probability,
                seed,
                status,
                headers,
                body,
                delayMillis,
                answerDelayMillis,
                bytes,
                bytesPerSecond,
                action);
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

    /**
     * The answer this fault gives in place of the true one, or null.
     *
     * @param vendorError what the vendor answers with a status when the script gives no body
     */
    Answer answer(IntFunction<Answer> vendorError) {
        return action == Action.ANSWER && status != null ? scripted(vendorError) : null;
    }

    /** What is told when the work is done: the true answer with the headers of this, or another. */
    Answer instead(Answer truth, IntFunction<Answer> vendorError) {
        return action == Action.ANSWER_AFTER ? scripted(vendorError) : truth.withHeaders(headers);
    }

    private Answer scripted(IntFunction<Answer> vendorError) {
        Answer plain;
        if (body == null) {
            plain = vendorError.apply(status);
        } else if (body.isTextual()) {
            plain = Answer.text(status, body.asText());
        } else if (body.isNull()) {
            plain = Answer.empty(status);
        } else {
            plain = Answer.json(status, body);
        }
        return plain.withHeaders(headers);
    }
}
