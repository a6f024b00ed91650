package org.convene.people.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the server is known to have of one person, as the ledger keeps it:
 *
 * <pre>{@code
 * { "user":     {"login": "anna", "id": "...", "uid": "...", "disconnected": "...", "handedOver": "..."}, // ours
 *   "sent":     {...},             // what the account was last brought in step with
 *   "creating": {"login", "email"}, // kept before the user is made, which may happen unseen
 *   "former":   [{"login", ..., "retired": "..."}], // accounts under earlier logins
 *   "groups":   ["Class 7b"],      // that we put the user into
 *   "differs":  [{"field", "is", "wanted"}],
 *   "done":     [{"at", "what", "object", "before", "after"}] }
 * }</pre>
 */
record AccountState(ObjectNode json) {
    private static final int MOST_DONE = 100;
    private static final String USER = "user";
    private static final String FORMER = "former";
    private static final String GROUPS = "groups";
    private static final String CREATING = "creating";
    private static final String DIFFERS = "differs";

    static final String DISCONNECTED = "disconnected";
    static final String HANDED_OVER = "handedOver";
    static final String RETIRED = "retired";

    /** The account that is ours now. */
    Optional<ObjectNode> user() {
        return Optional.ofNullable((ObjectNode) json.get(USER));
    }

    static String login(JsonNode user) {
        return user.path("login").asText();
    }

    /** The server's user is ours from now on. */
    void userIs(JsonNode user) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (String name : new String[] {"login", "id", "uid"}) {
            if (user.hasNonNull(name)) {
                kept.put(name, user.path(name).asText());
            }
        }
        List<ObjectNode> others = formerList().stream()
                .filter(one -> !login(one).equalsIgnoreCase(login(kept)))
                .toList();
        json.remove(FORMER);
        others.forEach(one -> json.withArrayProperty(FORMER).add(one));
        json.set(USER, kept);
        json.remove(CREATING);
    }

    void userIsGone() {
        json.remove(List.of(USER, "sent", GROUPS));
    }

    /** The account gets a successor under another login. */
    void userIsFormer() {
        user().ifPresent(user -> {
            user.remove(List.of(DISCONNECTED, HANDED_OVER));
            json.withArrayProperty(FORMER).add(user);
        });
        userIsGone();
    }

    /** Accounts under earlier logins. */
    List<ObjectNode> formerList() {
        List<ObjectNode> all = new ArrayList<>();
        json.path(FORMER).forEach(one -> all.add((ObjectNode) one));
        return all;
    }

    void creating(String login, String email) {
        json.putObject(CREATING).put("login", login).put("email", email);
    }

    /** The login of a user that may have been made unseen. */
    Optional<String> creating() {
        return Optional.ofNullable(json.get(CREATING)).map(AccountState::login);
    }

    void creatingIsOver() {
        json.remove(CREATING);
    }

    /** Whether we set out to make this very user, or had it before. */
    boolean made(String login, String email) {
        JsonNode creating = json.path(CREATING);
        return login(creating).equalsIgnoreCase(login)
                        && creating.path("email").asText().equalsIgnoreCase(email)
                || formerList().stream().anyMatch(one -> login(one).equalsIgnoreCase(login));
    }

    Set<String> groups() {
        Set<String> names = new TreeSet<>();
        json.path(GROUPS).forEach(name -> names.add(name.asText()));
        return names;
    }

    void joined(String group) {
        if (!groups().contains(group)) {
            json.withArrayProperty(GROUPS).add(group);
        }
    }

    /** Out of these we put the user no more: somebody else did. */
    void groupsAre(Set<String> names) {
        json.remove(GROUPS);
        names.forEach(this::joined);
    }

    JsonNode sent() {
        return json.path("sent");
    }

    void sent(JsonNode account) {
        json.set("sent", account);
    }

    void differs(ArrayNode differences) {
        if (differences.isEmpty()) {
            json.remove(DIFFERS);
        } else {
            json.set(DIFFERS, differences);
        }
    }

    JsonNode differs() {
        return json.path(DIFFERS);
    }

    JsonNode done() {
        return json.path("done");
    }

    boolean hasDone(String what, String object) {
        for (JsonNode one : done()) {
            if (one.path("what").asText().equals(what)
                    && one.path("object").asText().equals(object)) {
                return true;
            }
        }
        return false;
    }

    /** The newest last; the oldest go when there are many. */
    void did(Instant at, String what, String object, JsonNode before, JsonNode after) {
        ArrayNode done = json.withArrayProperty("done");
        ObjectNode one =
                done.addObject().put("at", at.toString()).put("what", what).put("object", object);
        if (before != null && !before.isMissingNode()) {
            one.set("before", before);
        }
        if (after != null && !after.isMissingNode()) {
            one.set("after", after);
        }
        while (done.size() > MOST_DONE) {
            done.remove(0);
        }
    }

    /** Nothing is to be kept of the person. */
    void forget() {
        json.removeAll();
    }
}
