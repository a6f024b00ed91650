package org.convene.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SampleLessonsTest {
    @Test
    void aMovedLessonKeepsItsTimeOfDayItsOffsetAndItsLength() {
        ObjectNode lesson = JsonNodeFactory.instance
                .objectNode()
                .put("startsAt", "2026-11-23T23:30:00+05:00")
                .put("endsAt", "2026-11-24T01:00:00+05:00");
        SampleLessons.moved(lesson, LocalDate.of(2028, 2, 29));
        assertEquals("2028-02-29T23:30:00+05:00", lesson.path("startsAt").asText());
        assertEquals("2028-03-01T01:00:00+05:00", lesson.path("endsAt").asText());
    }
}
