package org.convene.document;

import static org.convene.document.Samples.CHECK;
import static org.convene.document.Samples.lesson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LessonBatchTest {

    private final LessonBatch batch = new LessonBatch(CHECK);
    private final List<String> stored = new ArrayList<>();

    @Test
    void everySampleIsAccepted() throws IOException {
        try (InputStream many = Files.newInputStream(Path.of("samples/lessons.json"));
                InputStream one = Files.newInputStream(Path.of("samples/lesson.json"))) {
            assertTrue(batch.read(many, this::store).accepted());
            assertTrue(batch.read(one, this::store).accepted());
        }
        assertEquals(
                List.of("phys-9a", "lit-11", "chem-lab-10b", "eng-club-2026-11-23", "parents-evening-7b", "alg-7b"),
                stored);
    }

    @Test
    void anEmptyArrayIsNothingToDo() throws IOException {
        assertEquals(new LessonBatch.Outcome(0, List.of(), 0), read("[]"));
    }

    @Test
    void violationsPointIntoTheLessonTheyBelongTo() throws IOException {
        String wrong = lesson().put("titel", "x").put("id", "b").toString();
        LessonBatch.Outcome outcome = read("[" + lesson() + "," + wrong + ",7]");
        assertEquals(
                List.of(
                        new Violation("/1/titel", "is not a field of the lesson; did you mean `title`?"),
                        new Violation("/2", "a lesson is an object in curly brackets, but this is a number")),
                outcome.violations());
        assertEquals(1, outcome.lessons());
        assertFalse(outcome.accepted());
        assertEquals(400, outcome.problem().status());
    }

    @Test
    void oneLessonTwiceInOneRequestIsRefused() throws IOException {
        LessonBatch.Outcome outcome = read("[" + lesson() + "," + lesson() + "]");
        assertEquals(
                List.of(new Violation(
                        "/1/id", "is the same as `/0/id`; one request can say only one thing about a lesson")),
                outcome.violations());
        assertEquals(List.of("alg-7b"), stored);
    }

    @Test
    void textThatStopsBeingJsonIsRefusedWithThePlace() throws IOException {
        assertEquals(
                List.of(new Violation(
                        "/1/title",
                        "this is not valid JSON: unexpected character; look for a missing or extra comma, quote or bracket"
                                + " (line 2, column 10)")),
                read("[" + lesson() + ",\n{\"title\" }]").violations());
        Violation cut = read("[" + lesson() + ",").violations().get(0);
        assertTrue(cut.detail().startsWith("the JSON ends too early"), cut::toString);
        Violation more = read("[]\n[]").violations().get(0);
        assertTrue(more.detail().startsWith("something follows after the end"), more::toString);
        assertEquals(
                "the body is empty; send a lesson or an array of lessons",
                read(" ").violations().get(0).detail());
    }

    @Test
    void onlyTheFirstHundredViolationsAreKeptAndAllAreCounted() throws IOException {
        LessonBatch.Outcome outcome = read("[" + "{},".repeat(999) + "{}]");
        assertEquals(100, outcome.violations().size());
        assertEquals(5000, outcome.total());
        assertEquals("/19/participants", outcome.violations().get(99).pointer());
    }

    @Test
    void tenThousandLessonsAreReadOneByOne() throws IOException {
        Lessons lessons = new Lessons(10_000);
        LessonBatch.Outcome outcome = batch.read(lessons, lesson -> {
            store(lesson);
            // The parser may read a buffer ahead, but it must not wait for the end.
            assertTrue(lessons.made - stored.size() < 50, "read far ahead of " + stored.size());
        });
        assertEquals(10_000, outcome.lessons(), outcome::toString);
    }

    private LessonBatch.Outcome read(String json) throws IOException {
        return batch.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), this::store);
    }

    private void store(ObjectNode lesson) {
        stored.add(lesson.get("id").asText());
    }

    /** An array of lessons that is made while it is read. */
    private static final class Lessons extends InputStream {
        private final String lesson = Samples.lesson().toString();
        private final int count;
        private int made;
        private byte[] current = {'['};
        private int at;

        Lessons(int count) {
            this.count = count;
        }

        @Override
        public int read() {
            while (at == current.length) {
                if (made > count) {
                    return -1;
                }
                current = made == count
                        ? new byte[] {']'}
                        : ((made == 0 ? "" : ",") + lesson.replace("alg-7b", "l-" + made))
                                .getBytes(StandardCharsets.UTF_8);
                made++;
                at = 0;
            }
            return current[at++];
        }
    }
}
