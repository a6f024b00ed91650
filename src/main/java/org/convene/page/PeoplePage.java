package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.convene.people.KnownPerson;
import org.convene.people.directory.KnownPeople.Counts;
import org.convene.people.directory.KnownPeople.Search;
import org.convene.people.reading.Reading;

/**
 * What {@code people.html} shows.
 *
 * @param words   what is looked for, or empty
 * @param next    where the next page is, or {@code null}
 * @param unclear records that fit several people
 * @param unread  sources whose last reading was not used, and why
 */
@TemplateData
public record PeoplePage(
        String words,
        String summary,
        List<Line> people,
        String next,
        List<UnclearRecords.Line> unclear,
        List<String> unread,
        List<PlanLine> plans) {

    @TemplateData
    public record Line(String href, String name, List<String> facts, String state, String tone) {}

    static PeoplePage of(
            Search search,
            Counts counts,
            List<KnownPerson> people,
            List<UnclearRecords.Line> unclear,
            List<Reading> readings,
            List<PlanLine> plans) {
        String words = search.text() == null ? "" : search.text();
        return new PeoplePage(
                words,
                counts.active() + " active, " + counts.left() + " left",
                people.stream().map(PeoplePage::line).toList(),
                people.size() == search.most()
                        ? next(search, people.get(people.size() - 1).id())
                        : null,
                unclear,
                readings.stream()
                        .filter(reading -> reading.problem().isPresent())
                        .map(reading -> reading.source() + ", " + reading.words())
                        .toList(),
                plans);
    }

    private static String next(Search search, String after) {
        Map<String, String> query = new LinkedHashMap<>();
        if (search.text() != null) {
            query.put("q", search.text());
        }
        query.put("after", after);
        return Addresses.query("/people", query);
    }

    static Line line(KnownPerson person) {
        JsonNode attributes = person.attributes();
        List<String> facts = new ArrayList<>();
        for (String field : new String[] {"title", "department", "login", "extension", "employeeNumber"}) {
            if (attributes.hasNonNull(field)) {
                facts.add(attributes.path(field).asText());
            }
        }
        attributes.path("emails").forEach(email -> facts.add(email.asText()));
        return new Line(
                "/people/" + Addresses.escaped(person.id()),
                attributes.path("name").asText(attributes.path("login").asText("without a name")),
                facts,
                person.active() ? "active" : person.gone() ? "gone" : "left",
                person.active() ? "ready" : "cancelled");
    }
}
