package org.convene.people.account;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.Arc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.convene.people.KnownPerson;
import org.convene.sandbox.BuiltInSandbox;
import org.convene.sandbox.SandboxAtHand;

/** People who come, change and leave, the hub, and the sandbox of TrueConf Server with its back office. */
final class AccountWorld {
    static final Duration SOON = Duration.ofSeconds(30);
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, KnownPerson> people = new HashMap<>();
    private long versions;

    static Map<String, String> settings(String mode, String... more) {
        Map<String, String> settings = SandboxAtHand.settings("accounts");
        settings.put("convene.people.trueconf", mode);
        settings.put("convene.phone.voicemail.poll", "24h");
        settings.put("quarkus.datasource.jdbc.url", "jdbc:h2:mem:accounts-" + mode);
        settings.put("quarkus.http.test-port", "0");
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }

    /** Somebody with a login, a name made of it, and a mail address; quotation marks in {@code more} may be single ones. */
    ObjectNode attributes(String login, String more) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        if (login != null) {
            attributes.put("login", login).put("name", "Person " + login);
            attributes.putArray("emails").add(login + "@school.example");
        }
        return attributes.setAll((ObjectNode) json(more.replace('\'', '"')));
    }

    void come(String id, ObjectNode attributes) {
        follow(new KnownPerson(id, ++versions, true, attributes, null, false));
    }

    void leave(String id) {
        KnownPerson person = people.get(id);
        follow(new KnownPerson(id, ++versions, false, person.attributes(), Instant.now(), false));
    }

    void isGone(String id) {
        KnownPerson person = people.get(id);
        follow(new KnownPerson(id, ++versions, false, person.attributes(), person.leftAt(), true));
    }

    private void follow(KnownPerson person) {
        people.put(person.id(), person);
        try {
            // at least once
            bean(Accounts.class).follow(List.of(person));
            bean(Accounts.class).follow(List.of(person));
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    JsonNode account(String id) {
        try {
            return bean(AccountViews.class)
                    .view(id)
                    .map(JsonNode.class::cast)
                    .orElse(JsonNodeFactory.instance.missingNode());
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** When nothing is left to do for the person now. */
    JsonNode settled(String id) {
        return account(id, account -> account.path("state").asText().equals("ready"));
    }

    JsonNode account(String id, Predicate<JsonNode> wanted) {
        return await("account of " + id).atMost(SOON).until(() -> account(id), wanted);
    }

    List<String> done(String id) {
        return account(id).path("done").findValuesAsText("what");
    }

    /** The server's user, or a missing node. */
    JsonNode user(String login) {
        for (JsonNode user : state().path("users")) {
            if (user.path("login_name").asText().equals(login)) {
                return user;
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }

    boolean isActive(String login) {
        return user(login).path("is_active").asInt() == 1;
    }

    List<String> groups(String login) {
        return user(login).path("groups").findValuesAsText("display_name");
    }

    JsonNode state() {
        return ask("GET", "/backoffice/state", "");
    }

    JsonNode conference(String id) {
        for (JsonNode conference : state().path("conferences")) {
            if (conference.path("id").asText().equals(id)) {
                return conference;
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }

    void habits(String habits) {
        ask("PUT", "/backoffice/habits", habits);
    }

    void faults(String faults) {
        ask("PUT", "/backoffice/faults", faults);
    }

    void user(String login, String fields) {
        ask("PUT", "/backoffice/users/" + login, fields);
    }

    /** Of the server's API; in with single quotation marks. */
    JsonNode api(String method, String path, String body) {
        return ask(method, "/api/v3.8" + path + "?access_token=" + token(), body);
    }

    private String token() {
        return ask(
                        "POST",
                        "/oauth2/v1/token",
                        "{'grant_type':'client_credentials','client_id':'sandbox-client',"
                                + "'client_secret':'sandbox-secret'}")
                .path("access_token")
                .asText();
    }

    private JsonNode ask(String method, String path, String body) {
        URI uri = URI.create(bean(BuiltInSandbox.class).trueconfUrl().orElseThrow() + path);
        try {
            String answer = http.send(
                            HttpRequest.newBuilder(uri)
                                    .header("Content-Type", "application/json")
                                    .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            return answer.isEmpty() ? JsonNodeFactory.instance.missingNode() : json(answer);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError(text, notJson);
        }
    }
}
