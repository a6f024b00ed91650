package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import java.util.List;
import org.convene.people.KnownPerson;
import org.convene.people.directory.PersonRecord;

/** Records that fit several people, or one not quite, and whom they fit. */
final class UnclearRecords {
    private UnclearRecords() {}

    @TemplateData
    public record Line(long no, String name, String source, List<Candidate> candidates) {}

    @TemplateData
    public record Candidate(String id, String name) {}

    static List<Line> of(List<PersonRecord> unclear, List<KnownPerson> people) {
        return unclear.stream().map(record -> line(record, people)).toList();
    }

    private static Line line(PersonRecord record, List<KnownPerson> people) {
        List<Candidate> candidates = people.stream()
                .filter(person -> record.candidates().contains(person.id()))
                .map(person -> new Candidate(person.id(), inWords(person.attributes())))
                .toList();
        return new Line(record.no(), inWords(record.document()), record.key().source(), candidates);
    }

    private static String inWords(JsonNode person) {
        String email = person.path("emails").path(0).asText();
        String name = person.path("name").asText(person.path("login").asText());
        return email.isEmpty() ? name : name + ", " + email;
    }
}
