package org.convene.join;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** The pages behind a personal link, in plain words; they load nothing and tell nobody about the link. */
@Singleton
public class JoinPages {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final long MOST_PATIENT = 3600;

    private final Template page;
    private final Clock clock;

    public JoinPages(@Location("join.html") Template page, Clock clock) {
        this.page = page;
        this.clock = clock;
    }

    /** @param again after how many seconds the page asks again by itself; 0 for never */
    private record Page(int status, String heading, String text, long again) {}

    public void show(Exchange exchange) {
        Visit visit = exchange.getMessage().getBody(Visit.class);
        Page content = content(visit);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, content.status());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/html; charset=utf-8");
        exchange.getMessage().setHeader("Referrer-Policy", "no-referrer");
        exchange.getMessage().setHeader("X-Robots-Tag", "noindex");
        if (content.again() > 0) {
            exchange.getMessage().setHeader("Refresh", content.again());
        }
        exchange.getMessage()
                .setBody(page.data("heading", content.heading(), "text", content.text())
                        .render());
    }

    /** On to the room. The address carries a token of the vendor, so nobody may keep it. */
    static void redirect(Exchange exchange, String url) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 302);
        exchange.getMessage().setHeader("Location", url);
        exchange.getMessage().setHeader("Referrer-Policy", "no-referrer");
        exchange.getMessage().setBody(null);
    }

    private Page content(Visit visit) {
        if (visit instanceof Visit.Unknown) {
            return new Page(404, "This link is not known", "Please check that you opened the whole link.", 0);
        }
        if (visit instanceof Visit.Removed removed) {
            return new Page(
                    403,
                    removed.title(),
                    "You are not on the list of participants any more. If you think you should be, ask your teacher.",
                    0);
        }
        if (visit instanceof Visit.Over over) {
            String text = over.cancelled() ? "It was cancelled and does not take place." : "It is over.";
            return new Page(410, over.title(), text, 0);
        }
        if (visit instanceof Visit.Early early) {
            return early(early);
        }
        if (visit instanceof Visit.Preparing preparing) {
            return new Page(
                    503,
                    preparing.title(),
                    "The room is being prepared. This page goes on by itself in a moment.",
                    SOON.toSeconds());
        }
        Visit.Preview preview = (Visit.Preview) visit;
        return new Page(200, preview.title(), "Open this link in your browser to join.", 0);
    }

    /** For whoever cannot use the link; the page is for the holder of it alone. */
    private static String telephone(ObjectNode telephone) {
        if (telephone == null) {
            return "";
        }
        String number = Stream.of("number", "extension")
                .map(field -> telephone.path(field).asText())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" or, inside the house, "));
        return (number.isEmpty() ? " By telephone: " : " By telephone: " + number + ", ") + "code "
                + telephone.path("code").asText() + ".";
    }

    private Page early(Visit.Early early) {
        ZoneId zone = ZoneId.of(early.zone());
        String text = "It is still too early. The room opens on "
                + TIME.format(early.opensAt().atZone(zone))
                + " (UTC" + (early.zone().equals("Z") ? "" : early.zone()) + "), it begins at "
                + DateTimeFormatter.ofPattern("HH:mm").format(early.startsAt().atZone(zone)) + "."
                + telephone(early.telephone());
        long wait = Duration.between(clock.instant(), early.opensAt()).toSeconds() + 1;
        return new Page(200, early.title(), text, Math.min(wait, MOST_PATIENT));
    }
}
