package org.convene.people.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import org.convene.people.reading.Mapping;

/**
 * What the tables of OneRoster mean.
 *
 * @param users  from {@code {user: {column: text}, roles: [role], orgs: [sourcedId], classes: [sourcedId]}} to a person
 * @param groups from {@code {kind: org or class, row: {column: text}}} to {@code {key, name}}
 */
record OneRosterMappings(Mapping users, Mapping groups) {

    JsonNode person(CsvLine.Row user, Collection<String> roles, Collection<String> orgs, Collection<String> classes) {
        ObjectNode in = JsonNodeFactory.instance.objectNode();
        in.set("user", texts(user.values()));
        roles.forEach(in.putArray("roles")::add);
        orgs.forEach(in.putArray("orgs")::add);
        classes.forEach(in.putArray("classes")::add);
        return answer(users.map(in));
    }

    /** @param kind {@code org} or {@code class} */
    ObjectNode group(String kind, CsvLine.Row row) {
        ObjectNode in = JsonNodeFactory.instance.objectNode().put("kind", kind);
        in.set("row", texts(row.values()));
        return (ObjectNode) answer(groups.map(in));
    }

    private static JsonNode answer(JsonNode out) {
        if (out == null || !out.isObject()) {
            throw new IllegalArgumentException("the mapping gave no object");
        }
        return out;
    }

    private static ObjectNode texts(Map<String, String> values) {
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        values.forEach(texts::put);
        return texts;
    }
}
