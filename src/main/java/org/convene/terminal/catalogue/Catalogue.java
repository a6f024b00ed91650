package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.convene.ops.Rejected;

@Singleton
public final class Catalogue {
    public static Catalogue standard() {
        return new Catalogue();
    }

    public void check(String method, JsonNode params, boolean anyMethod) throws Rejected {}

    public ObjectNode explainedReply(String method, ObjectNode reply) {
        return reply.deepCopy();
    }

    public ObjectNode explainedEvent(ObjectNode event) {
        return event.deepCopy();
    }

    public Optional<String> word(String enumeration, int value) {
        return Optional.empty();
    }

    public String sentence(String event, ObjectNode body) {
        return event;
    }
}
