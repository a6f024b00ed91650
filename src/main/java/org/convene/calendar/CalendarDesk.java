package org.convene.calendar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.convene.booking.Attempts;
import org.convene.calendar.dav.Resource;
import org.convene.calendar.ical.Occurrence;
import org.convene.ops.Answers;
import org.convene.ops.Portions;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;
import org.convene.terminal.visit.MeetingRooms;
import org.convene.vendor.VendorFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the routes of {@code calendar.camel.yaml} ask and tell about the calendar in hand, which they carry in the variable
 * {@code work}. What counts as a meeting, and how it is described, is decided in the mappings beside those routes.
 */
@Singleton
@Named("calendarDesk")
public class CalendarDesk {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarDesk.class);
    private static final String WORK = "work";
    private static final String CALENDAR = "calendar";
    private static final String OCCURRENCE = "occurrence";
    private static final int BATCH = 100;
    private static final int MOST_EXPANDED = 1000;

    private final Calendars calendars;
    private final OpenCalendars collections;
    private final CalendarTurn turn;
    private final CalendarEvents events;
    private final MeetingPlans plans;
    private final MeetingRooms rooms;
    private final CalendarMetrics metrics;
    private final Clock clock;
    private final Duration horizon;

    public CalendarDesk(
            Calendars calendars,
            OpenCalendars collections,
            CalendarTurn turn,
            CalendarEvents events,
            MeetingPlans plans,
            MeetingRooms rooms,
            CalendarMetrics metrics,
            Clock clock,
            Settings settings) {
        this.calendars = calendars;
        this.collections = collections;
        this.turn = turn;
        this.events = events;
        this.plans = plans;
        this.rooms = rooms;
        this.metrics = metrics;
        this.clock = clock;
        this.horizon = settings.duration("convene.meetings.horizon");
    }

    /** The names of calendars whose turn it is; it is ours now. */
    public List<String> due() throws SQLException {
        List<String> due = new ArrayList<>();
        for (CalendarSettings calendar : calendars.all()) {
            if (turn.take(calendar.name())) {
                due.add(calendar.name());
            }
        }
        return due;
    }

    /** In: a calendar's name. Out: variable {@code work}. */
    public void begin(Exchange exchange) throws SQLException, Rejected, VendorFailure {
        begin(exchange, exchange.getMessage().getBody(String.class), false);
    }

    /** In: header {@code name}. Out: variable {@code work}, in which nothing will be stored or written. */
    public void rehearse(Exchange exchange) throws SQLException, Rejected, VendorFailure {
        begin(exchange, exchange.getMessage().getHeader("name", String.class), true);
    }

    private void begin(Exchange exchange, String name, boolean plan) throws SQLException, Rejected, VendorFailure {
        exchange.setVariable(CALENDAR, name);
        CalendarSettings calendar = calendars
                .named(name)
                .orElseThrow(() -> Rejected.because(404, "There is no calendar '" + Rejected.quoted(name) + "'."));
        exchange.setVariable(WORK, new Sync(calendar, collections.of(calendar), turn.status(calendar.name()), plan));
    }

    /** Asks the calendar what changed since the last question. */
    public void ask(Exchange exchange) throws VendorFailure, SQLException {
        Sync sync = work(exchange);
        var changes = sync.collection().changes(sync.before().state());
        if (changes.expired()) {
            metrics.expired(sync.calendar().name());
        }
        sync.changesAre(
                changes,
                changes.isEmpty() ? Map.of() : events.etags(sync.calendar().name()));
    }

    /** Out: what is to be read, some at a time: addresses that changed, and series whose next occurrences come near. */
    public List<List<String>> batches(Exchange exchange) throws SQLException {
        Sync sync = work(exchange);
        Set<String> hrefs = new LinkedHashSet<>(sync.changed());
        hrefs.addAll(events.expanding(sync.calendar().name(), MOST_EXPANDED));
        hrefs.removeAll(sync.vanished());
        return Portions.of(hrefs, BATCH);
    }

    /** In: addresses. Out: what stands there, as {@link Reading}s; what did not change is not fetched again. */
    @SuppressWarnings("unchecked")
    public List<Reading> fetch(Exchange exchange) throws VendorFailure, SQLException {
        Sync sync = work(exchange);
        if (!sync.isPlan()) {
            turn.keep(sync.calendar().name());
        }
        List<String> hrefs = exchange.getMessage().getBody(List.class);
        Map<String, KnownEvent> known = events.byHref(sync.calendar().name(), hrefs);
        List<String> changed = hrefs.stream().filter(sync::isChanged).toList();
        Map<String, Resource> fetched =
                changed.isEmpty() ? Map.of() : sync.collection().fetch(changed);
        List<Reading> readings = new ArrayList<>();
        for (String href : hrefs) {
            KnownEvent event = known.get(href);
            Resource resource = fetched.get(href);
            if (resource != null) {
                readings.add(new Reading(sync.calendar(), href, resource.etag(), resource.text(), event));
            } else if (event != null && !sync.isChanged(href)) {
                readings.add(new Reading(sync.calendar(), href, event.etag(), event.text(), event));
            }
        }
        sync.batchIs(readings);
        return readings;
    }

    /** In: a {@link Reading}. Out: its occurrences, each with variables set by {@link #occurrence}. */
    public List<Occurrence> read(Exchange exchange) {
        Sync sync = work(exchange);
        Reading reading = exchange.getMessage().getBody(Reading.class);
        sync.readingIs(reading);
        return reading.occurrences(clock.instant(), horizon);
    }

    /** In: an {@link Occurrence}. Out: {@code {id, uid, room, calendar, event}}, what the mappings read. */
    public ObjectNode occurrence(Exchange exchange) {
        Sync sync = work(exchange);
        Occurrence occurrence = exchange.getMessage().getBody(Occurrence.class);
        exchange.setVariable(OCCURRENCE, occurrence);
        CalendarSettings calendar = sync.calendar();
        ObjectNode event = occurrence.event().toJson();
        event.put("startsAt", occurrence.startsAt().toString())
                .put("endsAt", occurrence.endsAt().toString())
                .put("allDay", occurrence.allDay());
        rooms.mark(event);
        ObjectNode about = JsonNodeFactory.instance.objectNode();
        about.put("id", MeetingIds.booking(sync.reading().key(), occurrence.recurrenceId()))
                .put("uid", sync.reading().key())
                .put("room", sync.reading().isRoom());
        ObjectNode where = about.putObject("calendar");
        where.put("name", calendar.name())
                .put("guests", calendar.guests().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("autoRun", calendar.autoRun())
                .set("settings", calendar.room());
        ArrayNode names = where.putArray("rooms");
        calendar.rooms().forEach(names::add);
        calendar.owner().ifPresent(owner -> where.put("owner", owner));
        about.set("event", event);
        return about;
    }

    /** In: the canonical meeting of the occurrence, or nothing when it is none. */
    public void meeting(Exchange exchange) {
        ObjectNode meeting = exchange.getMessage().getBody(ObjectNode.class);
        if (meeting != null) {
            Occurrence occurrence = exchange.getVariable(OCCURRENCE, Occurrence.class);
            work(exchange).reading().meets(occurrence.recurrenceId(), meeting, occurrence.endsAt());
        }
    }

    /** Stores the meetings of what was read, or notes what storing them would change. */
    public void store(Exchange exchange) throws SQLException {
        plans.store(work(exchange));
    }

    /** Cancels the meetings of events that vanished, unless more vanished than anybody should believe. */
    public void leave(Exchange exchange) throws SQLException {
        plans.leave(work(exchange));
    }

    /** Everything before is stored: the next question begins here. */
    public void end(Exchange exchange) throws SQLException {
        Sync sync = work(exchange);
        Duration pause = sync.changes().more() ? Duration.ZERO : sync.calendar().poll();
        if (sync.held() > 0) {
            turn.failed(sync.calendar().name(), alarm(sync), sync.held(), pause);
            metrics.held(sync.calendar().name(), sync.held());
        } else {
            metrics.done(sync.calendar().name());
            turn.done(sync.calendar().name(), sync.changes().next(), sync.note(), pause);
        }
    }

    private static String alarm(Sync sync) {
        return sync.held() + " events are gone from the calendar, more than convene.calendars.\""
                + sync.calendar().name()
                + "\".delete-threshold allows. Their meetings stay until somebody confirms it.";
    }

    /** The calendar could not be brought in step; what was stored stays, and the rest is asked for again. */
    public void failed(Exchange exchange) throws SQLException {
        String name = exchange.getVariable(CALENDAR, String.class);
        Duration poll = calendars.named(name).map(CalendarSettings::poll).orElseThrow();
        VendorFailure failure = Attempts.failure(exchange);
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String reason = failure == null ? String.valueOf(cause) : failure.getMessage();
        Duration wished = failure == null ? Duration.ZERO : failure.retryAfter();
        turn.failed(name, reason, 0, wished.compareTo(poll) > 0 ? wished : poll);
        metrics.failed(name);
        LOG.warn("Calendar {} is not in step: {}", name, reason);
    }

    /** Out: what a sync would do now. */
    public String planned(Exchange exchange) {
        return Answers.json(exchange, 200, plan(exchange));
    }

    /** {@code {calendar, alarm, items}}: what the sync in hand would do, and why it would not do all of it. */
    public static ObjectNode plan(Exchange exchange) {
        Sync sync = work(exchange);
        ObjectNode plan = JsonNodeFactory.instance.objectNode();
        plan.put("calendar", sync.calendar().name());
        if (sync.held() > 0) {
            plan.put("alarm", alarm(sync));
        }
        plan.set("items", sync.planned());
        return plan;
    }

    static Sync work(Exchange exchange) {
        return exchange.getVariable(WORK, Sync.class);
    }
}
