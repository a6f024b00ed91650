package org.convene.phone.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.booking.Cursor;
import org.convene.ops.Answers;
import org.convene.ops.CsvLines;
import org.convene.ops.PageLimit;
import org.convene.ops.QueryTime;
import org.convene.ops.Rejected;
import org.convene.page.PageTimes;
import org.convene.phone.call.Calls.Listing;
import org.convene.phone.number.PhoneNumbers;

/** Calls as the API shows them, as JSON or CSV; times have the offset of the pages' zone. */
@Singleton
@Named("callViews")
public class CallViews {
    private static final int MOST_LINES = 10_000;

    private final Calls calls;
    private final PhoneNumbers numbers;
    private final PageTimes times;

    public CallViews(Calls calls, PhoneNumbers numbers, PageTimes times) {
        this.calls = calls;
        this.numbers = numbers;
        this.times = times;
    }

    /** In: the query as headers. Out: {@code {items, next}}, the newest first; or all of the period as CSV. */
    public String list(Exchange exchange) throws SQLException, Rejected {
        Message query = exchange.getMessage();
        boolean csv = isCsv(query);
        Listing listing = listing(query, csv ? MOST_LINES + 1 : PageLimit.of(query));
        List<CallRow> page = calls.list(listing);
        if (csv) {
            return csv(exchange, page);
        }
        ObjectNode answer = Answers.items(page, this::view);
        if (page.size() == listing.limit()) {
            CallRow last = page.get(page.size() - 1);
            answer.put("next", new Cursor(last.startedAt(), last.gcid()).toString());
        }
        return Answers.json(exchange, 200, answer);
    }

    private static Listing listing(Message query, int limit) throws Rejected {
        String ambiguous = query.getHeader("ambiguous", "false", String.class);
        if (!ambiguous.equals("true") && !ambiguous.equals("false")) {
            throw Rejected.because(400, "ambiguous is true or false.");
        }
        return new Listing(
                QueryTime.of(query, "from"), QueryTime.of(query, "to"), ambiguous.equals("true"), after(query), limit);
    }

    private static Cursor after(Message query) throws Rejected {
        String after = query.getHeader("after", String.class);
        try {
            return after == null ? null : Cursor.parse(after);
        } catch (IllegalArgumentException foreign) {
            throw Rejected.because(400, "after is the value of next of the page before.");
        }
    }

    private static boolean isCsv(Message query) throws Rejected {
        String format = query.getHeader("format", String.class);
        if (format == null) {
            return query.getHeader("Accept", "", String.class).contains("text/csv");
        }
        if (!format.equals("csv") && !format.equals("json")) {
            throw Rejected.because(400, "format is one of json, csv.");
        }
        return format.equals("csv");
    }

    private String csv(Exchange exchange, List<CallRow> page) throws Rejected {
        if (page.size() > MOST_LINES) {
            throw Rejected.because(
                    400, "These are more than " + MOST_LINES + " calls; ask for a shorter period with from and to.");
        }
        StringBuilder text = new StringBuilder();
        try {
            CsvLines lines = new CsvLines(text);
            lines.line(CallTable.HEADER);
            for (CallRow call : page) {
                lines.line(CallTable.line(call, times));
            }
        } catch (IOException memoryOnly) {
            throw new UncheckedIOException(memoryOnly);
        }
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, "text/csv; charset=utf-8");
        message.setHeader("Content-Disposition", "attachment; filename=\"calls.csv\"");
        message.setHeader("Vary", "Accept");
        return text.toString();
    }

    /** In: header {@code gcid}. Out: the call with its legs. */
    public String read(Exchange exchange) throws SQLException, Rejected {
        String gcid = exchange.getMessage().getHeader("gcid", "", String.class);
        CallRow call = calls.call(gcid)
                .orElseThrow(() -> Rejected.because(404, "There is no call '" + Rejected.quoted(gcid) + "'."));
        ObjectNode view = view(call);
        ArrayNode entries = view.putArray("entries");
        calls.legs(gcid).forEach(leg -> entries.add(view(leg)));
        return Answers.json(exchange, 200, view);
    }

    /** A call: who, whom, what came of it; {@code state} is settled once nothing was added for a while. */
    public ObjectNode view(CallRow call) {
        ObjectNode view = call.document().deepCopy();
        view.put("startedAt", local(call.startedAt()));
        if (view.has("endedAt")) {
            view.put("endedAt", local(Instant.parse(view.path("endedAt").asText())));
        }
        return view.put("ambiguous", call.ambiguous())
                .put("state", call.isSettled() ? "settled" : "open")
                .put("revision", call.revision());
    }

    /** An entry of the log, with the phone system's own numbers for its kind. */
    public ObjectNode view(Leg leg) {
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("recordId", leg.record())
                .put("direction", leg.direction())
                .put("missed", leg.missed());
        leg.connectedAt().ifPresent(at -> view.put("connectedAt", local(at)));
        leg.disconnectedAt().ifPresent(at -> view.put("disconnectedAt", local(at)));
        view.set("caller", Call.number(numbers.read(leg.calling())));
        view.set("called", Call.number(numbers.read(leg.called())));
        put(view, "firstName", leg.peer().firstName());
        put(view, "lastName", leg.peer().lastName());
        put(view, "ext", leg.peer().ext());
        put(view, "serviceName", leg.peer().serviceName());
        put(view, "serviceExtension", leg.peer().serviceExt());
        put(view, "callType", leg.kinds().callType());
        put(view, "legType", leg.kinds().legType());
        put(view, "selfLegType", leg.kinds().selfLegType());
        put(view, "monitorType", leg.kinds().monitorType());
        return view;
    }

    private static void put(ObjectNode view, String field, String text) {
        if (!text.isEmpty()) {
            view.put(field, text);
        }
    }

    private static void put(ObjectNode view, String field, OptionalLong number) {
        number.ifPresent(value -> view.put(field, value));
    }

    private String local(Instant instant) {
        return times.local(instant).toString();
    }
}
