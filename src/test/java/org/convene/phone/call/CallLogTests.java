package org.convene.phone.call;

import static org.convene.phone.call.CallWorld.leg;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of a call log, and what it is asked for next; the same on every database. */
@Timeout(60)
abstract class CallLogTests {
    private CallWorld world;

    abstract DataSource database();

    @BeforeEach
    void begin() {
        world = new CallWorld(database());
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

    private static JsonNode log(Optional<Instant> since, com.fasterxml.jackson.databind.node.ObjectNode... entries) {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        List.of(entries).forEach(answer::add);
        return answer;
    }
}
