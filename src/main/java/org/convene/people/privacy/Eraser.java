package org.convene.people.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convene.phone.number.PhoneNumbers;

/**
 * Finds a person in documents and texts, and puts a pseudonym in the person's place, so that whoever counts people counts
 * the same as before. A name counts where it stands alone, a mail address anywhere in a text.
 */
final class Eraser {
    private static final int LONGEST_NUMBER = 40;
    /** As our documents and the vendors' call them. */
    private static final Set<String> NAMES = Set.of(
            "name",
            "displayName",
            "display_name",
            "givenName",
            "familyName",
            "firstName",
            "first_name",
            "lastName",
            "last_name",
            "fromName",
            "toName");

    private final Subject subject;
    private final PhoneNumbers numbers;
    private final Pattern emails;

    Eraser(Subject subject, PhoneNumbers numbers) {
        this.subject = subject;
        this.numbers = numbers;
        this.emails = subject.emails().isEmpty() ? null : emails(subject.emails());
    }

    private static Pattern emails(Set<String> emails) {
        String any = String.join("|", emails.stream().map(Pattern::quote).toList());
        return Pattern.compile(
                "(?<![\\w.+-])(?:" + any + ")(?![\\w-])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Where the person stands in a document, as JSON Pointers; {@code ids} are those that mean the person there. */
    List<String> find(JsonNode document, Set<String> ids) {
        List<String> found = new ArrayList<>();
        walk("", document, ids, found);
        return found;
    }

    /** Ids by which this document calls the person: those beside a name, an address or a number. */
    Set<String> idsIn(JsonNode document) {
        Set<String> ids = new HashSet<>();
        collect(document, ids);
        return ids;
    }

    private void collect(JsonNode node, Set<String> ids) {
        if (node.isObject()) {
            boolean means = false;
            for (JsonNode value : node) {
                means |= value.isTextual() && isPersonal(value.textValue());
                for (JsonNode item : value.isArray() ? value : List.<JsonNode>of()) {
                    means |= item.isTextual() && isPersonal(item.textValue());
                }
            }
            String id = node.path("id").asText(node.path("externalUserId").asText(""));
            if (!id.isEmpty() && (means || subject.ids().contains(id) && isOnlyById())) {
                ids.add(id);
            }
        }
        node.forEach(child -> collect(child, ids));
    }

    private boolean isOnlyById() {
        return subject.emails().isEmpty()
                && subject.names().isEmpty()
                && subject.numbers().isEmpty();
    }

    private void walk(String at, JsonNode node, Set<String> ids, List<String> found) {
        if (node.isObject()) {
            boolean about = isAbout(node, ids);
            node.properties().forEach(field -> {
                String below = at + '/' + field.getKey().replace("~", "~0").replace("/", "~1");
                if (ids.contains(field.getKey()) || about && isName(field) && !isErased(field.getValue())) {
                    found.add(below);
                } else {
                    walk(below, field.getValue(), ids, found);
                }
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(at + '/' + i, node.get(i), ids, found);
            }
        } else if (node.isTextual() && (ids.contains(node.textValue()) || speaksOf(node.textValue()))) {
            found.add(at);
        }
    }

    /** The same document with the pseudonym in the person's place. */
    JsonNode erased(JsonNode node, Set<String> ids) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            boolean about = isAbout(node, ids);
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String name = ids.contains(field.getKey()) ? subject.pseudonym() : field.getKey();
                copy.set(
                        name,
                        about && isName(field) ? copy.textNode(subject.pseudonym()) : erased(field.getValue(), ids));
            }
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(item -> copy.add(erased(item, ids)));
            return copy;
        }
        return node.isTextual()
                ? JsonNodeFactory.instance.textNode(
                        ids.contains(node.textValue()) ? subject.pseudonym() : erased(node.textValue()))
                : node;
    }

    /** Whether an object describes the person, so that whatever name it gives is the person's. */
    private boolean isAbout(JsonNode object, Set<String> ids) {
        if (ids.contains(object.path("id").asText(""))
                || ids.contains(object.path("externalUserId").asText(""))) {
            return true;
        }
        for (JsonNode value : object) {
            if (value.isTextual() && isSure(value.textValue())) {
                return true;
            }
            for (JsonNode item : value.isArray() ? value : List.<JsonNode>of()) {
                if (item.isTextual() && isSure(item.textValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isSure(String text) {
        return isEmail(text) || isNumber(text);
    }

    private static boolean isName(Map.Entry<String, JsonNode> field) {
        return NAMES.contains(field.getKey()) && field.getValue().isTextual();
    }

    private boolean isErased(JsonNode name) {
        return name.textValue().equals(subject.pseudonym());
    }

    boolean speaksOf(String text) {
        return isPersonal(text) || emails != null && emails.matcher(text).find();
    }

    String erased(String text) {
        if (isEmail(text)) {
            return email();
        }
        if (isPersonal(text)) {
            return subject.pseudonym();
        }
        return emails == null ? text : emails.matcher(text).replaceAll(Matcher.quoteReplacement(email()));
    }

    /** What stands in place of an id. */
    String erasedId() {
        return subject.pseudonym();
    }

    /** No mail ever goes there (RFC 2606). */
    private String email() {
        return subject.pseudonym() + "@erased.invalid";
    }

    private boolean isEmail(String text) {
        return subject.emails().contains(key(text));
    }

    /** Whether a text is the person's name, address, login or number, and nothing else. */
    private boolean isPersonal(String text) {
        String key = key(text);
        return subject.emails().contains(key)
                || subject.names().contains(key)
                || subject.logins().contains(key)
                || isNumber(text);
    }

    private boolean isNumber(String text) {
        return !subject.numbers().isEmpty()
                && text.length() <= LONGEST_NUMBER
                && numbers.read(text).key().filter(subject.numbers()::contains).isPresent();
    }

    private static String key(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
