package org.convene.people.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.convene.ops.CsvLines;
import org.convene.people.KnownPerson;

/**
 * People as a table (RFC 4180, UTF-8, with a header; nothing in it is a formula): one line each, and where somebody has several
 * mail addresses, telephones or groups, with {@code ;} between them. Whoever is gone is left out.
 */
public final class PeopleCsv {
    private static final List<String> TEXTS =
            List.of("name", "givenName", "familyName", "login", "extension", "employeeNumber", "title", "department");
    private static final List<String> LISTS = List.of("emails", "phones", "groups", "roles");

    private PeopleCsv() {}

    /** Writes all of them, and flushes; the stream stays open. */
    public static void write(Iterator<KnownPerson> people, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CsvLines lines = new CsvLines(writer);
        List<Object> header = new ArrayList<>(List.of("id", "active"));
        header.addAll(TEXTS);
        header.addAll(LISTS);
        header.add("leftAt");
        lines.line(header);
        while (people.hasNext()) {
            KnownPerson person = people.next();
            if (!person.gone()) {
                lines.line(line(person));
            }
        }
        writer.flush();
    }

    private static List<Object> line(KnownPerson person) {
        List<Object> line = new ArrayList<>(List.of(person.id(), person.active()));
        TEXTS.forEach(field -> line.add(person.attributes().path(field).asText("")));
        LISTS.forEach(field -> line.add(joined(person.attributes().path(field))));
        line.add(person.leftAt() == null ? "" : person.leftAt().toString());
        return line;
    }

    private static String joined(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.isObject() ? value.path("name").asText() : value.asText()));
        return String.join(";", texts);
    }
}
