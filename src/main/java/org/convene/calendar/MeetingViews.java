package org.convene.calendar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.booking.Booking;
import org.convene.booking.BookingQuery;
import org.convene.booking.Ledger;
import org.convene.booking.Ledger.Listing;
import org.convene.join.JoinTokens;
import org.convene.ops.Answers;
import org.convene.ops.Rejected;

/** Calendar events and their conferences, as the API shows them. */
@Singleton
@Named("meetings")
public class MeetingViews {
    private final Ledger ledger;
    private final CalendarEvents events;
    private final EventMeetings meetings;
    private final Calendars calendars;
    private final CalendarTurn turn;
    private final CalendarStatus status;
    private final JoinTokens tokens;

    public MeetingViews(
            Ledger ledger,
            CalendarEvents events,
            EventMeetings meetings,
            Calendars calendars,
            CalendarTurn turn,
            CalendarStatus status,
            JoinTokens tokens) {
        this.ledger = ledger;
        this.events = events;
        this.meetings = meetings;
        this.calendars = calendars;
        this.turn = turn;
        this.status = status;
        this.tokens = tokens;
    }

    /** In: the query as headers. Out: {@code {items, next}}, a page of meetings in the order of their start. */
    public String list(Exchange exchange) throws SQLException, Rejected {
        Listing listing = BookingQuery.of(exchange, Booking.MEETING);
        List<Booking> page = ledger.list(listing);
        ObjectNode answer = Answers.items(page, this::view);
        BookingQuery.next(page, listing).ifPresent(next -> answer.put("next", next));
        return Answers.json(exchange, 200, answer);
    }

    /** In: header {@code uid}. Out: the event, and its meetings that are known. */
    public String read(Exchange exchange) throws SQLException, Rejected {
        Message request = exchange.getMessage();
        String uid = request.getHeader("uid", "", String.class);
        KnownEvent event = event(uid);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("uid", event.uid())
                .put("calendar", event.calendar())
                .put("title", event.title())
                .put("joinUrl", tokens.eventLink(event.uid()))
                .put("link", event.mark().name().toLowerCase(Locale.ROOT));
        event.problem().ifPresent(problem -> answer.put("problem", problem));
        ArrayNode items = answer.putArray("meetings");
        meetings.of(event).forEach(booking -> items.add(view(booking)));
        return Answers.json(exchange, 200, answer);
    }

    /** The event of a UID, or of one of its meetings. */
    KnownEvent event(String uid) throws SQLException, Rejected {
        String key = MeetingIds.key(uid);
        Optional<KnownEvent> found = events.meeting(key);
        if (found.isEmpty()) {
            found = events.byKey(List.of(key, uid)).values().stream()
                    .flatMap(List::stream)
                    .findFirst();
        }
        return found.orElseThrow(() -> Rejected.because(404, "There is no event '" + Rejected.quoted(uid) + "'."));
    }

    ObjectNode view(Booking booking) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.setAll(booking.desired());
        view.put("state", booking.state());
        booking.seen().room().ifPresent(room -> view.set("room", room));
        view.put("joinUrl", tokens.eventLink(booking.desired().path("uid").asText()));
        if (booking.problem() != null) {
            view.put("problem", booking.problem());
        }
        view.put("updatedAt", booking.updatedAt().toString());
        return view;
    }

    /** Out: the calendars, and how far each is in step. */
    public String calendars(Exchange exchange) throws SQLException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode items = answer.putArray("items");
        for (CalendarStatus.Line line : status.all(calendars)) {
            ObjectNode item = items.addObject()
                    .put("name", line.name())
                    .put("writable", line.writable())
                    .put("vanished", line.vanished());
            line.inStepAt().ifPresent(at -> item.put("inStepAt", at.toString()));
            line.problem().ifPresent(problem -> item.put("problem", problem));
            ArrayNode troubled = item.putArray("troubled");
            line.troubled()
                    .forEach(event -> troubled.addObject()
                            .put("title", event.title())
                            .put("problem", event.problem().orElse("")));
        }
        return Answers.json(exchange, 200, answer);
    }

    /** In: headers {@code name}, and {@code vanished=believe} to cancel what is gone. The calendar is asked at once. */
    public void hasten(Exchange exchange) throws SQLException, Rejected {
        String name = exchange.getMessage().getHeader("name", "", String.class);
        String vanished = exchange.getMessage().getHeader("vanished", "", String.class);
        if (!vanished.isEmpty() && !vanished.equals("believe")) {
            throw Rejected.because(400, "vanished is believe, or left out.");
        }
        if (calendars.named(name).isEmpty() || !turn.hasten(name, !vanished.isEmpty())) {
            throw Rejected.because(404, "There is no calendar '" + Rejected.quoted(name) + "'.");
        }
        Answers.empty(exchange, 202);
    }
}
