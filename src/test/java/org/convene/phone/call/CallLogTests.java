package org.convene.phone.call;

import static org.convene.phone.call.CallWorld.leg;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.convene.booking.Cursor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a call log, and what it is asked for next; the same on every database. */
@Timeout(60)
abstract class CallLogTests {
    @TempDir
    Path csv;

    private CallWorld world;

    abstract DataSource database();

    @BeforeEach
    void begin() {
        world = new CallWorld(database(), Optional.of(csv));
    }

    private JsonNode only() throws SQLException {
        List<JsonNode> documents = world.documents();
        assertEquals(1, documents.size());
        return documents.get(0);
    }

    // One call, one row

    @Test
    void aCallThatRangAtThreeTelephonesIsOneCallThatTheOneWhoTookItAnswered() throws SQLException {
        world.answer(
                leg(1, "g-1", 10, 20).put("missed", true),
                leg(2, "g-1", 10, 20).put("missed", true).put("originalCalledPartyNo", "3096"),
                leg(3, "g-1", 20, 80).put("originalCalledPartyNo", "3097"));
        JsonNode call = only();
        assertEquals("answered", call.path("outcome").asText());
        assertEquals(3, call.path("legs").asInt());
        assertEquals(60, call.path("seconds").asInt());
        assertEquals("2026-11-23T06:00:10Z", call.path("startedAt").asText());
        assertEquals("2026-11-23T06:01:20Z", call.path("endedAt").asText());
        assertEquals("+79031744445", call.path("caller").path("number").asText());
        assertEquals("3095", call.path("called").path("extension").asText());
    }

    @Test
    void aTransferredCallLastsFromItsFirstWordToItsLast() throws SQLException {
        world.answer(leg(1, "g-1", 10, 40), leg(2, "g-1", 40, 100).put("originalCalledPartyNo", "3096"));
        assertEquals(90, only().path("seconds").asInt());
        assertEquals("3095", only().path("called").path("extension").asText(), "who was called at first");
    }

    @Test
    void aCallThatSomebodyElsePickedUpIsAnswered() throws SQLException {
        world.answer(
                leg(1, "g-1", 10, 20).put("missed", true), leg(2, "g-1", 20, 30).put("selfLegType", 7));
        assertEquals("answered", only().path("outcome").asText());
        assertEquals(10, only().path("seconds").asInt());
    }

    @Test
    void aMailboxIsNoAnswer() throws SQLException {
        world.answer(
                leg(1190, "g-1", 10, 23).put("missed", true),
                leg(1192, "g-1", 25, 30).put("originalCalledPartyNo", "voicemail.3095"));
        assertEquals("voicemail", only().path("outcome").asText());
        assertFalse(only().path("answered").asBoolean());
        assertEquals(5, only().path("seconds").asInt());
    }

    @Test
    void aCallWithoutAConnectionIsUnanswered() throws SQLException {
        world.answer(leg(1, "g-1", 0, 20).put("direction", "outgoing"));
        assertEquals("unanswered", only().path("outcome").asText());
        assertEquals(0, only().path("seconds").asInt());
        assertEquals("2026-11-23T06:00:20Z", only().path("startedAt").asText());
    }

    // Settled once

    @Test
    void aCallIsSettledOnceNothingWasAddedForAWhile() throws SQLException {
        world.answer(leg(1, "g-1", 10, 40));
        assertEquals(0, world.settling.settle());
        assertEquals(1, world.settle());
        assertEquals(0, world.settle(), "and not again");
        world.answer(leg(1, "g-1", 10, 40));
        assertEquals(0, world.settle(), "nor when it is seen once more");
        assertEquals(1, world.number("select revision from phone_call"));
    }

    @Test
    void aCallThatLastsIsNotSettledAndOneThatNobodyEndsIsAfterADay() throws SQLException {
        world.answer(leg(1, "g-1", 10, 40), leg(2, "g-1", 40, 0));
        assertEquals(0, world.settle());
        assertTrue(only().path("endedAt").isMissingNode());
        world.clock.forward(Duration.ofDays(1));
        assertEquals(1, world.settle());
    }

    @Test
    void aLegThatComesAfterTheCallWasToldAmendsIt() throws SQLException {
        world.answer(leg(1, "g-1", 10, 40));
        world.settle();
        world.answer(leg(2, "g-1", 40, 50));
        assertEquals(1, world.settle());
        assertEquals(2, world.number("select revision from phone_call"));
        assertEquals(2, only().path("legs").asInt());
    }

    @Test
    void aLegWhoseContentChangedIsUpdated() throws SQLException {
        world.answer(leg(1, "g-1", 10, 0));
        world.answer(leg(1, "g-1", 10, 70));
        assertEquals(60, only().path("seconds").asInt());
        assertEquals(1, world.number("select count(*) from phone_leg"));
        assertEquals(1, world.count("convene.calls.new"));
    }

    // Untrusted entries

    @Test
    void anEntryThatMakesNoSenseHarmsNoOther() throws SQLException {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        answer.add("text").addNull().add(7).addArray().add(1);
        answer.addObject().put("gcid", "without a record");
        answer.addObject().put("record_id", "x");
        answer.add(leg(5, "g-5", 10, 20).put("disconnectTimestamp", Long.MAX_VALUE));
        answer.add(leg(6, "g".repeat(300), 10, 20));
        answer.add(leg(7, "g-7", 10, 20)
                .put("callingPartyNo", "\0\ud800" + "9".repeat(5000))
                .put("callType", "many"));
        answer.add(leg(8, "", 10, 20).put("firstName", "=HYPERLINK()").putNull("direction"));
        world.poll(since -> answer);
        world.poll(since -> answer);
        assertEquals(8, world.count("convene.calls.malformed"), "each is told once");
        assertEquals(
                List.of("g-7", "record-43884851428118509-8"),
                world.documents().stream()
                        .map(call -> call.path("gcid").asText())
                        .toList());
    }

    @Test
    void bothNamesOfTheExtensionAreUnderstood() throws SQLException {
        world.answer(
                leg(1, "g-1", 10, 20)
                        .put("firstName", "Peter")
                        .put("lastName", "Hyde")
                        .put("extension", "3044"),
                leg(2, "g-2", 11, 21).put("firstName", "Peter").put("ext", "3045"));
        assertEquals(
                List.of("Peter Hyde 3044", "Peter 3045"),
                world.documents().stream()
                        .map(call -> call.path("peer").path("name").asText() + " "
                                + call.path("peer").path("extension").asText())
                        .toList());
    }

    // Whose number it is

    private void contacts(String json) throws Exception {
        Exchange exchange = CallWorld.exchange();
        exchange.getMessage().setBody(CallWorld.JSON.readTree(json));
        world.owners.keepContacts(exchange);
    }

    @Test
    void aNumberThatOnePersonHasIsThatPersonsAndOneThatTwoHaveIsNobodys() throws Exception {
        contacts("""
                [{"jid":"1","firstName":"Peter","lastName":"Hyde","ext":"3095","email":"p@v.example"},
                 {"jid":"2","firstName":"Anna","cellPhone":"+79031744445"},
                 {"jid":"3","firstName":"Olga","homePhone":"8 903 174 44 45"}, "no contact", {}]""");
        world.answer(leg(1, "g-1", 10, 20));
        world.settle();
        assertEquals(
                "Peter Hyde", only().path("called").path("person").path("name").asText());
        assertTrue(only().path("caller").path("person").isMissingNode());
        assertEquals(2, only().path("caller").path("ambiguous").asInt());
        assertEquals(1, world.count("convene.calls.ambiguous"));
        assertEquals(1, world.calls.counts(null, null).ambiguous());
        assertEquals(
                1,
                world.calls.list(new Calls.Listing(null, null, true, null, 10)).size());
    }

    @Test
    void aContactThatChangedItsNumberHasTheNewOneAlone() throws Exception {
        contacts("[{\"jid\":\"2\",\"firstName\":\"Anna\",\"cellPhone\":\"+79031744445\"}]");
        contacts("[{\"jid\":\"2\",\"firstName\":\"Anna\",\"cellPhone\":\"+79031744446\"}]");
        world.answer(leg(1, "g-1", 10, 20));
        world.settle();
        assertTrue(only().path("caller").path("person").isMissingNode());
    }

    @Test
    void aParticipantOfALessonIsKnownByTheNumberThatWasSaidLast() throws Exception {
        lesson(1, "2026-11-20T00:00:00Z", "+79031744445");
        lesson(2, "2026-11-19T00:00:00Z", "+79031744446");
        world.owners.readLessons();
        world.answer(leg(1, "g-1", 10, 20));
        world.settle();
        assertEquals("t-17", only().path("caller").path("person").path("id").asText());
        lesson(3, "2026-11-23T06:00:00Z", "+79031744447");
        world.owners.readLessons();
        world.answer(leg(1, "g-1", 10, 21));
        world.settle();
        assertTrue(only().path("caller").path("person").isMissingNode());
    }

    private void lesson(int no, String updated, String phone) {
        world.execute(
                ("insert into booking (no, kind, id, vendor, version, state, cancelled, title, starts_at, ends_at,"
                                + " attempts, updated_at) values (%d, 'lesson', 'l-%d', 'x', 1, 'ready', false, 'x',"
                                + " timestamp with time zone '2026-11-23 00:00:00+00',"
                                + " timestamp with time zone '2026-11-23 00:00:00+00', 0, timestamp with time zone '%s+00')")
                        .formatted(no, no, updated.replace('T', ' ').replace("Z", "")));
        world.execute(("insert into booking_wanted (no, document) values (%d, '{\"participants\":[{\"id\":\"t-17\","
                        + "\"name\":\"Anna\",\"phone\":\"%s\"}]}')")
                .formatted(no, phone));
    }

    // Told once

    @Test
    void aSettledCallIsToldOnceAndAfterACrashUnderTheSameId() throws SQLException {
        world.answer(leg(1, "g-1", 10, 20), leg(2, "g-2", 10, 20));
        assertEquals(List.of(), world.tell(false));
        world.settle();
        assertEquals(List.of("g-1/1", "g-2/1"), world.tell(true));
        assertEquals(List.of("g-1/1", "g-2/1"), world.tell(false));
        assertEquals(List.of(), world.tell(false));
        world.answer(leg(3, "g-2", 20, 30));
        world.settle();
        assertEquals(List.of("g-2/2"), world.tell(false));
    }

    @Test
    void aDaysFileHasEachCallOnceAndIsWrittenAgainOnlyWhenOneChanged() throws Exception {
        world.answer(leg(1, "g-1", 10, 20).put("firstName", "=HYPERLINK(\"x\")"), leg(2, "g-2", -86_400, -86_300));
        world.settle();
        assertEquals(2, world.files.write());
        assertEquals(0, world.files.write());
        assertEquals(List.of("calls-2026-11-22.csv", "calls-2026-11-23.csv"), names());
        List<String> lines = Files.readAllLines(csv.resolve("calls-2026-11-23.csv"));
        assertEquals(String.join(",", CallTable.HEADER), lines.get(0));
        assertEquals(
                "g-1,incoming,2026-11-23T09:00:10+03:00,2026-11-23T09:00:20+03:00,10,answered,79031744445,"
                        + "+79031744445,,3095,3095,,\"'=HYPERLINK(\"\"x\"\")\",,1,false,1",
                lines.get(1));
        world.answer(leg(3, "g-1", 20, 30));
        world.settle();
        assertEquals(1, world.files.write());
        assertEquals(2, Files.readAllLines(csv.resolve("calls-2026-11-23.csv")).size());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(csv)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void pagesShowTheNewestFirstAndEachCallOnce() throws SQLException {
        world.poll(since -> many(1, 50));
        List<String> shown = new ArrayList<>();
        Cursor after = null;
        List<CallRow> page;
        do {
            page = world.calls.list(new Calls.Listing(at(-200), null, false, after, 7));
            page.forEach(call -> shown.add(call.gcid()));
            after = page.isEmpty()
                    ? null
                    : new Cursor(
                            page.get(page.size() - 1).startedAt(),
                            page.get(page.size() - 1).gcid());
        } while (page.size() == 7);
        assertEquals(IntStream.rangeClosed(1, 50).mapToObj(i -> "g-" + i).toList(), shown);
        assertEquals(3, world.calls.counts(at(-53), null).all());
    }

    // Where the next question begins

    @Test
    void atFirstEverythingIsAskedForAndThenWhatIsNewWithAnOverlap() throws SQLException {
        assertEquals(Optional.empty(), world.poll(since -> log(since, leg(1, "g-1", -7200, -7000))));
        assertEquals(
                Optional.of(at(-7000).minus(CallWorld.OVERLAP)),
                world.poll(since -> log(since, leg(1, "g-1", -7200, -7000))));
        world.clock.forward(Duration.ofDays(1));
        assertEquals(Optional.empty(), world.poll(since -> log(since)), "once a day everything");
    }

    @Test
    void aLogThatMayHaveBeenCutMovesNothingAndIsAskedForAgainFromBefore() throws SQLException {
        world.answer(leg(1, "g-1", -7200, -7000));
        ArrayNode cut = many(2, 42);
        world.poll(since -> cut);
        assertEquals(1, world.count("convene.calls.truncated"));
        ArrayNode whole = many(2, 43);
        Optional<Instant> again = world.poll(since -> whole);
        assertEquals(Optional.of(at(-7000).minus(CallWorld.OVERLAP.multipliedBy(2))), again);
        assertEquals(
                Optional.of(at(-43).minus(CallWorld.OVERLAP)),
                world.poll(since -> whole),
                "what was whole is believed");
        assertEquals(44, world.number("select count(*) from phone_leg"));
    }

    @Test
    void aKnownEntryThatIsMissingIsNoticedUntilItIsCertainlyGone() throws SQLException {
        world.answer(leg(1, "g-1", -300, -200), leg(2, "g-2", -100, -90));
        for (int i = 0; i < 5; i++) {
            world.poll(since -> log(since, leg(2, "g-2", -100, -90)));
        }
        assertEquals(3, world.count("convene.calls.absent"));
    }

    @Test
    void aTimeInTheFutureDoesNotMoveTheNextQuestionThere() throws SQLException {
        world.answer(leg(1, "g-1", 10, 1_000_000));
        assertEquals(Optional.of(CallWorld.START.minus(CallWorld.OVERLAP)), world.poll(since -> many(2, 3)));
    }

    private static Instant at(int second) {
        return CallWorld.START.plusSeconds(second);
    }

    private static ArrayNode many(int first, int number) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        IntStream.range(first, first + number).forEach(i -> entries.add(leg(i, "g-" + i, -50 - i, -41 - i)));
        return entries;
    }

    private static JsonNode log(Optional<Instant> since, ObjectNode... entries) {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        List.of(entries).forEach(answer::add);
        return answer;
    }
}
