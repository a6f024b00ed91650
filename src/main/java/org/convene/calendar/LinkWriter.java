package org.convene.calendar;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.convene.calendar.KnownEvent.Mark;
import org.convene.calendar.dav.Resource;
import org.convene.calendar.dav.Written;
import org.convene.calendar.ical.LinkMark;
import org.convene.join.JoinTokens;
import org.convene.vendor.VendorFailure;

/**
 * Writes join links into the events of a calendar, and takes them out where they are not wanted any more. Somebody else's
 * edit always wins: the calendar refuses ours (If-Match), and the edited event is read and marked at the next turn. What
 * we wrote is remembered with its new ETag, so it does not come back as a change.
 */
@Singleton
@Named("linkWriter")
public class LinkWriter {
    private static final int PAGE = 100;

    private final CalendarEvents events;
    private final CalendarTurn turn;
    private final JoinTokens tokens;

    public LinkWriter(CalendarEvents events, CalendarTurn turn, JoinTokens tokens) {
        this.events = events;
        this.turn = turn;
        this.tokens = tokens;
    }

    /** In: variable {@code work}. A calendar that cannot be written to now is no reason to read all of it again. */
    public void write(Exchange exchange) throws SQLException {
        Sync sync = CalendarDesk.work(exchange);
        if (!sync.collection().writable()) {
            return;
        }
        Set<Long> tried = new HashSet<>();
        List<KnownEvent> due = untried(sync, tried);
        try {
            while (!due.isEmpty()) {
                turn.keep(sync.calendar().name());
                for (KnownEvent event : due) {
                    tried.add(event.no());
                    write(sync, event);
                }
                due = untried(sync, tried);
            }
        } catch (VendorFailure notNow) {
            sync.noted("Join links wait to be written: " + notNow.getMessage());
        }
    }

    /** Those that met somebody else's edit stay due; there are never more of them than of the page. */
    private List<KnownEvent> untried(Sync sync, Set<Long> tried) throws SQLException {
        return events.marked(sync.calendar().name(), Mark.DUE, PAGE + tried.size()).stream()
                .filter(event -> !tried.contains(event.no()))
                .toList();
    }

    private void write(Sync sync, KnownEvent event) throws SQLException, VendorFailure {
        boolean wanted = event.meets() && sync.calendar().writeBack();
        String text =
                wanted ? LinkMark.marked(event.text(), tokens.eventLink(event.uid())) : LinkMark.unmarked(event.text());
        Mark mark = wanted ? Mark.WRITTEN : Mark.NONE;
        try {
            Written written = sync.collection().write(event.href(), text, event.etag());
            if (written instanceof Written.Done done) {
                String etag = done.etag().isPresent() ? done.etag().get() : etagOf(sync, event, text);
                events.write(List.of(event.written(etag, text, mark, Optional.empty())));
            }
        } catch (VendorFailure.Refused refused) {
            events.write(List.of(event.written(
                    event.etag(),
                    event.text(),
                    Mark.REFUSED,
                    Optional.of("The join link could not be written: " + refused.getMessage()))));
        }
    }

    /** Servers that change what they are given say no ETag: only what reads as we wrote it is ours. */
    private static String etagOf(Sync sync, KnownEvent event, String text) throws VendorFailure {
        Map<String, Resource> now = sync.collection().fetch(List.of(event.href()));
        Resource resource = now.get(event.href());
        return resource != null && resource.text().equals(text) ? resource.etag() : event.etag();
    }
}
