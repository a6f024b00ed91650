package org.convene.people.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.convene.people.scim.ScimClient.Answer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Entra ID, Okta and others really send is understood, over HTTP. */
@QuarkusTest
@TestProfile(ScimProfile.class)
class IdentityProvidersTest {
    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private final Map<String, String> names = new HashMap<>();

    static List<Conversation> conversations() {
        return Conversation.all();
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void everyConversationGoesAsWritten(Conversation conversation) {
        ScimClient hub = new ScimClient(port);
        names.put("n", UUID.randomUUID().toString().substring(0, 8));
        conversation.content().path("given").properties().forEach(given -> {
            String path = given.getKey().equals("group") ? "/Groups" : "/Users";
            Answer made = hub.send("POST", path, filled(given.getValue().toString()));
            assertEquals(201, made.status(), () -> String.valueOf(made));
            names.put(given.getKey(), made.id());
        });
        conversation.content().path("steps").forEach(step -> check(step, hub));
    }

    private void check(JsonNode step, ScimClient hub) {
        String[] line = filled(step.path("send").asText()).split(" ", 2);
        Map<String, String> headers = new HashMap<>();
        step.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        String body = step.has("text")
                ? step.path("text").asText()
                : step.has("body") ? filled(step.path("body").toString()) : null;
        if (body != null) {
            headers.put("Content-Type", step.path("type").asText(ScimClient.TYPE));
        }
        Answer answer = hub.send(line[0], line[1], body, headers);
        assertEquals(step.path("answers").asInt(), answer.status(), () -> step.path("send") + " " + answer);
        if (!answer.body().isMissingNode()) {
            assertTrue(answer.type().startsWith(ScimClient.TYPE), answer.type());
        }
        step.path("has").properties().forEach(field -> {
            JsonNode is = answer.body().at(field.getKey());
            JsonNode wanted = field.getValue();
            if (wanted.isNull()) {
                assertTrue(is.isMissingNode(), () -> field.getKey() + " of " + answer);
            } else if (wanted.asText().equals("*")) {
                assertFalse(is.isMissingNode(), () -> field.getKey() + " of " + answer);
            } else {
                String text = wanted.isTextual()
                        ? '"' + filled(wanted.asText()).replace("\"", "\\\"") + '"'
                        : wanted.toString();
                assertEquals(text, is.toString(), () -> field.getKey() + " of " + answer);
            }
        });
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }
}
