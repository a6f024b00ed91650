package org.convene.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.booking.Ledger.Listing;
import org.convene.calendar.CalendarDesk;
import org.convene.calendar.CalendarStatus;
import org.convene.calendar.Calendars;

/** The pages about calendars, their meetings, and what a sync would do. */
@Singleton
@Named("meetingPages")
public class MeetingPages {
    private static final Duration JUST_OVER = Duration.ofHours(2);
    private static final int MOST = 200;

    private final Ledger ledger;
    private final Calendars calendars;
    private final CalendarStatus status;
    private final PageTimes times;
    private final Template meetings;
    private final Template plan;

    public MeetingPages(
            Ledger ledger,
            Calendars calendars,
            CalendarStatus status,
            PageTimes times,
            @Location("meetings.html") Template meetings,
            @Location("plan.html") Template plan) {
        this.ledger = ledger;
        this.calendars = calendars;
        this.status = status;
        this.times = times;
        this.meetings = meetings;
        this.plan = plan;
    }

    /** Out: the page of the meetings that take place and that come. */
    public void meetings(Exchange exchange) throws SQLException {
        Listing listing = new Listing(Booking.MEETING, null, times.now().minus(JUST_OVER), null, null, null, MOST);
        List<Booking> found = ledger.list(listing);
        Pages.show(exchange, 200, meetings, MeetingsPage.of(status.all(calendars), found, found.size() == MOST, times));
    }

    /** In: variable {@code work}. Out: the page of what a sync would do. */
    public void plan(Exchange exchange) {
        Pages.show(exchange, 200, plan, PlanPage.of(CalendarDesk.plan(exchange), times));
    }
}
