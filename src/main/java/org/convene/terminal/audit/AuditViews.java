package org.convene.terminal.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.ops.Answers;
import org.convene.ops.PageLimit;
import org.convene.ops.Rejected;
import org.convene.terminal.Terminals;

/** What terminals were told to do, for the API. */
@Singleton
@Named("commandAudit")
public class AuditViews {
    private final AuditRows rows;
    private final Terminals terminals;
    private final ObjectMapper json;

    public AuditViews(AuditRows rows, Terminals terminals, ObjectMapper json) {
        this.rows = rows;
        this.terminals = terminals;
        this.json = json;
    }

    /** In: headers {@code name}, {@code limit}, {@code after}. Out: {@code {items, next}}, the newest first. */
    public String list(Exchange exchange) throws SQLException, Rejected {
        Message query = exchange.getMessage();
        String name = query.getHeader("name", "", String.class);
        int limit = PageLimit.of(query);
        long before = before(query.getHeader("after", String.class));
        List<AuditEntry> page = rows.of(name, before, limit);
        if (page.isEmpty()) {
            terminals.named(name); // one that is gone from configuration is still remembered
        }
        ObjectNode answer = Answers.items(page, this::view);
        if (page.size() == limit) {
            answer.put("next", String.valueOf(page.get(limit - 1).no()));
        }
        return Answers.json(exchange, 200, answer);
    }

    private static long before(String after) throws Rejected {
        try {
            return after == null ? Long.MAX_VALUE : Long.parseLong(after);
        } catch (NumberFormatException foreign) {
            throw Rejected.because(400, "after is the value of next of the page before.");
        }
    }

    private ObjectNode view(AuditEntry entry) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("at", entry.sentAt().toString())
                .put("who", entry.who())
                .put("method", entry.method())
                .<ObjectNode>set("params", params(entry.params()))
                .put("result", entry.result());
        if (!entry.words().isEmpty()) {
            view.put("why", entry.words());
        }
        return view;
    }

    /** Those that were too long to be kept whole are a text. */
    private JsonNode params(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException cut) {
            return TextNode.valueOf(text);
        }
    }
}
