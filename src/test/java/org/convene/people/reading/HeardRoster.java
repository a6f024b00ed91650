package org.convene.people.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convene.document.PersonCheck;
import org.convene.people.Roster;
import org.convene.people.RosterListener;

/** All that a roster told of. */
public final class HeardRoster implements RosterListener {
    private static final PersonCheck CHECK = new PersonCheck();

    public final Map<String, ObjectNode> people = new LinkedHashMap<>();
    public final Map<String, String> groups = new LinkedHashMap<>();
    public final List<String> left = new ArrayList<>();
    public final List<String> unusable = new ArrayList<>();

    public static HeardRoster of(Roster roster) throws IOException {
        HeardRoster heard = new HeardRoster();
        roster.read(heard);
        return heard;
    }

    @Override
    public Optional<String> person(String where, ObjectNode person) {
        String key = person.path("key").asText();
        try {
            if (people.put(key, CHECK.canonical(person)) != null) {
                throw new AssertionError(key + " was told of twice");
            }
            return Optional.empty();
        } catch (IllegalArgumentException notInOrder) {
            unusable(where, key, notInOrder.getMessage());
            return Optional.of(notInOrder.getMessage());
        }
    }

    @Override
    public void group(ObjectNode group) {
        groups.put(group.path("key").asText(), group.path("name").asText());
    }

    @Override
    public void left(String key) {
        left.add(key);
    }

    @Override
    public void unusable(String where, String key, String reason) {
        unusable.add(where + " (" + key + "): " + reason);
    }

    public JsonNode person(String key) {
        ObjectNode person = people.get(key);
        if (person == null) {
            throw new AssertionError(key + " was not told of, but " + people.keySet());
        }
        return person;
    }

    /** A field of somebody, as text. */
    public String text(String key, String field) {
        JsonNode value = person(key).path(field);
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
