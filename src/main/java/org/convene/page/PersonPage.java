package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.convene.people.KnownPerson;
import org.convene.people.directory.ChangeStatements.Kept;
import org.convene.people.directory.KnownPeople.Name;
import org.convene.people.directory.PersonRecord;

/**
 * What {@code person.html} shows.
 *
 * @param left  since when, or {@code null}
 * @param facts attributes with the sources that say the same
 * @param account at TrueConf Server, or {@code null}
 */
@TemplateData
public record PersonPage(
        PeoplePage.Line person,
        String left,
        List<Fact> facts,
        List<Known> names,
        AccountPart account,
        List<Event> history,
        String zone) {

    @TemplateData
    public record Fact(String name, String value, String sources) {}

    /** @param until since when not any more, or {@code null} */
    @TemplateData
    public record Known(String kind, String value, String since, String until) {}

    @TemplateData
    public record Event(String when, String what, String why, String source, List<PlanPage.Difference> differences) {}

    static PersonPage of(
            KnownPerson person,
            List<PersonRecord> records,
            List<Name> names,
            AccountPart account,
            List<Kept> history,
            PageTimes times) {
        List<Fact> facts = new ArrayList<>();
        person.attributes()
                .properties()
                .forEach(entry -> facts.add(new Fact(
                        inWords(entry.getKey()),
                        text(entry.getKey().equals("groups") ? named(entry.getValue()) : entry.getValue()),
                        sources(records, entry.getKey(), entry.getValue()))));
        return new PersonPage(
                PeoplePage.line(person),
                person.leftAt() == null ? null : times.moment(person.leftAt()),
                facts,
                names.stream().map(name -> known(name, times)).toList(),
                account,
                history.stream().map(kept -> event(kept, times)).toList(),
                times.zone().getId());
    }

    /** {@code employeeNumber} as people write it. */
    private static String inWords(String field) {
        return field.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static JsonNode named(JsonNode groups) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        groups.forEach(group -> names.add(group.path("name").asText()));
        return names;
    }

    private static String sources(List<PersonRecord> records, String attribute, JsonNode value) {
        return records.stream()
                .filter(record -> record.document().path(attribute).equals(value)
                        || attribute.equals("groups") && record.document().has(attribute)
                        || attribute.equals("manager") && record.document().has(attribute))
                .map(record -> record.key().source())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Known known(Name name, PageTimes times) {
        return new Known(
                name.alias().kind().word(),
                name.alias().value(),
                times.lately(name.since()),
                name.until() == null ? null : times.lately(name.until()));
    }

    private static Event event(Kept kept, PageTimes times) {
        return new Event(
                times.lately(kept.at()),
                kept.change().what().word(),
                kept.change().why(),
                kept.change().key().source(),
                differences(kept));
    }

    static List<PlanPage.Difference> differences(Kept kept) {
        JsonNode before = kept.change().before();
        JsonNode after = kept.change().after();
        List<PlanPage.Difference> differences = new ArrayList<>();
        if (before != null && after != null) {
            before.fieldNames().forEachRemaining(field -> differ(field, before, after, differences));
            after.fieldNames().forEachRemaining(field -> {
                if (!before.has(field)) {
                    differ(field, before, after, differences);
                }
            });
        }
        return differences;
    }

    private static void differ(String field, JsonNode before, JsonNode after, List<PlanPage.Difference> into) {
        if (!before.path(field).equals(after.path(field))) {
            into.add(new PlanPage.Difference(field, text(before.path(field)), text(after.path(field))));
        }
    }

    static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "nothing";
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : value.asText();
    }
}
