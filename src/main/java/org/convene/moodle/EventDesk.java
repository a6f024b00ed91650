package org.convene.moodle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.convene.booking.Booking;
import org.convene.booking.Change;
import org.convene.booking.Ledger;
import org.convene.document.CheckResult;
import org.convene.document.LessonCheck;
import org.convene.lesson.Lessons;
import org.convene.ops.Portions;
import org.convene.ops.Sha256;

/**
 * Events of the courses that are followed, and the lessons they make. What counts as a lesson, and how it is described, is
 * decided in the mappings beside {@code moodle.camel.yaml}.
 */
@Singleton
@Named("moodleEvents")
public class EventDesk {
    /** PHP drops what comes after the first 1000 variables of a form, without a word. */
    private static final int MOST_NUMBERS = 900;

    private final MoodleSettings settings;
    private final Courses courses;
    private final Events events;
    private final Lessons lessons;
    private final LessonCheck check;
    private final Ledger ledger;

    public EventDesk(
            MoodleSettings settings,
            Courses courses,
            Events events,
            Lessons lessons,
            LessonCheck check,
            Ledger ledger) {
        this.settings = settings;
        this.courses = courses;
        this.events = events;
        this.lessons = lessons;
        this.check = check;
        this.ledger = ledger;
    }

    /** Out: courses whose events are asked for together. */
    public List<List<Course>> pages(Exchange exchange) {
        List<List<Course>> pages = new ArrayList<>();
        List<Course> page = new ArrayList<>();
        int numbers = 0;
        for (Course course : MoodleDesk.work(exchange).courses.values()) {
            int more = 1 + course.groups().size();
            if (!page.isEmpty() && (page.size() == settings.coursesAtOnce || numbers + more > MOST_NUMBERS)) {
                pages.add(page);
                page = new ArrayList<>();
                numbers = 0;
            }
            page.add(course);
            numbers += more;
        }
        if (!page.isEmpty()) {
            pages.add(page);
        }
        return pages;
    }

    /** In: courses. Out: the question for their events, and those of their groups, that are not over. */
    @SuppressWarnings("unchecked")
    public ObjectNode question(Exchange exchange) {
        Instant now = MoodleDesk.work(exchange).now;
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = question.withArray("/events/courseids");
        ArrayNode groups = question.withArray("/events/groupids");
        for (Course course : (List<Course>) exchange.getMessage().getBody(List.class)) {
            ids.add(course.id());
            course.groups().forEach(groups::add);
        }
        question.withObject("/options")
                .put("userevents", false)
                .put("siteevents", false)
                .put("timestart", now.getEpochSecond())
                .put("timeend", now.plus(settings.horizon).getEpochSecond())
                .put("ignorehidden", true);
        return question;
    }

    /** In: {@code {events, warnings}}. Out: the events that are not as they were. */
    public List<Pull.News> changed(Exchange exchange) throws SQLException {
        Pull pull = MoodleDesk.work(exchange);
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        answer.path("warnings").forEach(warning -> {
            if (warning.path("item").asText().equals("course")) {
                pull.closed.add(warning.path("itemid").asLong());
            }
        });
        List<ObjectNode> told = new ArrayList<>();
        answer.path("events").forEach(event -> told.add((ObjectNode) event));
        Map<Long, KnownEvent> known = events.of(told.stream().map(EventDesk::id).toList());
        List<Pull.News> news = new ArrayList<>();
        for (ObjectNode event : told) {
            Course course = pull.courses.get(event.path("courseid").asLong());
            pull.heard.add(id(event));
            if (course != null && course.read()) {
                String print = print(event, course);
                KnownEvent before = known.get(id(event));
                if (before == null || !before.print().equals(print)) {
                    news.add(new Pull.News(event, print, before));
                }
            }
        }
        pull.changes.clear();
        pull.rows.clear();
        return news;
    }

    private static String print(ObjectNode event, Course course) {
        return Sha256.of((event + course.print()).getBytes(StandardCharsets.UTF_8));
    }

    /** In: an event that is not as it was. Out: {@code {event, course, roster, startsAt, endsAt}}, what the mappings read. */
    public ObjectNode described(Exchange exchange) throws SQLException {
        Pull pull = MoodleDesk.work(exchange);
        pull.news = exchange.getMessage().getBody(Pull.News.class);
        Course course = pull.courses.get(pull.news.event().path("courseid").asLong());
        if (pull.rosterOf != course) {
            pull.rosterOf = course;
            pull.roster = courses.roster(course.id());
        }
        ObjectNode about = JsonNodeFactory.instance.objectNode();
        about.set("event", pull.news.event());
        about.set("course", course.document());
        about.set("roster", pull.roster);
        // as texts: jq here knows no function that makes one of a number of seconds
        long start = pull.news.event().path("timestart").asLong();
        long length = pull.news.event().path("timeduration").asLong();
        about.put("startsAt", Instant.ofEpochSecond(start).toString());
        about.put("endsAt", Instant.ofEpochSecond(start + length).toString());
        return about;
    }

    /** In: the lesson that the event in hand makes, or nothing when it is none. */
    public void lesson(Exchange exchange) {
        Pull pull = MoodleDesk.work(exchange);
        KnownEvent before = pull.news.before();
        JsonNode lesson = exchange.getMessage().getBody(JsonNode.class);
        boolean was = before != null && before.wanted();
        if (lesson == null || lesson.isNull()) {
            if (was) {
                pull.changes.add(new Change.Cancelled(Booking.LESSON, before.lesson()));
            }
            pull.rows.add(row(pull, before, false, Optional.empty()));
        } else if (check.check(lesson) instanceof CheckResult.Accepted accepted) {
            pull.changes.add(lessons.wanted(accepted.lesson()));
            pull.rows.add(row(pull, before, true, Optional.empty()));
        } else {
            // what the ledger has of it stays
            CheckResult.Rejected rejected = (CheckResult.Rejected) check.check(lesson);
            pull.rows.add(row(
                    pull,
                    before,
                    was,
                    Optional.of("event " + id(pull.news.event()) + ": "
                            + rejected.problem().detail())));
        }
    }

    private KnownEvent row(Pull pull, KnownEvent before, boolean wanted, Optional<String> problem) {
        ObjectNode event = pull.news.event();
        return new KnownEvent(
                id(event),
                event.path("courseid").asLong(),
                before == null ? settings.lessonId + id(event) : before.lesson(),
                pull.news.print(),
                wanted,
                Instant.ofEpochSecond(event.path("timestart").asLong()
                        + event.path("timeduration").asLong()),
                problem);
    }

    /** The ledger first: what then is not noted here is found again, and changes nothing. */
    public void store(Exchange exchange) throws SQLException {
        Pull pull = MoodleDesk.work(exchange);
        ledger.acceptAll(pull.changes.iterator());
        events.keep(pull.rows);
    }

    /** Out: events of lessons that Moodle did not name, some at a time; they may only have moved far away. */
    public List<List<Long>> missing(Exchange exchange) throws SQLException {
        Pull pull = MoodleDesk.work(exchange);
        List<Long> missing = new ArrayList<>();
        for (KnownEvent known : events.wanted(pull.now)) {
            boolean followed = pull.courses.containsKey(known.course());
            if (pull.heard.contains(known.id()) || !followed && !pull.full || pull.closed.contains(known.course())) {
                continue;
            }
            pull.doubtful.add(known);
            if (followed) {
                missing.add(known.id());
            }
        }
        return Portions.of(missing, MOST_NUMBERS);
    }

    /** In: numbers of events. Out: the question for them, whenever they are. */
    @SuppressWarnings("unchecked")
    public ObjectNode missingQuestion(Exchange exchange) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = question.withArray("/events/eventids");
        ((List<Long>) exchange.getMessage().getBody(List.class)).forEach(ids::add);
        question.withObject("/options")
                .put("userevents", false)
                .put("siteevents", false)
                .put("timestart", 1)
                .put("timeend", 1)
                .put("ignorehidden", false);
        return question;
    }

    /** Cancels the lessons whose events are gone, unless more are gone than anybody should believe. */
    public void leave(Exchange exchange) throws SQLException {
        Pull pull = MoodleDesk.work(exchange);
        List<KnownEvent> gone = pull.doubtful.stream()
                .filter(known -> !pull.heard.contains(known.id()) && !pull.closed.contains(known.course()))
                .toList();
        if (settings.losses.isExceeded(gone.size(), events.wanted(pull.now).size()) && !pull.before.believed()) {
            pull.held = gone.size();
            return;
        }
        ledger.acceptAll(gone.stream()
                .map(known -> new Change.Cancelled(Booking.LESSON, known.lesson()))
                .iterator());
        events.forget(gone);
    }

    private static long id(JsonNode event) {
        return event.path("id").asLong();
    }
}
