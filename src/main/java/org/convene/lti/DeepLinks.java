package org.convene.lti;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.convene.booking.Booking;
import org.convene.booking.BookingQuery;
import org.convene.booking.Ledger;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** A teacher puts a lesson into a course: chooses one of that course, which goes back signed (LTI Deep Linking 2.0). */
@Singleton
@Named("deepLinks")
public class DeepLinks {
    static final String REQUEST = "LtiDeepLinkingRequest";

    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private static final Set<String> TEACHERS =
            Set.of("Instructor", "Administrator", "ContentDeveloper", "TeachingAssistant");
    private static final int LISTED_AT_ONCE = 500;
    private static final int SECONDS_TO_ANSWER = 300;

    private final Ledger ledger;
    private final LtiPlatforms platforms;
    private final Tickets tickets;
    private final OwnKeys keys;
    private final LtiPages pages;
    private final Clock clock;
    private final String ownAddress;
    private final Duration ahead;

    public DeepLinks(
            Ledger ledger,
            LtiPlatforms platforms,
            Tickets tickets,
            OwnKeys keys,
            LtiPages pages,
            Clock clock,
            Settings settings) {
        this.ledger = ledger;
        this.platforms = platforms;
        this.tickets = tickets;
        this.keys = keys;
        this.pages = pages;
        this.clock = clock;
        this.ownAddress = settings.url("convene.public-url") + "/lti/launch";
        this.ahead = settings.duration("convene.lti.choose-within");
    }

    /** Out: a page with the lessons of this course. */
    void offer(Exchange exchange, Launch launch) throws SQLException, Rejected {
        JsonNode settings = launch.claims().path(CLAIM + "deep_linking_settings");
        String returnUrl = settings.path("deep_link_return_url").asText("");
        if (Origins.of(returnUrl)
                .filter(launch.platform().returnOrigins()::contains)
                .isEmpty()) {
            throw Rejected.because(
                    403,
                    "The lesson would be sent to an address that is not that of your learning platform. Ask your"
                            + " administrator (return-origins).");
        }
        if (!isTeacher(launch)) {
            throw Rejected.because(403, "Only teachers of the course put lessons into it.");
        }
        List<String> course = new ArrayList<>();
        course.add(launch.claims().path(Launch.CLAIM + "context").path("id").asText(""));
        course.add(launch.claims()
                .path(Launch.CLAIM + "lis")
                .path("course_section_sourcedid")
                .asText(""));
        course.removeIf(String::isEmpty);
        Ticket ticket = new Ticket(
                launch.platform().name(),
                launch.text("deployment_id"),
                returnUrl,
                course,
                settings.path("data").asText(""));
        pages.choice(exchange, ChoicePage.of(tickets.write(ticket), lessons(launch.platform(), course)));
    }

    /** In: the form of that page. Out: a page that goes back to the platform by itself. */
    public void choose(Exchange exchange) throws SQLException, Rejected {
        LtiRequest request = LtiRequest.of(exchange);
        Ticket ticket = tickets.read(request.field("ticket"))
                .orElseThrow(() -> Rejected.because(
                        401, "This page is too old. Begin to add the activity once more in your learning platform."));
        LtiPlatform platform = platforms
                .named(ticket.platform())
                .filter(one -> one.returnOrigins()
                        .contains(Origins.of(ticket.returnUrl()).orElse("")))
                .orElseThrow(() -> Rejected.because(403, "Your learning platform is not connected any more."));
        Booking lesson = ledger.find(Booking.LESSON, request.field("lesson"))
                .filter(found -> isChoice(platform, ticket.course(), found))
                .orElseThrow(() -> Rejected.because(404, "This lesson is not one of this course any more."));
        pages.back(exchange, ticket.returnUrl(), keys.sign(answer(platform, ticket, lesson), "JWT"));
    }

    private JwtClaims answer(LtiPlatform platform, Ticket ticket, Booking lesson) {
        JwtClaims claims = new JwtClaims();
        long now = clock.instant().getEpochSecond();
        claims.setIssuer(platform.clientId());
        claims.setAudience(platform.issuer());
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + SECONDS_TO_ANSWER));
        claims.setClaim("nonce", LtiLogins.random());
        claims.setClaim(Launch.CLAIM + "message_type", "LtiDeepLinkingResponse");
        claims.setClaim(Launch.CLAIM + "version", Launch.VERSION);
        claims.setClaim(Launch.CLAIM + "deployment_id", ticket.deployment());
        claims.setClaim(
                CLAIM + "content_items",
                List.of(Map.of(
                        "type",
                        "ltiResourceLink",
                        "title",
                        lesson.desired().path("title").asText(),
                        "url",
                        ownAddress,
                        "custom",
                        Map.of("lesson", lesson.id()))));
        if (!ticket.data().isEmpty()) {
            claims.setClaim(CLAIM + "data", ticket.data());
        }
        return claims;
    }

    private List<Booking> lessons(LtiPlatform platform, List<String> course) throws SQLException {
        List<Booking> found = new ArrayList<>();
        String after = null;
        do {
            Ledger.Listing listing = new Ledger.Listing(
                    Booking.LESSON, null, clock.instant(), clock.instant().plus(ahead), null, after, LISTED_AT_ONCE);
            List<Booking> page = ledger.list(listing);
            page.stream().filter(lesson -> isChoice(platform, course, lesson)).forEach(found::add);
            after = BookingQuery.next(page, listing).orElse(null);
        } while (after != null);
        return found;
    }

    private static boolean isChoice(LtiPlatform platform, List<String> course, Booking lesson) {
        return !lesson.cancelled()
                && LtiRoster.mayLeadTo(platform, lesson)
                && course.contains(lesson.desired().path("course").path("id").asText(""));
    }

    /** Roles are addresses that end with their name, such as {@code …/membership#Instructor}. */
    private static boolean isTeacher(Launch launch) {
        return StreamSupport.stream(launch.claims().path(Launch.CLAIM + "roles").spliterator(), false)
                .anyMatch(role -> TEACHERS.contains(role.asText("").replaceFirst("^.*[#/]", "")));
    }
}
