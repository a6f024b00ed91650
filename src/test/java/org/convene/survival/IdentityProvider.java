package org.convene.survival;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.convene.process.Http;
import org.convene.process.Http.Reply;
import org.convene.process.HubProcess;

/** Pushes users by SCIM 2.0, and like real ones says it again until it is heard; after a conflict it looks who is there. */
final class IdentityProvider {
    private final HubProcess hub;
    private final Random random;
    private final Map<String, String> names = new TreeMap<>();
    private final Map<String, String> ids = new TreeMap<>();

    private int changes;

    IdentityProvider(HubProcess hub, Random random) {
        this.hub = hub;
        this.random = random;
    }

    int changes() {
        return changes;
    }

    /** Somebody new, or another name for somebody. */
    void push() {
        List<String> known = new ArrayList<>(ids.keySet());
        if (known.isEmpty() || random.nextInt(3) == 0) {
            String login = "user-%05d".formatted(known.size());
            ids.put(login, created(login));
            names.put(login, "User " + known.size());
        } else {
            String login = known.get(random.nextInt(known.size()));
            String name = names.get(login) + "y";
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            patch.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
            patch.putArray("Operations")
                    .addObject()
                    .put("op", "replace")
                    .put("path", "displayName")
                    .put("value", name);
            Reply reply = heard("PATCH", "/scim/v2/Users/" + ids.get(login), patch);
            assertTrue(reply.ok(), reply.toString());
            names.put(login, name);
        }
        changes++;
    }

    private String created(String login) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
        user.put("userName", login)
                .put("displayName", "User " + Integer.parseInt(login.substring(5)))
                .put("active", true);
        Reply reply = heard("POST", "/scim/v2/Users", user);
        if (reply.status() == 409) {
            return found(login).at("/Resources/0/id").asText();
        }
        assertEquals(201, reply.status(), reply.toString());
        return reply.json().path("id").asText();
    }

    private JsonNode found(String login) {
        return heard("GET", "/scim/v2/Users?filter=userName%20eq%20%22" + login + "%22", null)
                .json();
    }

    private Reply heard(String method, String path, ObjectNode body) {
        List<Reply> heard = new ArrayList<>();
        await("the hub answers " + path).atMost(Duration.ofMinutes(2)).until(() -> {
            try {
                Reply reply = Http.send(method, hub.url() + path, body);
                if (reply.status() < 500) {
                    heard.add(reply);
                }
            } catch (UncheckedIOException killed) {
                return false;
            }
            return !heard.isEmpty();
        });
        return heard.get(0);
    }

    /** Every user is there once, under the last name that the hub acknowledged, and is one person. */
    void check() {
        names.forEach((login, name) -> {
            JsonNode users = found(login);
            assertEquals(1, users.path("totalResults").asInt(), login);
            assertEquals(name, users.at("/Resources/0/displayName").asText(), login);
            List<String> people = new ArrayList<>();
            hub.get("/people?q=" + login).json().path("items").forEach(person -> {
                if (person.path("login").asText().equals(login)) {
                    people.add(person.path("name").asText());
                }
            });
            assertEquals(List.of(name), people, login);
        });
    }
}
