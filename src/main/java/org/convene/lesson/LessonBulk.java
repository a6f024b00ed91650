package org.convene.lesson;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.convene.booking.Change;
import org.convene.booking.Ledger;
import org.convene.booking.Transactions;
import org.convene.document.LessonBatch;
import org.convene.ops.Answers;
import org.convene.ops.Rejected;

/**
 * {@code POST /lessons}: one lesson or an array of any length. The request is checked lesson by lesson while it is read,
 * and what is in order waits in a temporary file; only when everything is in order is it stored, in one transaction. So
 * neither memory nor a database connection is held by a long or slow request, and nothing of a wrong one is kept.
 */
@Singleton
@Named("lessonBulk")
public class LessonBulk {
    private static final int MOST_ATTEMPTS = 5;

    private final LessonBatch batch;
    private final Lessons lessons;
    private final Ledger ledger;
    private final ObjectMapper json;

    public LessonBulk(LessonBatch batch, Lessons lessons, Ledger ledger, ObjectMapper json) {
        this.batch = batch;
        this.lessons = lessons;
        this.ledger = ledger;
        this.json = json;
    }

    /** Whether the request is one lesson and no array; it can still be read from its beginning. */
    public boolean isOne(Exchange exchange) throws IOException {
        InputStream request = exchange.getMessage().getBody(InputStream.class);
        PushbackInputStream body = new PushbackInputStream(request == null ? InputStream.nullInputStream() : request);
        int first = body.read();
        while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
            first = body.read();
        }
        if (first >= 0) {
            body.unread(first);
        }
        exchange.getMessage().setBody(body);
        return first == '{';
    }

    /** In: an array of lessons. Out: {@code {lessons, changed}}. */
    public String accept(Exchange exchange) throws IOException, SQLException, Rejected {
        Path waiting = Files.createTempFile("convene-lessons-", ".ndjson");
        try {
            int count = check(exchange.getMessage().getBody(InputStream.class), waiting);
            int changed = store(waiting);
            return Answers.json(
                    exchange,
                    202,
                    JsonNodeFactory.instance.objectNode().put("lessons", count).put("changed", changed));
        } finally {
            Files.deleteIfExists(waiting);
        }
    }

    private int check(InputStream request, Path waiting) throws IOException, Rejected {
        LessonBatch.Outcome outcome;
        try (SequenceWriter writer =
                json.writer().withRootValueSeparator("\n").writeValues(Files.newBufferedWriter(waiting))) {
            InputStream body = request == null ? InputStream.nullInputStream() : request;
            outcome = batch.read(body, lesson -> write(writer, lesson));
        }
        if (!outcome.accepted()) {
            throw new Rejected(outcome.problem());
        }
        return outcome.lessons();
    }

    private static void write(SequenceWriter writer, ObjectNode lesson) {
        try {
            writer.write(lesson);
        } catch (IOException diskFull) {
            throw new UncheckedIOException(diskFull);
        }
    }

    /** Again when somebody else wrote the same lessons at the same time: the file still has them all. */
    private int store(Path waiting) throws IOException, SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return storeOnce(waiting);
            } catch (SQLException failed) {
                if (attempt == MOST_ATTEMPTS || !Transactions.isConflict(failed)) {
                    throw failed;
                }
            }
        }
    }

    private int storeOnce(Path waiting) throws IOException, SQLException {
        ObjectReader reader = json.readerFor(ObjectNode.class);
        try (MappingIterator<ObjectNode> read = reader.readValues(Files.newBufferedReader(waiting))) {
            Iterator<Change> changes = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return read.hasNext();
                }

                @Override
                public Change next() {
                    return lessons.wanted(read.next());
                }
            };
            return ledger.acceptAll(changes);
        }
    }
}
