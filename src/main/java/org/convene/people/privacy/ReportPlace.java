package org.convene.people.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.convene.archive.transfer.ObjectName;
import org.convene.archive.transfer.Receipt;
import org.convene.archive.transfer.Transfers;
import org.convene.booking.Booking;
import org.convene.booking.Transactions;
import org.convene.document.Documents;
import org.convene.ops.Statements;
import org.convene.vendor.VendorFailure;

/**
 * Reports of calls in storage. A report without the person takes the place of the one with it and gets a receipt and a
 * manifest of its own, so that whoever checks finds what the receipt says.
 */
record ReportPlace(DataSource database, Transfers transfers, Clock clock) implements Place {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 200;
    private static final String NOT_SEARCHED =
            "a recording cannot be searched for people; it goes with its lesson's recordings";

    private record Archive(long no, String id, ObjectNode wanted, ObjectNode seen) {}

    @Override
    public void find(Eraser eraser, Consumer<Trace> found) throws SQLException, IOException, VendorFailure {
        each(archive -> {
            Set<String> ids = ids(eraser, archive);
            boolean there = false;
            for (JsonNode call : archive.seen().path("calls")) {
                if (!eraser.find(call.path("presence"), ids).isEmpty()) {
                    there = true;
                    for (String format : new String[] {"json", "xlsx"}) {
                        if (call.path(format).isObject()) {
                            found.accept(new Trace(
                                    "report",
                                    archive.id(),
                                    call.path(format).path("name").asText(),
                                    call.path(format),
                                    null));
                        }
                    }
                }
            }
            for (JsonNode recording : archive.seen().path("recordings")) {
                if (there && recording.path("object").isObject()) {
                    JsonNode object = recording.path("object");
                    found.accept(new Trace(
                            "recording", archive.id(), object.path("name").asText(), object, NOT_SEARCHED));
                }
            }
        });
    }

    @Override
    public void erase(Eraser eraser) throws SQLException, IOException, VendorFailure {
        each(archive -> {
            Set<String> ids = ids(eraser, archive);
            List<Receipt> old = new ArrayList<>();
            ObjectNode seen = archive.seen().deepCopy();
            for (JsonNode call : seen.path("calls")) {
                if (!eraser.find(call.path("presence"), ids).isEmpty()) {
                    replace(eraser, ids, archive, (ObjectNode) call, "json", old);
                    replace(eraser, ids, archive, (ObjectNode) call, "xlsx", old);
                }
            }
            if (!seen.equals(archive.seen())) {
                write(archive.no(), seen);
                for (Receipt receipt : old) {
                    await(transfers.remove(receipt));
                }
            }
        });
    }

    private void replace(
            Eraser eraser, Set<String> ids, Archive archive, ObjectNode call, String format, List<Receipt> old)
            throws IOException, VendorFailure {
        if (!call.path(format).isObject()) {
            return;
        }
        Receipt before = Receipt.of(call.path(format));
        byte[] content = await(transfers.read(before)).orElse(null);
        if (content == null) {
            return;
        }
        byte[] erased = format.equals("json")
                ? JSON.writeValueAsBytes(eraser.erased(JSON.readTree(content), ids))
                : Workbook.with(content, text -> ids.contains(text) ? eraser.erasedId() : eraser.erased(text));
        Receipt after = await(transfers.store(
                erased,
                new ObjectName(before.name()),
                Map.of("lesson", archive.id(), "erased", clock.instant().toString())));
        call.set(format, after.kept(clock.instant()));
        if (!after.name().equals(before.name())) {
            old.add(before);
        }
    }

    private static Set<String> ids(Eraser eraser, Archive archive) {
        Set<String> ids = new HashSet<>(eraser.idsIn(archive.wanted()));
        ids.addAll(eraser.idsIn(archive.seen()));
        return ids;
    }

    private interface Visitor {
        void visit(Archive archive) throws SQLException, IOException, VendorFailure;
    }

    private void each(Visitor visitor) throws SQLException, IOException, VendorFailure {
        long place = 0;
        List<Archive> page;
        do {
            long after = place;
            page = Transactions.in(database, connection -> page(connection, after));
            for (Archive archive : page) {
                place = archive.no();
                visitor.visit(archive);
            }
        } while (page.size() == PAGE);
    }

    /** With the document of the lesson that each is about. */
    private static List<Archive> page(Connection connection, long after) throws SQLException {
        String sql = "select b.no, b.id, w.document, s.document from booking b"
                + " join booking l on l.kind = ? and l.id = b.id"
                + " join booking_wanted w on w.no = l.no join booking_seen s on s.no = b.no"
                + " where b.kind = ? and b.no > ? order by b.no fetch first " + PAGE + " rows only";
        List<Archive> archives = new ArrayList<>();
        Statements.each(
                connection,
                sql,
                List.of(Booking.LESSON, Booking.ARCHIVE, after),
                row -> archives.add(new Archive(
                        row.getLong(1),
                        row.getString(2),
                        Documents.read(row.getString(3)),
                        Documents.read(row.getString(4)))));
        return archives;
    }

    private void write(long no, ObjectNode seen) throws SQLException {
        Statements.update(database, "update booking_seen set document = ? where no = ?", seen.toString(), no);
    }

    private static <T> T await(CompletionStage<T> answer) throws VendorFailure {
        try {
            return answer.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof VendorFailure told) {
                throw told;
            }
            throw failed;
        }
    }
}
