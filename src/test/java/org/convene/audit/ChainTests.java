package org.convene.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.convene.audit.AuditReader.Search;
import org.convene.audit.Verification.Verdict;
import org.convene.booking.Transactions;
import org.convene.ops.Statements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to the audit by SQL, verification names the first row that is not as it was sealed. */
abstract class ChainTests {
    private static final Act ACT = new Act("lms", "api", "api.put-lesson");
    private static final Search ALL = new Search(null, null, null, null, null, null);
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

    private DataSource database;
    private AuditTrail trail;
    private Sealer sealer;
    private Verification verification;
    private AuditReader reader;

    abstract DataSource database();

    @BeforeEach
    void begin() throws SQLException {
        database = database();
        empty();
        trail = new AuditTrail(database, Clock.systemUTC());
        sealer = new Sealer(database, Clock.systemUTC());
        verification = new Verification(database);
        reader = new AuditReader(database);
    }

    private void empty() throws SQLException {
        update("delete from audit");
        update("update audit_head set no = 0, hash = ?", Seal.ORIGIN);
    }

    private static ObjectNode title(String title) {
        return JsonNodeFactory.instance.objectNode().put("title", title);
    }

    private void change(int number) {
        try {
            trail.add(ACT, "lessons/" + number, AuditedChange.DONE, title("Algebra"), title("Algebra " + number));
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private void sealed(int rows) throws SQLException {
        IntStream.rangeClosed(1, rows).forEach(this::change);
        assertEquals(rows, sealer.seal());
    }

    private long update(String sql, Object... values) throws SQLException {
        return Statements.update(database, sql, values);
    }

    private void assertFirstBad(long no, String words) throws SQLException {
        Verdict verdict = verification.verify(null);
        assertFalse(verdict.isValid());
        assertEquals(no, verdict.no());
        assertEquals(no - 1, verdict.checked());
        assertTrue(verdict.problem().contains(words), verdict::problem);
    }

    @Test
    void whatNobodyTouchedIsAsItWasSealed() throws SQLException {
        sealed(1200);
        Verdict verdict = verification.verify(null);
        assertTrue(verdict.isValid(), verdict::problem);
        assertEquals(1200, verdict.checked());
        assertEquals(1200, verdict.head().no());
    }

    @Test
    void anEmptyAuditIsWhole() throws SQLException {
        assertEquals(0, sealer.seal());
        assertTrue(verification.verify(null).isValid());
    }

    @Test
    void severalReplicasMakeOneChainWithoutGapsWhileOthersWrite() throws Exception {
        List<CompletableFuture<Void>> work = new ArrayList<>();
        for (int replica = 0; replica < 4; replica++) {
            Sealer other = new Sealer(database, Clock.systemUTC());
            work.add(CompletableFuture.runAsync(() -> IntStream.range(0, 100).forEach(this::change)));
            work.add(CompletableFuture.runAsync(() -> IntStream.range(0, 30).forEach(turn -> {
                try {
                    other.seal();
                } catch (SQLException refused) {
                    throw new IllegalStateException(refused);
                }
            })));
        }
        work.forEach(CompletableFuture::join);
        sealer.seal();
        Verdict verdict = verification.verify(null);
        assertTrue(verdict.isValid(), verdict::problem);
        assertEquals(400, verdict.checked());
        assertEquals(0, verdict.waiting());
    }

    @ParameterizedTest
    @CsvSource({
        "who, somebody else, was changed",
        "subject, lessons/other, was changed",
        "result, refused, was changed",
        "before_doc, {}, was changed",
        "after_doc, {}, was changed",
        "salt, 00, was changed",
        "door, page, is not the one that was sealed",
        "what, api.get-lesson, is not the one that was sealed",
        "digest, 00, is not the one that was sealed",
        "hash, 00, is not the one that was sealed"
    })
    void aRowThatWasAlteredIsNamed(String column, String value, String words) throws SQLException {
        sealed(9);
        update("update audit set " + column + " = ? where no = 5", value);
        assertFirstBad(5, words);
    }

    @Test
    void aRowWhoseTimeWasAlteredIsNamed() throws SQLException {
        sealed(9);
        update("update audit set at = ? where no = 5", Statements.utc(NOW));
        assertFirstBad(5, "is not the one that was sealed");
    }

    @Test
    void aRowThatWasAlteredTogetherWithItsDigestIsNamed() throws SQLException {
        sealed(9);
        Rows.Row row = reader.oldest(ALL, 0, 9).get(4);
        String forged = Seal.digest(row.salt(), "somebody", row.subject(), row.result(), row.before(), row.after());
        update("update audit set who = 'somebody', digest = ? where no = 5", forged);
        assertFirstBad(5, "is not the one that was sealed");
    }

    @Test
    void aRowThatWasSealedAnewAfterItWasAlteredGivesItselfAwayByTheNext() throws SQLException {
        sealed(9);
        List<Rows.Row> rows = reader.oldest(ALL, 0, 9);
        Rows.Row row = rows.get(4);
        String digest = Seal.digest(row.salt(), "somebody", row.subject(), row.result(), row.before(), row.after());
        String hash = Seal.hash(rows.get(3).hash(), 5, row.at(), row.door(), row.what(), digest);
        update("update audit set who = 'somebody', digest = ?, hash = ? where no = 5", digest, hash);
        assertFirstBad(6, "its hash does not follow");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 9})
    void aRowThatWasRemovedIsNamed(long no) throws SQLException {
        sealed(9);
        update("delete from audit where no = ?", no);
        assertFirstBad(no, "is missing");
    }

    @Test
    void aRowThatWasRemovedWithTheOnesAfterItMovedUpIsNamed() throws SQLException {
        sealed(9);
        update("delete from audit where no = 5");
        for (int no = 6; no <= 9; no++) {
            update("update audit set no = ? where no = ?", no - 1, no);
        }
        assertFirstBad(5, "its hash does not follow");
    }

    @Test
    void allRowsThatWereRemovedAreMissed() throws SQLException {
        sealed(9);
        update("delete from audit");
        assertFirstBad(1, "is missing at the end");
    }

    @Test
    void aRowThatWasAddedBehindTheLastIsNamed() throws SQLException {
        sealed(9);
        change(10);
        update("update audit set no = 10, hash = digest where no is null");
        assertFirstBad(10, "its hash does not follow");
    }

    @Test
    void aRowThatWasAddedAmongOthersIsNamed() throws SQLException {
        sealed(9);
        for (int no = 9; no >= 5; no--) {
            update("update audit set no = ? where no = ?", no + 1, no);
        }
        change(10);
        update("update audit set no = 5, hash = digest where no is null");
        assertFirstBad(5, "its hash does not follow");
    }

    @Test
    void aRowWithTheNumberOfAnotherIsNamed() throws SQLException {
        sealed(9);
        change(10);
        update("update audit set no = 5, hash = (select hash from audit where no = 5) where no is null");
        Verdict verdict = verification.verify(null);
        assertEquals(5L, verdict.no());
        assertTrue(verdict.problem().contains("another row has"));
    }

    @Test
    void twoRowsThatChangedPlacesAreNamed() throws SQLException {
        sealed(9);
        update("update audit set no = 50 where no = 5");
        update("update audit set no = 5 where no = 6");
        update("update audit set no = 6 where no = 50");
        assertFirstBad(5, "its hash does not follow");
    }

    @Test
    void aChainThatWasWrittenAnewGivesItselfAwayToWhoeverRememberedARow() throws SQLException {
        sealed(9);
        Head remembered = verification.verify(null).head();
        empty();
        sealed(12);
        assertTrue(verification.verify(null).isValid());
        Verdict verdict = verification.verify(remembered);
        assertEquals(9L, verdict.no());
        assertTrue(verdict.problem().contains("written anew"));
        assertEquals(13L, verification.verify(new Head(100, Seal.ORIGIN)).no());
        assertTrue(verification.verify(verification.verify(null).head()).isValid());
    }

    @Test
    void aChangeUnderWayIsSealedWhenItIsKnownWhatCameOfIt() throws SQLException {
        AuditTrail.Begun begun = trail.begin(ACT, "phone/calls", null, title("asked"));
        change(1);
        assertEquals(1, sealer.seal());
        trail.conclude(begun, "refused 422", null);
        assertEquals(1, sealer.seal());
        Rows.Row row = reader.newest(ALL, Long.MAX_VALUE, 9).get(1);
        assertEquals("refused 422", row.result());
        assertEquals(2, row.no());
        assertEquals("{\"title\":\"asked\"}", row.after());
        assertTrue(verification.verify(null).isValid());
    }

    @Test
    void aChangeOfWhichNobodyTellsWhatCameOfItIsSealedAsUnknown() throws SQLException {
        Clock old = Clock.fixed(Instant.now().minus(Sealer.PATIENCE).minusSeconds(1), ZoneOffset.UTC);
        AuditTrail.Begun begun = new AuditTrail(database, old).begin(ACT, "phone/calls", null, null);
        assertEquals(1, sealer.seal());
        trail.conclude(begun, AuditedChange.DONE, null);
        Rows.Row row = reader.newest(ALL, Long.MAX_VALUE, 1).get(0);
        assertEquals(Sealer.UNKNOWN, row.result());
        assertTrue(verification.verify(null).isValid());
    }

    private void erase(long no) throws SQLException {
        Rows.Row row = reader.oldest(ALL, 0, 100).stream()
                .filter(one -> Long.valueOf(no).equals(one.no()))
                .findFirst()
                .orElseThrow();
        Transactions.in(database, connection -> {
            Erasure erasure = new Erasure(connection, trail);
            erasure.replace(row.id(), row.who(), row.subject(), row.result(), null, "{\"name\":\"erased\"}");
            erasure.end(NOW, ACT);
            return null;
        });
    }

    @Test
    void whatWasErasedKeepsTheChainWhole() throws SQLException {
        sealed(9);
        erase(3);
        erase(7);
        erase(3);
        change(10);
        sealer.seal();
        Verdict verdict = verification.verify(null);
        assertTrue(verdict.isValid(), verdict::problem);
        assertEquals(13, verdict.checked());
        assertEquals(2, verdict.erased());
        assertNull(reader.oldest(ALL, 0, 9).get(2).before());
    }

    @Test
    void whatWasAlteredAfterItWasErasedIsNamed() throws SQLException {
        sealed(9);
        erase(3);
        sealer.seal();
        update("update audit set who = 'somebody' where no = 3");
        assertFirstBad(3, "was changed");
    }

    @Test
    void anErasureThatNoRowTellsOfIsNamed() throws SQLException {
        sealed(9);
        erase(3);
        update("delete from audit where what = ?", Erasure.WHAT);
        assertFirstBad(3, "was changed");
    }

    @Test
    void textsThatADatabaseWouldGiveBackOtherwiseDoNotBreakTheChain() throws SQLException {
        String odd = "a\0b " + (char) 0xD800 + " c \u00e9 " + Character.toString(0x1F600) + " " + "x".repeat(500);
        trail.add(new Act(odd, "api", odd), odd, odd, title(odd), title(odd));
        sealer.seal();
        Verdict verdict = verification.verify(null);
        assertTrue(verdict.isValid(), verdict::problem);
        assertEquals(1, verdict.checked());
    }

    @Test
    void changesAreFoundByWhatTheyAreAbout() throws SQLException {
        sealed(3);
        trail.add(new Act("ann", "console", "route.stop"), "routes/a_b", "done", null, null);
        Search byAnn = new Search(null, null, null, "ann", null, null);
        assertEquals(
                "routes/a_b", reader.newest(byAnn, Long.MAX_VALUE, 9).get(0).subject());
        assertEquals(3, found("lessons/*"));
        assertEquals(1, found("lessons/2"));
        assertEquals(0, found("routes/a%"));
        assertEquals(1, found("routes/a_*"));
        assertEquals(0, found("routes/__*"));
    }

    private int found(String subject) throws SQLException {
        return reader.newest(new Search(null, null, subject, null, null, null), Long.MAX_VALUE, 9)
                .size();
    }
}
