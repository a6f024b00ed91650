package org.convene.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.convene.page.PageTimes;

/** The lessons of {@code samples/}: the open class room as it is, the others moved to today at their time of day. */
@Singleton
class SampleLessons {
    private final ObjectMapper json;
    private final PageTimes times;

    SampleLessons(ObjectMapper json, PageTimes times) {
        this.json = json;
        this.times = times;
    }

    List<ObjectNode> read(Path directory) throws IOException {
        List<ObjectNode> lessons = new ArrayList<>();
        lessons.add((ObjectNode) json.readTree(directory.resolve("lesson.json").toFile()));
        for (JsonNode lesson : json.readTree(directory.resolve("lessons.json").toFile())) {
            lessons.add(moved((ObjectNode) lesson, times.today()));
        }
        return lessons;
    }

    static ObjectNode moved(ObjectNode lesson, LocalDate day) {
        LocalDate planned = time(lesson, "startsAt").toLocalDate();
        long days = ChronoUnit.DAYS.between(planned, day);
        for (String field : List.of("startsAt", "endsAt")) {
            OffsetDateTime time = time(lesson, field).plusDays(days);
            lesson.put(field, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
        }
        return lesson;
    }

    private static OffsetDateTime time(ObjectNode lesson, String field) {
        return OffsetDateTime.parse(lesson.path(field).asText());
    }
}
