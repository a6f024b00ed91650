package org.convene.document;

import static org.convene.document.Samples.CHECK;
import static org.convene.document.Samples.MAPPER;
import static org.convene.document.Samples.accepted;
import static org.convene.document.Samples.lesson;
import static org.convene.document.Samples.onlyViolation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What holds for every lesson. */
class LessonPropertiesTest {

    @Property(tries = 200)
    void aValidLessonStaysTheSameInAnyOrderOfItsFields(@ForAll long seed) {
        ObjectNode lesson = full();
        JsonNode shuffled = shuffled(lesson, new Random(seed));
        assertEquals(
                accepted(CHECK.check(lesson)).toString(),
                accepted(CHECK.check(shuffled)).toString());
    }

    @Property(tries = 200)
    void participantsMayComeInAnyOrder(@ForAll long seed) {
        ObjectNode lesson = lesson();
        List<JsonNode> participants = new ArrayList<>();
        lesson.get("participants").forEach(participants::add);
        Collections.shuffle(participants, new Random(seed));
        lesson.putArray("participants").addAll(participants);
        assertEquals(lesson.get("participants"), accepted(CHECK.check(lesson)).get("participants"));
    }

    @Property(tries = 1000)
    void aFieldNameWithOneWrongCharacterIsRefusedWithTheRightOneSuggested(
            @ForAll @IntRange(max = 100) int which,
            @ForAll @IntRange(max = 3) int kind,
            @ForAll @IntRange(max = 100) int where,
            @ForAll @AlphaChars char letter) {
        ObjectNode lesson = full();
        List<String> places = List.of("", "/participants/1", "/course", "/group", "/settings");
        String place = places.get(which % places.size());
        ObjectNode object = (ObjectNode) lesson.at(place);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(which / places.size() % names.size());
        String misspelt = Misspelling.of(name, kind, where % name.length(), letter);
        if (object.has(misspelt)) {
            return; // it was the right letter
        }
        if (names.stream().anyMatch(other -> !other.equals(name) && isOneEditAway(misspelt, other))) {
            return; // "sourse" is as near to source as to course: nobody can tell which was meant
        }
        object.set(misspelt, object.remove(name));

        Violation violation = onlyViolation(CHECK.check(lesson));

        assertEquals(place + "/" + misspelt, violation.pointer());
        assertEquals("did you mean `" + name + "`?", violation.detail().replaceAll(".*; ", ""));
    }

    private static boolean isOneEditAway(String misspelt, String name) {
        return LevenshteinDistance.getDefaultInstance()
                        .apply(misspelt.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))
                <= 1;
    }

    @Property(tries = 500)
    void anyInstantInAnyOffsetIsKeptAsItWasSent(
            @ForAll @LongRange(min = 86_400, max = 253_401_000_000L) long start,
            @ForAll @IntRange(min = -1080, max = 1080) int offset,
            @ForAll @IntRange(min = -1080, max = 1080) int otherOffset,
            @ForAll @IntRange(min = 1, max = 432_000) int length) {
        String startsAt = text(start, offset);
        String endsAt = text(start + length, otherOffset);
        ObjectNode lesson = lesson().put("startsAt", startsAt).put("endsAt", endsAt);
        ObjectNode accepted = accepted(CHECK.check(lesson));
        assertEquals(startsAt, accepted.get("startsAt").asText());
        assertEquals(endsAt, accepted.get("endsAt").asText());
    }

    @Property(tries = 500)
    void garbageIsRefusedAndNeverThrows(@ForAll byte[] garbage) throws IOException {
        assertNotNull(CHECK.check(garbage));
        assertNotNull(new LessonBatch(CHECK).read(new ByteArrayInputStream(garbage), lesson -> {}));
    }

    @Property(tries = 1000)
    void aDamagedLessonNeverThrows(@ForAll @IntRange(max = 2000) int where, @ForAll byte damage) throws IOException {
        byte[] json = MAPPER.writeValueAsBytes(full());
        json[where % json.length] = damage;
        assertNotNull(CHECK.check(json));
        byte[] array =
                ("[" + new String(json, StandardCharsets.ISO_8859_1) + "]").getBytes(StandardCharsets.ISO_8859_1);
        assertNotNull(new LessonBatch(CHECK).read(new ByteArrayInputStream(array), lesson -> {}));
    }

    @Property(tries = 300)
    void jsonThatIsNoLessonNeverThrows(@ForAll long seed) {
        assertNotNull(CHECK.check(scrambled(full(), new Random(seed))));
    }

    /** A lesson in which every field is filled. */
    private static ObjectNode full() {
        ObjectNode lesson = lesson().put("updatedAt", "2026-11-20T14:03:11+03:00");
        lesson.putObject("settings")
                .put("chat", true)
                .put("autoRecording", false)
                .put("microphone", true)
                .put("camera", true)
                .put("screenSharing", false)
                .put("avatars", true)
                .put("selfRenaming", false)
                .put("handRaising", true)
                .put("remoteDrawing", false)
                .put("public", false)
                .put("waitingRoom", "nobody")
                .put("redirectUrl", "https://lms.school.example/");
        return lesson;
    }

    private static String text(long second, int offsetInMinutes) {
        return Instant.ofEpochSecond(second)
                .atOffset(ZoneOffset.ofTotalSeconds(offsetInMinutes * 60))
                .toString();
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = MAPPER.createArrayNode();
            array.forEach(item -> copy.add(shuffled(item, random)));
            return copy;
        }
        if (!node.isObject()) {
            return node;
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.shuffle(names, random);
        ObjectNode copy = MAPPER.createObjectNode();
        names.forEach(name -> copy.set(name, shuffled(node.get(name), random)));
        return copy;
    }

    /** Puts values of the wrong kind anywhere. */
    private static JsonNode scrambled(JsonNode node, Random random) {
        if (random.nextInt(8) == 0) {
            List<JsonNode> others = List.of(
                    MAPPER.nullNode(),
                    MAPPER.createObjectNode().put("id", 1),
                    MAPPER.createArrayNode().add("x").add(MAPPER.createArrayNode()),
                    MAPPER.getNodeFactory().numberNode(random.nextInt()),
                    MAPPER.getNodeFactory().booleanNode(true),
                    MAPPER.getNodeFactory().textNode("~/\u0000"));
            return others.get(random.nextInt(others.size()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = MAPPER.createArrayNode();
            array.forEach(item -> copy.add(scrambled(item, random)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = MAPPER.createObjectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), scrambled(field.getValue(), random)));
            return copy;
        }
        return node;
    }
}
