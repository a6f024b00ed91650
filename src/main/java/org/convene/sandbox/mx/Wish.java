package org.convene.sandbox.mx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Desk;
import org.convene.sandbox.stage.Json;

/** What somebody asks of the back office: a JSON object of a test, or a form of a person. */
record Wish(ObjectNode fields) {

    /** A wish that cannot be granted. */
    private static final class Ungranted extends RuntimeException {
        Ungranted(String message) {
            super(message, null, false, false);
        }
    }

    /** Reads it, and says what is wrong with it. */
    static Function<RoutingContext, Answer> heard(BiFunction<RoutingContext, Wish, Answer> work) {
        return context -> {
            try {
                return work.apply(context, of(context));
            } catch (Ungranted ungranted) {
                return Desk.problem(400, ungranted.getMessage());
            }
        };
    }

    private static Wish of(RoutingContext context) {
        ObjectNode fields = ProxyJson.object();
        if (!context.request().formAttributes().isEmpty()) {
            context.request()
                    .formAttributes()
                    .forEach((name, value) -> fields.put(name, value.isBlank() ? null : value.trim()));
            return new Wish(fields);
        }
        String body = Objects.requireNonNullElse(context.body().asString(), "");
        try {
            JsonNode json = Json.MAPPER.readTree(body.isBlank() ? "{}" : body);
            if (json instanceof ObjectNode object) {
                return new Wish(object);
            }
        } catch (JsonProcessingException broken) {
            // told below, as for JSON that is no object
        }
        throw new Ungranted("The body is a JSON object.");
    }

    String text(String name, String otherwise) {
        return fields.hasNonNull(name) ? fields.path(name).asText() : otherwise;
    }

    int number(String name, int least, int most, int otherwise) {
        if (!fields.hasNonNull(name)) {
            return otherwise;
        }
        int number = fields.path(name).asInt(Integer.MIN_VALUE);
        if (number < least || number > most) {
            throw new Ungranted(name + " is a number from " + least + " to " + most + ".");
        }
        return number;
    }

    Instant time(String name, Instant otherwise) {
        try {
            return fields.hasNonNull(name) ? Instant.parse(fields.path(name).asText()) : otherwise;
        } catch (DateTimeException noTime) {
            throw new Ungranted(name + " is a time in UTC, as 2026-11-23T06:00:00Z.");
        }
    }

    List<String> texts(String name, List<String> otherwise) {
        List<String> texts = new ArrayList<>();
        fields.path(name).forEach(text -> texts.add(text.asText()));
        return texts.isEmpty() ? otherwise : texts;
    }
}
