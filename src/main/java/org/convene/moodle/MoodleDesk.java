package org.convene.moodle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.api.Caller;
import org.convene.booking.Attempts;
import org.convene.ops.Answers;
import org.convene.ops.Duties;
import org.convene.ops.Rejected;
import org.convene.vendor.VendorFailure;
import org.convene.vendor.Vendors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the routes of {@code moodle.camel.yaml} ask and tell about the reading in hand, which they carry in the variable
 * {@code work}. Whom a course has is here; which events are lessons is {@link EventDesk}'s.
 */
@Singleton
@Named("moodleDesk")
public class MoodleDesk {
    static final String DUTY = "moodle";
    private static final Logger LOG = LoggerFactory.getLogger(MoodleDesk.class);
    private static final String WORK = "work";
    private static final String COURSE = "course";
    private static final String RULES = "rules";

    private final Vendors vendors;
    private final Duties duties;
    private final MoodleSettings settings;
    private final PullState state;
    private final Courses courses;
    private final Clock clock;
    private volatile boolean checked;

    public MoodleDesk(
            Vendors vendors, Duties duties, MoodleSettings settings, PullState state, Courses courses, Clock clock) {
        this.vendors = vendors;
        this.duties = duties;
        this.settings = settings;
        this.state = state;
        this.courses = courses;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (isOn()) {
            duties.seek(DUTY, () -> {}, () -> checked = false);
        }
    }

    boolean isOn() {
        return vendors.vendor("moodle").url().isPresent();
    }

    /** Whether this replica reads now: its time has come, or Moodle said that a course changed. */
    public boolean isDue() throws SQLException {
        return isOn() && duties.has(DUTY) && (isTime(state.now()) || courses.somethingIsDue());
    }

    private boolean isTime(PullState.Now now) {
        return !now.nextAt().isAfter(clock.instant());
    }

    /** Out: variable {@code work}. Before its time only those courses are read of which Moodle said something. */
    public void begin(Exchange exchange) throws SQLException {
        PullState.Now now = state.now();
        Pull pull = new Pull(now, isTime(now), clock.instant());
        exchange.setVariable(WORK, pull);
        exchange.setVariable(RULES, settings.rules.toString());
        load(pull);
        if (!pull.full) {
            pull.courses.keySet().retainAll(courses.due(Instant.EPOCH));
        }
    }

    private void load(Pull pull) throws SQLException {
        pull.courses.clear();
        courses.all().forEach(course -> pull.courses.put(course.id(), course));
    }

    public boolean isUnchecked() {
        return !checked;
    }

    /** In: what the site says of itself. Fails when the token may not call what is needed, and names that. */
    public void check(Exchange exchange) throws VendorFailure {
        TreeSet<String> missing = new TreeSet<>(MoodleSettings.NEEDED);
        JsonNode info = exchange.getMessage().getBody(JsonNode.class);
        info.path("functions").forEach(one -> missing.remove(one.path("name").asText()));
        if (!missing.isEmpty()) {
            throw new VendorFailure.Refused("The web service of convene.moodle.token lacks "
                    + String.join(", ", missing)
                    + "; add them under Site administration, Server, Web services, External services");
        }
        checked = true;
        LOG.info(
                "Moodle {} is read as {}",
                info.path("release").asText("of unknown release"),
                info.path("username").asText("somebody"));
    }

    public boolean wantsCourses(Exchange exchange) {
        Pull pull = work(exchange);
        return pull.full
                && pull.before
                        .coursesAt()
                        .map(at -> !at.plus(settings.rosters).isAfter(pull.now))
                        .orElse(true);
    }

    /** In: those that are to be followed, {@code [{id, name}]}. */
    public void follow(Exchange exchange) throws SQLException, VendorFailure {
        Pull pull = work(exchange);
        List<ObjectNode> wanted = new ArrayList<>();
        exchange.getMessage().getBody(JsonNode.class).forEach(course -> wanted.add((ObjectNode) course));
        if (wanted.isEmpty() && !pull.courses.isEmpty()) {
            throw new VendorFailure.Refused("Moodle shows none of the " + pull.courses.size()
                    + " courses that are followed; check the rights of the token's user, and convene.moodle.courses");
        }
        courses.follow(wanted);
        state.coursesRead(pull.now);
        load(pull);
    }

    /** Out: courses whose roster is to be read. */
    public List<Long> rostersDue(Exchange exchange) throws SQLException {
        Pull pull = work(exchange);
        return courses.due(pull.now.minus(settings.rosters)).stream()
                .filter(pull.courses::containsKey)
                .toList();
    }

    /** In: a course. Its roster is asked for, some people at a time. */
    public void beginRoster(Exchange exchange) throws SQLException {
        Pull pull = work(exchange);
        long course = exchange.getMessage().getBody(Long.class);
        exchange.setVariable(COURSE, course);
        pull.members = JsonNodeFactory.instance.arrayNode();
        pull.asked = 0;
        pull.moreMembers = true;
        courses.begin(course);
    }

    public boolean hasMoreMembers(Exchange exchange) {
        return work(exchange).moreMembers;
    }

    /** Out: the question for the next people of the course in hand. */
    public ObjectNode membersQuestion(Exchange exchange) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.put("courseid", exchange.getVariable(COURSE, Long.class));
        ArrayNode options = question.putArray("options");
        options.addObject().put("name", "onlyactive").put("value", "1");
        options.addObject().put("name", "userfields").put("value", "fullname,email,phone1,suspended,roles,groups");
        options.addObject()
                .put("name", "limitfrom")
                .put("value", String.valueOf((long) work(exchange).asked * settings.peopleAtOnce));
        options.addObject().put("name", "limitnumber").put("value", String.valueOf(settings.peopleAtOnce));
        options.addObject().put("name", "sortby").put("value", "id");
        return question;
    }

    /** In: {@code {count, members}}: how many people were told of, and those who take part. */
    public void members(Exchange exchange) {
        Pull pull = work(exchange);
        JsonNode page = exchange.getMessage().getBody(JsonNode.class);
        page.path("members").forEach(pull.members::add);
        pull.asked++;
        pull.moreMembers = page.path("count").asInt() >= settings.peopleAtOnce;
    }

    public void keepRoster(Exchange exchange) throws SQLException {
        Pull pull = work(exchange);
        Course course = pull.courses.get(exchange.getVariable(COURSE, Long.class));
        courses.keep(course, pull.members, pull.now);
    }

    /** One course that we may not read, or that is gone, does not hold up the others; what is known of it stays. */
    public void rosterRefused(Exchange exchange) throws SQLException {
        long course = exchange.getVariable(COURSE, Long.class);
        VendorFailure failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, VendorFailure.class);
        courses.refused(course, "course " + course + ": " + failure.getMessage(), clock.instant());
    }

    /** All rosters are read: what is known now is what events are judged by. */
    public void rostersDone(Exchange exchange) throws SQLException {
        Pull pull = work(exchange);
        List<Long> scope = List.copyOf(pull.courses.keySet());
        load(pull);
        pull.courses.keySet().retainAll(scope);
    }

    /** All is stored. */
    public void end(Exchange exchange) throws SQLException {
        Pull pull = work(exchange);
        if (!pull.full) {
            return;
        }
        Optional<String> alarm = pull.held == 0
                ? Optional.empty()
                : Optional.of(pull.held + " lessons are gone from Moodle, more than convene.moodle.delete-threshold"
                        + " allows. They stay until somebody confirms it.");
        alarm.filter(words -> !pull.before.problem().equals(Optional.of(words))).ifPresent(LOG::warn);
        state.done(pull.now, pull.now.plus(settings.poll), alarm, pull.held);
    }

    /**
     * Somebody asks for a reading at once. In: headers {@code course}, a number, where only one course changed; {@code
     * vanished}: {@code believe} from whoever may operate, when lessons that are gone are meant to be gone. Out: how it stands.
     */
    public String sync(Exchange exchange) throws SQLException, Rejected {
        Message query = exchange.getMessage();
        if (!isOn()) {
            throw Rejected.because(404, "No Moodle is configured; set convene.moodle.url.");
        }
        String vanished = query.getHeader("vanished", "", String.class);
        String course = query.getHeader(COURSE, "", String.class);
        if (vanished.equals("believe")) {
            if (!Caller.mayOperate(exchange)) {
                throw Rejected.because(403, "Only an operator may say that lessons are gone.");
            }
            state.believe(clock.instant());
        } else if (!vanished.isEmpty()) {
            throw Rejected.because(400, "vanished is believe, or not there.");
        } else if (course.isEmpty()) {
            state.due(clock.instant());
        } else if (!course.matches("[0-9]{1,18}") || !courses.hint(Long.parseLong(course))) {
            throw Rejected.because(404, "There is no course '" + Rejected.quoted(course) + "' that is followed.");
        }
        return answer(exchange, 202);
    }

    /** Out: how reading goes. */
    public String status(Exchange exchange) throws SQLException {
        return answer(exchange, 200);
    }

    private String answer(Exchange exchange, int code) throws SQLException {
        PullState.Now now = state.now();
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("configured", isOn())
                .put("courses", courses.all().size())
                .put("held", now.held());
        now.pulledAt().ifPresent(at -> view.put("inStepAt", at.toString()));
        now.problem().ifPresent(words -> view.put("problem", words));
        return Answers.json(exchange, code, view);
    }

    /** Moodle could not be read; what was stored stays, and the rest is asked for again. */
    public void failed(Exchange exchange) throws SQLException {
        VendorFailure failure = Attempts.failure(exchange);
        String reason = failure == null ? innermost(exchange).toString() : failure.getMessage();
        Duration wished = failure == null ? Duration.ZERO : failure.retryAfter();
        Duration pause = wished.compareTo(settings.poll) > 0 ? wished : settings.poll;
        if (!state.now().problem().equals(Optional.of(reason))) {
            LOG.warn("Moodle cannot be read: {}", reason);
        }
        state.failed(reason, clock.instant().plus(pause));
    }

    /** Camel's own exceptions around it say where, and are other ones each time. */
    private static Throwable innermost(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    static Pull work(Exchange exchange) {
        return exchange.getVariable(WORK, Pull.class);
    }
}
