package org.convene.people.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import org.convene.booking.Booking;

/** The account as people know it: the wanted document of a booking, {@code {account, emails, manager, gone}}. */
record WantedAccount(Booking booking) {
    private static final String[] FIELDS = {"name", "givenName", "familyName", "email", "company", "phones"};
    private static final Set<String> NEVER_EMPTY = Set.of("name", "email");
    private static final String ACTIVE = "active";
    private static final String EMAIL = "email";

    JsonNode account() {
        return booking.desired().path("account");
    }

    String login() {
        return account().path("login").asText("");
    }

    String email() {
        return account().path(EMAIL).asText("");
    }

    boolean isGone() {
        return booking.desired().path("gone").asBoolean();
    }

    boolean isWanted() {
        return !booking.cancelled() && isWanted(booking.desired());
    }

    /** Whether a document wants an account that can be used. */
    static boolean isWanted(ObjectNode document) {
        JsonNode account = document.path("account");
        return !document.path("gone").asBoolean()
                && !account.path("login").asText("").isEmpty()
                && account.path(ACTIVE).asBoolean();
    }

    /** The server's groups that the person is to be in. */
    Set<String> groups() {
        Set<String> groups = new TreeSet<>();
        account().path("groups").forEach(group -> groups.add(group.asText()));
        return groups;
    }

    /** Whether one of the person's mail addresses is the user's. */
    boolean hasEmailOf(JsonNode user) {
        String theirs = user.path(EMAIL).asText("");
        if (theirs.isEmpty()) {
            return false;
        }
        for (JsonNode ours : booking.desired().path("emails")) {
            if (ours.asText().equalsIgnoreCase(theirs)) {
                return true;
            }
        }
        return email().equalsIgnoreCase(theirs);
    }

    /** A new user, without a password. */
    ObjectNode creation(String login) {
        ObjectNode user = account().deepCopy();
        user.remove("groups");
        user.remove("department");
        return user.put("login", login);
    }

    /**
     * What of the server's user is to be changed. What no source knows stays as it is there, unless it is still what we once
     * sent.
     */
    ObjectNode difference(JsonNode user, JsonNode sent) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        for (String field : FIELDS) {
            JsonNode ours = account().path(field);
            JsonNode theirs = user.path(field);
            if (isEmpty(ours)) {
                boolean stale = !isEmpty(theirs) && same(field, theirs, sent.path(field));
                if (stale && !NEVER_EMPTY.contains(field)) {
                    change.set(field, field.equals("phones") ? JsonNodeFactory.instance.arrayNode() : empty());
                }
            } else if (!same(field, ours, theirs)) {
                change.set(field, ours);
            }
        }
        if (!user.path(ACTIVE).asBoolean()) {
            change.put(ACTIVE, true);
        }
        return change;
    }

    private static JsonNode empty() {
        return JsonNodeFactory.instance.textNode("");
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.asText().isEmpty()
                || value.isArray() && value.isEmpty();
    }

    private static boolean same(String field, JsonNode one, JsonNode other) {
        return field.equals(EMAIL) ? one.asText().equalsIgnoreCase(other.asText()) : one.equals(other);
    }

    /** As rows for people: {@code [{field, is, wanted}]}. */
    static ArrayNode rows(ObjectNode change, JsonNode user) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        change.fields()
                .forEachRemaining(field -> row(rows, field.getKey(), user.path(field.getKey()), field.getValue()));
        return rows;
    }

    static void row(ArrayNode rows, String field, JsonNode is, JsonNode wanted) {
        ObjectNode row = rows.addObject().put("field", field);
        row.set("is", is.isMissingNode() ? null : is);
        row.set("wanted", wanted.isMissingNode() ? null : wanted);
    }
}
