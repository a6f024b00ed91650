package org.convene.people.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.convene.ops.Settings;

/**
 * Makes one person of what all sources say: each attribute is taken from the source that is believed for it, groups from all.
 * Whoever left the sources keeps what was known last.
 */
@Singleton
public class Merging {
    /** In the order in which they are kept. */
    static final List<String> ATTRIBUTES = List.of(
            "name",
            "givenName",
            "familyName",
            "emails",
            "login",
            "phones",
            "extension",
            "employeeNumber",
            "title",
            "department",
            "manager",
            "roles");

    private static final String ORDER = "convene.people.order";
    private static final String TRUTH = "convene.people.truth";
    private static final String ACTIVE = "active";

    private final List<String> order;
    private final Map<String, List<String>> truth;

    public Merging(Settings settings) {
        this.order = list(settings.text(ORDER));
        this.truth = settings.below(TRUTH).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> list(entry.getValue())));
        Set<String> known = new TreeSet<>(ATTRIBUTES);
        known.add(ACTIVE);
        truth.keySet().stream().filter(attribute -> !known.contains(attribute)).forEach(unknown -> {
            throw Settings.unknown(TRUTH + ".", unknown, known);
        });
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    record Merged(boolean active, ObjectNode attributes) {}

    /** @param records all of one person */
    Merged merged(List<PersonRecord> records) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        for (String attribute : ATTRIBUTES) {
            for (PersonRecord record : believed(records, attribute)) {
                JsonNode value = record.document().path(attribute);
                if (!value.isMissingNode() && !(value.isArray() && value.isEmpty())) {
                    attributes.set(
                            attribute,
                            attribute.equals("manager")
                                    ? attributes.textNode(
                                            new RecordKey(record.key().source(), value.asText()).toString())
                                    : value);
                    break;
                }
            }
        }
        Set<String> groups = new TreeSet<>();
        for (PersonRecord record : records) {
            if (record.isActive()) {
                record.document()
                        .path("groups")
                        .forEach(group -> groups.add(new RecordKey(record.key().source(), group.asText()).toString()));
            }
        }
        if (!groups.isEmpty()) {
            ArrayNode all = attributes.putArray("groups");
            groups.forEach(all::add);
        }
        return new Merged(isActive(records), attributes);
    }

    /** The most believed source that knows the person says so; somebody who came back under a new key is back. */
    private boolean isActive(List<PersonRecord> records) {
        String source = believed(records, ACTIVE).stream()
                .map(record -> record.key().source())
                .findFirst()
                .orElse("");
        return records.stream()
                .filter(record -> record.key().source().equals(source))
                .anyMatch(PersonRecord::isActive);
    }

    /** Those that are still there first, the most believed source first; among equals the newest. */
    private List<PersonRecord> believed(List<PersonRecord> records, String attribute) {
        List<String> sources = truth.getOrDefault(attribute, order);
        Comparator<PersonRecord> bySource = Comparator.comparingInt(record -> place(sources, record));
        Comparator<PersonRecord> byPresence = Comparator.comparing(record -> !record.present());
        List<PersonRecord> sorted = new ArrayList<>(records);
        sorted.sort((attribute.equals(ACTIVE) ? bySource.thenComparing(byPresence) : byPresence.thenComparing(bySource))
                .thenComparing(Comparator.comparingLong(PersonRecord::no).reversed()));
        return sorted;
    }

    private static int place(List<String> sources, PersonRecord record) {
        int place = sources.indexOf(record.key().source());
        return place < 0 ? Integer.MAX_VALUE : place;
    }
}
