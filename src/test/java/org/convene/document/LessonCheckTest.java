package org.convene.document;

import static org.convene.document.Samples.CHECK;
import static org.convene.document.Samples.accepted;
import static org.convene.document.Samples.check;
import static org.convene.document.Samples.lesson;
import static org.convene.document.Samples.onlyViolation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LessonCheckTest {

    @Test
    void everySampleIsAccepted() {
        accepted(CHECK.check(lesson()));
        Samples.read(Path.of("samples/lessons.json")).forEach(lesson -> accepted(CHECK.check(lesson)));
    }

    @Test
    void anAcceptedLessonHasItsFieldsInTheOrderOfTheSchemaAndTheDefaultsFilledIn() {
        assertEquals("""
                {"id":"a","title":"Algebra","type":"lesson","startsAt":"2026-11-23T09:00+03:00",\
                "endsAt":"2026-11-23T10:00:00.5Z","recording":false,\
                "participants":[{"id":"p","name":"Anna","role":"teacher"}]}""", accepted(check("""
                                {'participants':[{'role':'teacher','name':'Anna','id':'p'}],'title':'Algebra',
                                 'endsAt':'2026-11-23T10:00:00.5Z','startsAt':'2026-11-23T09:00+03:00','id':'a'}""")).toString());
    }

    @Test
    void theGivenDocumentIsNotChanged() {
        ObjectNode lesson = lesson();
        lesson.remove(List.of("id", "recording", "type"));
        ObjectNode before = lesson.deepCopy();
        accepted(CHECK.check(lesson, "alg-7b"));
        assertEquals(before, lesson);
    }

    @Test
    void theIdInTheAddressCountsWhenTheBodyHasNone() {
        ObjectNode lesson = lesson();
        lesson.remove("id");
        assertEquals("x-1", accepted(CHECK.check(lesson, "x-1")).get("id").asText());
        assertEquals("/id", onlyViolation(CHECK.check(lesson)).pointer());
        assertEquals("/id", onlyViolation(CHECK.check(lesson, "x".repeat(201))).pointer());
    }

    @Test
    void anotherIdInTheBodyThanInTheAddressIsRefused() {
        assertEquals(
                new Violation("/id", "is not the id in the address; send the same id, or leave it out"),
                onlyViolation(CHECK.check(lesson(), "x-1")));
        accepted(CHECK.check(lesson(), "alg-7b"));
    }

    @Test
    void everyViolationIsListedInTheOrderOfTheDocument() {
        CheckResult.Rejected rejected = (CheckResult.Rejected) check("""
                {'titel':'Algebra','startsAt':'2026-11-23T09:00:00','id':'','participants':[
                  {'id':'p','name':'Anna','role':'teachr'},{'id':'p','name':'Ivan'}],
                 'recording':'yes','state':'ready','course':{'id':'c'}}""");
        assertEquals(
                List.of(
                        new Violation("/titel", "is not a field of the lesson; did you mean `title`?"),
                        new Violation(
                                "/startsAt",
                                "has no offset from UTC; write it like 2026-11-23T09:00:00+03:00, or in UTC like"
                                        + " 2026-11-23T06:00:00Z"),
                        new Violation("/id", "must not be empty"),
                        new Violation(
                                "/participants/0/role",
                                "must be one of `teacher`, `assistant`, `student`, `parent`, but is `teachr`; did you mean"
                                        + " `teacher`?"),
                        new Violation(
                                "/participants/1/id",
                                "is the same as `/participants/0/id`; every participant needs an id of their own"),
                        new Violation(
                                "/participants/1/role",
                                "is missing; every participant needs it, for example \"role\": \"teacher\""),
                        new Violation("/recording", "must be true or false, but is text in double quotes"),
                        new Violation(
                                "/state",
                                "is not a field of the lesson, it is what the hub reports about one; leave it out"),
                        new Violation(
                                "/course/name", "is missing; every course needs it, for example \"name\": \"Algebra\""),
                        new Violation(
                                "/endsAt",
                                "is missing; every lesson needs it, for example \"endsAt\": \"2026-11-23T09:45:00+03:00\"")),
                rejected.violations());
        assertEquals(10, rejected.problem().errors().size());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00:00, has no offset",
        "2026-11-23T09:00, has no offset",
        "2026-11-23, is a date without a time",
        "2026-02-30T09:00:00+03:00, is not a real date",
        "2026-11-23T25:00:00+03:00, is not a real date",
        "2026-11-23T09:00:00+0300, with a colon",
        "2026-11-23 09:00:00+03:00, is not a date and time",
        "tomorrow, is not a date and time",
        "'', is not a date and time",
        "+12026-11-23T09:00:00Z, from 1970 to 9999"
    })
    void aTimeThatCannotBeReadIsRefusedWithWhatToWriteInstead(String time, String words) {
        for (String field : List.of("startsAt", "endsAt", "updatedAt")) {
            Violation violation = onlyViolation(CHECK.check(lesson().put(field, time)));
            assertEquals("/" + field, violation.pointer());
            assertTrue(violation.detail().contains(words), violation::detail);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-09-01T08:00:00+03:00", "2026-09-01T05:00:00Z", "2026-08-31T09:00:00+03:00"})
    void aLessonThatDoesNotEndAfterItsStartIsRefused(String end) {
        assertEquals(
                new Violation("/endsAt", "must be after `startsAt`"),
                onlyViolation(CHECK.check(lesson().put("endsAt", end))));
    }

    @Test
    void aLessonMayLastForYearsAsAnOpenClassRoomDoes() {
        accepted(CHECK.check(lesson().put("endsAt", "2046-06-30T18:00:00+03:00")));
    }

    @Test
    void lengthsAreCountedInCharactersAndNotInHalvesOfThem() {
        accepted(CHECK.check(lesson().put("title", "😀".repeat(200))));
        assertEquals(
                "must have at most 200 characters, but has 201",
                onlyViolation(CHECK.check(lesson().put("title", "😀".repeat(201))))
                        .detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n", "a\nb", "a\u0000", "\ta", "a\u0085", "a\ud83d", "\ude00"})
    void controlCharactersAndHalvesOfCharactersAreRefused(String text) {
        for (String field : List.of("id", "title", "source")) {
            assertEquals(
                    "/" + field,
                    onlyViolation(CHECK.check(lesson().put(field, text))).pointer());
        }
        for (String field : List.of("id", "name", "phone", "email")) {
            assertEquals(
                    "/participants/0/" + field,
                    onlyViolation(participant(p -> p.put(field, text))).pointer());
        }
    }

    @Test
    void aBlankTitleIsRefused() {
        assertEquals(
                new Violation("/title", "must not be blank"), onlyViolation(CHECK.check(lesson().put("title", "  "))));
    }

    @ParameterizedTest
    @CsvSource({"email", "phone", "name"})
    void personalDataIsNeverRepeated(String field) {
        String secret = "Zebra Zebrova ".repeat(30);
        assertFalse(
                onlyViolation(participant(p -> p.put(field, secret))).detail().contains("Zebra"));
        assertFalse(CHECK.check(("{\"" + field + "\": Zebra}").getBytes(StandardCharsets.UTF_8))
                .toString()
                .contains("Zebra"));
    }

    @Test
    void nullIsNotAValue() {
        assertEquals(
                "must be text in double quotes, but is null; leave the field out if there is nothing to say",
                onlyViolation(participant(p -> p.putNull("email"))).detail());
    }

    @Test
    void aLessonNeedsAParticipantAndTakesTwoThousand() {
        ObjectNode lesson = lesson();
        assertEquals(
                new Violation("/participants", "must have at least one entry"),
                onlyViolation(CHECK.check(participants(lesson, 0))));
        accepted(CHECK.check(participants(lesson, 2000)));
        assertEquals(
                new Violation("/participants", "must have at most 2000 entries, but has 2001"),
                onlyViolation(CHECK.check(participants(lesson, 2001))));
    }

    @Test
    void aSettingOutsideTheSettingsIsSentToItsPlace() {
        assertEquals(
                new Violation("/chat", "is not a field of the lesson; it belongs inside `settings`"),
                onlyViolation(CHECK.check(lesson().put("chat", true))));
        assertEquals(
                new Violation(
                                "/settings/recordin~1g",
                                "is not a field of the room settings; did you mean `autoRecording`?")
                        .pointer(),
                onlyViolation(settings(s -> s.put("recordin/g", true))).pointer());
    }

    @ParameterizedTest
    @CsvSource({
        "https://lms.school.example/a?b=c, true",
        "HTTP://localhost, true",
        "https://школа.рф/урок, true",
        "ftp://lms.school.example, false",
        "/course, false",
        "https://, false",
        "https://a b, false",
        "https://a/%zz, false",
        "javascript:alert(1), false"
    })
    void theAddressAfterTheLessonIsAnAbsoluteHttpAddress(String address, boolean valid) {
        CheckResult result = settings(s -> s.put("redirectUrl", address));
        assertEquals(valid, result instanceof CheckResult.Accepted, result::toString);
    }

    @Test
    void aWaitingRoomThatOnlyTheVendorKnowsIsPassedOn() {
        accepted(settings(s -> s.put("waitingRoom", "guests-only")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|the body is empty; send the lesson as a JSON object",
                "   |the body is empty; send the lesson as a JSON object",
                "null|a lesson is an object in curly brackets, but this is null",
                "[]|a lesson is an object in curly brackets, but this is a list in square brackets",
                "{} {}|something follows after the end of the lesson; send one object",
                "{'id': 'a',|the JSON ends too early; a quote or a closing bracket is missing (line 1, column 12)",
                "{'id' 'a'}|this is not valid JSON: unexpected character; look for a missing or extra comma, quote or bracket"
                        + " (line 1, column 7)"
            })
    void whatIsNotALessonAtAllIsRefusedInPlainWords(String json, String words) {
        assertEquals(words, onlyViolation(check(json == null ? "" : json)).detail());
    }

    @Test
    void aFieldThatStandsTwiceIsRefusedWithItsPlace() {
        Violation violation = onlyViolation(check("{'course': {'id': 'a',\n 'id': 'b'}}"));
        assertEquals("/course/id", violation.pointer());
        assertTrue(
                violation.detail().matches("the field stands twice .* \\(line 2, column \\d+\\)"), violation::detail);
    }

    @Test
    void deepNestingIsRefused() {
        assertTrue(onlyViolation(check("{'a':" + "[".repeat(100_000)))
                .detail()
                .startsWith("the JSON is nested too deeply"));
    }

    @Test
    void onlyTheFirstHundredViolationsAreListedAndAllAreCounted() {
        ObjectNode lesson = participants(lesson(), 2000);
        lesson.get("participants")
                .forEach(p -> ((ObjectNode) p).put("role", "guest").put("nickname", "x"));
        CheckResult.Rejected rejected = (CheckResult.Rejected) CHECK.check(lesson);
        assertEquals(100, rejected.violations().size());
        assertEquals(4000, rejected.total());
        assertEquals(
                "4000 things have to be corrected, the first 100 are listed. Nothing of this request was stored.",
                rejected.problem().detail());
        assertEquals("/participants/49/nickname", rejected.violations().get(99).pointer());
    }

    private static CheckResult participant(Consumer<ObjectNode> change) {
        ObjectNode lesson = lesson();
        change.accept((ObjectNode) lesson.at("/participants/0"));
        return CHECK.check(lesson);
    }

    private static CheckResult settings(Consumer<ObjectNode> change) {
        ObjectNode lesson = lesson();
        change.accept(lesson.putObject("settings"));
        return CHECK.check(lesson);
    }

    private static ObjectNode participants(ObjectNode lesson, int count) {
        ArrayNode participants = lesson.putArray("participants");
        for (int i = 0; i < count; i++) {
            participants
                    .addObject()
                    .put("id", "s-" + i)
                    .put("name", "Student " + i)
                    .put("role", "student");
        }
        return lesson;
    }
}
