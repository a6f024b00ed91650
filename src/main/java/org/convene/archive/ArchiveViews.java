package org.convene.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.apache.camel.Exchange;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.lesson.Lessons;
import org.convene.ops.Answers;
import org.convene.ops.Rejected;

/** What is in the archives, and what is missing there, as the API shows it. */
@Singleton
@Named("archiveViews")
public class ArchiveViews {
    private static final int MOST = 200;

    private final Ledger ledger;
    private final Lessons lessons;

    public ArchiveViews(Ledger ledger, Lessons lessons) {
        this.ledger = ledger;
        this.lessons = lessons;
    }

    /** Archives in which something is missing, those that wait longest first; not endlessly many. */
    public List<Booking> incomplete() throws SQLException {
        return ledger.incomplete(MOST);
    }

    /** Out: {@code {lesson, complete, recordings, reports, missing}} of the lesson of the header {@code id}. */
    public String recordings(Exchange exchange) throws SQLException, Rejected {
        String id = exchange.getMessage().getHeader("id", String.class);
        lessons.existing(id);
        return Answers.json(
                exchange, 200, view(id, ledger.find(Booking.ARCHIVE, id).orElse(null)));
    }

    /** @param archive {@code null} when the lesson has none yet */
    private static ObjectNode view(String lesson, Booking archive) {
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("lesson", lesson);
        view.put("complete", archive != null && archive.state().equals(Booking.READY));
        JsonNode seen = archive == null
                ? JsonNodeFactory.instance.objectNode()
                : archive.seen().json();
        view.set("recordings", recordings(seen));
        ArrayNode reports = view.putArray("reports");
        seen.path("calls").properties().forEach(call -> {
            for (String format : new String[] {"json", "xlsx"}) {
                if (call.getValue().has(format)) {
                    ObjectNode report = reports.addObject().put("callId", call.getKey());
                    report.put("format", format)
                            .setAll((ObjectNode) call.getValue().get(format));
                }
            }
        });
        view.set("missing", seen.path("missing").isArray() ? seen.get("missing") : view.arrayNode());
        return view;
    }

    /** @param seen what the archive has */
    static ArrayNode recordings(JsonNode seen) {
        ArrayNode recordings = JsonNodeFactory.instance.arrayNode();
        seen.path("recordings")
                .properties()
                .forEach(recording -> recordings.add(recording(recording.getKey(), recording.getValue())));
        return recordings;
    }

    private static ObjectNode recording(String id, JsonNode known) {
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("id", id);
        for (String field : new String[] {"callId", "startedAt", "finishedAt"}) {
            view.set(field, known.get(field));
        }
        view.put("state", known.has("object") ? "archived" : "expected");
        if (known.get("object") instanceof ObjectNode object) {
            view.setAll(object);
        }
        return view;
    }

    /** Out: {@code {items: [{lesson, title, endsAt, state, problem, missing}]}}, the longest over first. */
    public String missing(Exchange exchange) throws SQLException {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ArrayNode items = view.putArray("items");
        for (Booking archive : incomplete()) {
            ObjectNode item = items.addObject()
                    .put("lesson", archive.id())
                    .put("title", archive.desired().path("title").asText())
                    .put("endsAt", archive.endsAt().toString())
                    .put("state", archive.state())
                    .put("problem", archive.problem());
            JsonNode missing = archive.seen().json().path("missing");
            item.set("missing", missing.isArray() ? missing : item.arrayNode());
        }
        return Answers.json(exchange, 200, view);
    }
}
