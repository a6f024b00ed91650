package org.convene.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.api.Accept;
import org.convene.archive.ArchiveViews;
import org.convene.archive.transfer.Transfers;
import org.convene.attendance.AttendanceSheets;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.booking.Ledger.Listing;
import org.convene.document.Problem;
import org.convene.join.JoinTokens;
import org.convene.lesson.Lessons;
import org.convene.ops.Problems;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;
import org.convene.quarantine.Quarantine;
import org.convene.quarantine.QuarantineEntry;
import org.convene.retention.RetentionViews;
import org.convene.retention.RoomVerdict;

/** What the routes of {@code pages.camel.yaml} do: look things up, and write them as HTML. */
@Singleton
@Named("pages")
public class Pages {
    private static final String[] QUARANTINE_FILTERS = {"vendor", "kind", "failure", "entity", "reason"};

    private static final int MOST_ROOMS = 50;

    private final Ledger ledger;
    private final Lessons lessons;
    private final Quarantine quarantine;
    private final AttendanceSheets attendance;
    private final ArchiveViews archives;
    private final Transfers transfers;
    private final RetentionViews retention;
    private final JoinTokens tokens;
    private final PageTimes times;
    private final Duration opensBefore;
    private final Template day;
    private final Template lesson;
    private final Template waiting;
    private final Template archive;
    private final Template trouble;

    public Pages(
            Ledger ledger,
            Lessons lessons,
            Quarantine quarantine,
            AttendanceSheets attendance,
            ArchiveViews archives,
            Transfers transfers,
            RetentionViews retention,
            JoinTokens tokens,
            PageTimes times,
            Settings settings,
            @Location("today.html") Template day,
            @Location("lesson.html") Template lesson,
            @Location("quarantine.html") Template waiting,
            @Location("archive.html") Template archive,
            @Location("trouble.html") Template trouble) {
        this.ledger = ledger;
        this.lessons = lessons;
        this.quarantine = quarantine;
        this.attendance = attendance;
        this.archives = archives;
        this.transfers = transfers;
        this.retention = retention;
        this.tokens = tokens;
        this.times = times;
        this.opensBefore = settings.duration("convene.join.opens-before");
        this.day = day;
        this.lesson = lesson;
        this.waiting = waiting;
        this.archive = archive;
        this.trouble = trouble;
    }

    /** Whether the caller would rather have a page than JSON. */
    public boolean wanted(Exchange exchange) {
        return Accept.prefersPage(exchange.getMessage().getHeader("Accept", String.class));
    }

    /** In: headers {@code day}, {@code q}, {@code state}, {@code after}. Out: the page. */
    public void today(Exchange exchange) throws SQLException, Rejected {
        DayQuery query = DayQuery.of(exchange.getMessage(), times.today());
        Listing listing = query.listing(times);
        List<Booking> found = ledger.list(listing);
        Map<String, Long> counts = ledger.countByState(query.in(null).listing(times));
        show(exchange, 200, day, DayPage.of(query, found, counts, quarantine.size(), times));
    }

    /** In: header {@code id}. Out: the page. */
    public void lesson(Exchange exchange) throws SQLException, Rejected {
        String id = exchange.getMessage().getHeader("id", String.class);
        Booking booking = lessons.existing(id);
        show(exchange, 200, lesson, LessonPage.of(booking, attendance(booking), opensBefore, tokens, times));
    }

    private AttendanceView attendance(Booking booking) throws SQLException {
        return booking.cancelled() || times.now().isBefore(booking.startsAt())
                ? null
                : AttendanceView.of(attendance.of(booking));
    }

    /** In: the filters of the quarantine as headers. Out: the page. */
    public void quarantine(Exchange exchange) throws SQLException, Rejected {
        Message request = exchange.getMessage();
        Map<String, String> filter = new LinkedHashMap<>();
        for (String name : QUARANTINE_FILTERS) {
            String value = request.getHeader(name, String.class);
            if (value != null) {
                filter.put(name, value);
            }
        }
        Quarantine.Page page = quarantine.page(request);
        Map<String, Booking> known = ledger.findAll(
                Booking.LESSON,
                page.entries().stream().map(QuarantineEntry::lesson).distinct().toList());
        String done = done(request.getHeader("done", String.class));
        show(exchange, 200, waiting, QuarantinePage.of(page, filter, known, done, times));
    }

    /** Out: the page of what is missing in archives, and what is being transferred. */
    public void archive(Exchange exchange) throws SQLException {
        show(
                exchange,
                200,
                archive,
                ArchivePage.of(archives.incomplete(), transfers.running(), retention.roomsAfter(), rooms(), times));
    }

    /** While nothing is ever deleted, the page says only that. */
    private List<RoomVerdict> rooms() throws SQLException {
        return retention.roomsAfter().isPresent() ? retention.oldest(MOST_ROOMS) : List.of();
    }

    private static String done(String what) {
        if ("replayed".equals(what)) {
            return "It is being done again. What fails again comes back here.";
        }
        return "discarded".equals(what) ? "The entry is gone." : null;
    }

    /** After a button: the browser loads the page anew, so that reloading it presses nothing again. */
    public void replayed(Exchange exchange) {
        seeOther(exchange, "/quarantine?done=replayed");
    }

    public void discarded(Exchange exchange) {
        seeOther(exchange, "/quarantine?done=discarded");
    }

    static void seeOther(Exchange exchange, String address) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 303);
        exchange.getMessage().setHeader("Location", address);
        exchange.getMessage().setBody(null);
    }

    /** In: what went wrong. Out: a page that says it. */
    public void trouble(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Problem problem = Problems.problem(exchange, cause);
        exchange.getMessage().removeHeaders("*");
        write(exchange, problem.status(), trouble.data("problem", problem).render());
    }

    static void show(Exchange exchange, int status, Template template, Object page) {
        exchange.getMessage().removeHeaders("*");
        write(exchange, status, template.data("page", page).render());
    }

    /** Pages carry personal links: they tell no other site where somebody came from, and no search engine anything. */
    private static void write(Exchange exchange, int status, String html) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/html; charset=utf-8");
        exchange.getMessage().setHeader("Vary", "Accept");
        exchange.getMessage().setHeader("Referrer-Policy", "same-origin");
        exchange.getMessage().setHeader("X-Robots-Tag", "noindex");
        exchange.getMessage().setBody(html);
    }
}
