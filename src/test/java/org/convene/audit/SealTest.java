package org.convene.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.convene.ops.Sha256;
import org.convene.ops.Statements;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/** Two rows that differ in anything have other seals; and a row that differs from what was sealed is always the one that is named. */
class SealTest {
    private static final List<String> COLUMNS =
            List.of("door", "what", "who", "subject", "result", "before_doc", "after_doc", "salt", "digest", "hash");

    private static DataSource database;

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("0123456789:,-ab").ofMaxLength(6).injectNull(0.2);
    }

    @Property
    void whateverIsMovedFromOneValueToAnotherIsSeen(
            @ForAll @Size(6) List<@From("texts") String> one, @ForAll @Size(6) List<@From("texts") String> other) {
        Assume.that(!one.equals(other));
        assertNotEquals(digest(one), digest(other));
    }

    private static String digest(List<String> values) {
        return Seal.digest(values.get(0), values.get(1), values.get(2), values.get(3), values.get(4), values.get(5));
    }

    /** The example of docs/audit.md, computed by anybody's sha256sum. */
    @Example
    void theExampleInTheDocumentIsRight() throws IOException {
        String document = Files.readString(Path.of("docs/audit.md"));
        String digest = Seal.digest(
                "00112233445566778899aabbccddeeff", "lms", "lessons/alg-7b", "done", null, "{\"title\":\"Algebra\"}");
        Instant at = Instant.parse("2026-11-23T06:00:00.000001Z");
        assertTrue(document.contains(digest), digest);
        String hash = Seal.hash(Seal.ORIGIN, 1, at, "api", "api.put-lesson", digest);
        assertTrue(document.contains(hash), hash);
        Matcher printed = Pattern.compile("printf '%s' '([^']+)' \\| sha256sum").matcher(document);
        assertTrue(printed.find());
        assertEquals(digest, Sha256.of(printed.group(1).getBytes()));
        assertTrue(printed.find());
        assertEquals(hash, Sha256.of(printed.group(1).replace("DIGEST", digest).getBytes()));
    }

    private static synchronized DataSource database() {
        if (database == null) {
            database = JdbcConnectionPool.create("jdbc:h2:mem:seal-test;DB_CLOSE_DELAY=-1", "convene", "");
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        }
        return database;
    }

    @Property(tries = 150)
    void whicheverRowIsAlteredInWhateverWayIsTheFirstThatIsNamed(
            @ForAll @IntRange(min = 1, max = 12) int rows,
            @ForAll @IntRange(min = 0, max = 11) int which,
            @ForAll @IntRange(min = 0, max = 9) int column,
            @ForAll("texts") String value)
            throws SQLException {
        DataSource data = database();
        Statements.update(data, "delete from audit");
        Statements.update(data, "update audit_head set no = 0, hash = ?", Seal.ORIGIN);
        AuditTrail trail = new AuditTrail(data, Clock.systemUTC());
        for (int i = 0; i < rows; i++) {
            trail.add(new Act("lms", "api", "api.put-lesson"), "lessons/" + i, AuditedChange.DONE, null, null);
        }
        new Sealer(data, Clock.systemUTC()).seal();
        Verification verification = new Verification(data);
        assertTrue(verification.verify(null).isValid());

        long no = which % rows + 1;
        String name = COLUMNS.get(column);
        boolean mayBeNull = name.endsWith("_doc") || name.equals("hash");
        String forged = value == null && !mayBeNull ? "" : value;
        Object before = Statements.rows(
                        data,
                        "select " + name + " from audit where no = ?",
                        List.of(no),
                        row -> Arrays.asList(row.getString(1)))
                .get(0);
        Assume.that(!before.equals(Arrays.asList(forged)));
        Statements.update(data, "update audit set " + name + " = ? where no = ?", forged, no);
        Verification.Verdict verdict = verification.verify(null);
        assertFalse(verdict.isValid());
        assertEquals(no, verdict.no());
    }
}
