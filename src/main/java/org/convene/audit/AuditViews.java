package org.convene.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.audit.AuditReader.Search;
import org.convene.audit.Verification.Verdict;
import org.convene.ops.Answers;
import org.convene.ops.PageLimit;
import org.convene.ops.QueryTime;
import org.convene.ops.Rejected;

/** The audit through the API: listed, given as a file, verified. */
@Singleton
@Named("auditViews")
public class AuditViews {
    private static final String LINES = "application/x-ndjson";

    private final AuditReader reader;
    private final Verification verification;
    private final ObjectMapper json;

    public AuditViews(AuditReader reader, Verification verification, ObjectMapper json) {
        this.reader = reader;
        this.verification = verification;
        this.json = json;
    }

    /** @param next where the next page begins, or {@code null} */
    public record Page(List<Change> changes, String next) {}

    /** One change as it is shown; {@code no} is {@code null} while it is not sealed. */
    public record Change(
            long id,
            Long no,
            String at,
            String door,
            String what,
            String who,
            String subject,
            String result,
            JsonNode before,
            JsonNode after) {}

    /** In: the search, {@code limit} and {@code after} as headers. Out: {@code {items, next}}, the newest first. */
    public String list(Exchange exchange) throws SQLException, Rejected {
        Message query = exchange.getMessage();
        int limit = PageLimit.of(query);
        List<Rows.Row> rows = reader.newest(search(query), place(query), limit);
        ObjectNode answer = Answers.items(rows, this::view);
        if (rows.size() == limit) {
            answer.put("next", String.valueOf(rows.get(limit - 1).id()));
        }
        return Answers.json(exchange, 200, answer);
    }

    /** The same for a page. */
    public Page page(Message query) throws SQLException, Rejected {
        int limit = PageLimit.of(query);
        List<Rows.Row> rows = reader.newest(search(query), place(query), limit);
        String next =
                rows.size() < limit ? null : String.valueOf(rows.get(limit - 1).id());
        return new Page(rows.stream().map(this::change).toList(), next);
    }

    private Change change(Rows.Row row) {
        return new Change(
                row.id(),
                row.no(),
                row.at().toString(),
                row.door(),
                row.what(),
                row.who(),
                row.subject(),
                row.result(),
                document(row.before()),
                document(row.after()));
    }

    /** Out: all that fits, one JSON object a line, the oldest first, with what is needed to verify it elsewhere. */
    public InputStream export(Exchange exchange) throws Rejected {
        Search search = search(exchange.getMessage());
        Answers.empty(exchange, 200);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, LINES);
        return new AuditLines(
                reader,
                search,
                row -> view(row)
                        .put("id", row.id())
                        .put("salt", row.salt())
                        .put("digest", row.digest())
                        .put("hash", row.hash())
                        .put("beforeText", row.before())
                        .put("afterText", row.after()));
    }

    /** In: headers {@code no} and {@code hash} of a row that was remembered, or none. Out: what was found. */
    public String verify(Exchange exchange) throws SQLException, Rejected {
        return Answers.json(exchange, 200, view(verification.verify(anchor(exchange.getMessage()))));
    }

    private static Head anchor(Message query) throws Rejected {
        String no = query.getHeader("no", String.class);
        String hash = query.getHeader("hash", String.class);
        if (no == null && hash == null) {
            return null;
        }
        if (no == null || hash == null || !no.matches("[0-9]{1,18}") || !hash.matches("[0-9a-f]{64}")) {
            throw Rejected.because(400, "no and hash are those of a row as it was remembered, both of them.");
        }
        return new Head(Long.parseLong(no), hash);
    }

    static ObjectNode view(Verdict verdict) {
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("valid", verdict.isValid());
        if (!verdict.isValid()) {
            view.put("no", verdict.no()).put("problem", "Row " + verdict.no() + " " + verdict.problem() + ".");
        }
        view.put("checked", verdict.checked())
                .put("erased", verdict.erased())
                .put("waiting", verdict.waiting())
                .putObject("head")
                .put("no", verdict.head().no())
                .put("hash", verdict.head().hash());
        return view;
    }

    private static Search search(Message query) throws Rejected {
        return new Search(
                QueryTime.of(query, "since"),
                QueryTime.of(query, "until"),
                said(query, "subject"),
                said(query, "who"),
                said(query, "door"),
                said(query, "what"));
    }

    /** A form sends what was not filled in as an empty text. */
    private static String said(Message query, String name) {
        String text = query.getHeader(name, String.class);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static long place(Message query) throws Rejected {
        String after = query.getHeader("after", String.class);
        if (after != null && !after.matches("[0-9]{1,18}")) {
            throw Rejected.because(400, "after is the value of next of the page before.");
        }
        return after == null ? Long.MAX_VALUE : Long.parseLong(after);
    }

    private ObjectNode view(Rows.Row row) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("no", row.no())
                .put("at", row.at().toString())
                .put("who", row.who())
                .put("door", row.door())
                .put("what", row.what())
                .put("subject", row.subject())
                .put("result", row.result());
        view.set("before", document(row.before()));
        view.set("after", document(row.after()));
        return view;
    }

    /** One that was too long to be kept whole is a text. */
    private JsonNode document(String text) {
        try {
            return text == null ? JsonNodeFactory.instance.nullNode() : json.readTree(text);
        } catch (JsonProcessingException cut) {
            return TextNode.valueOf(text);
        }
    }
}
