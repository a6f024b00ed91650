package org.convene.lti;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.Exchange;
import org.convene.document.Problem;
import org.convene.ops.Answers;
import org.convene.ops.Problems;

/** The pages that people see whom a learning platform sent; it may show them inside its own. */
@Singleton
@Named("ltiPages")
public class LtiPages {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'self' ";

    private final LtiPlatforms platforms;
    private final Template words;
    private final Template door;
    private final Template choice;
    private final Template back;

    public LtiPages(
            LtiPlatforms platforms,
            @Location("join.html") Template words,
            @Location("lti-door.html") Template door,
            @Location("lti-choice.html") Template choice,
            @Location("lti-back.html") Template back) {
        this.platforms = platforms;
        this.words = words;
        this.door = door;
        this.choice = choice;
        this.back = back;
    }

    /** In: what went wrong. Out: a page that says it. */
    public void refuse(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Problem problem = Problems.problem(exchange, cause);
        show(
                exchange,
                problem.status(),
                "form-action 'none'",
                words.data("heading", "The lesson did not open", "text", problem.detail())
                        .render());
    }

    /** Rooms need camera and microphone, which a page inside another does not get: a button opens a window. */
    void door(Exchange exchange, String title, String link) {
        show(
                exchange,
                200,
                "form-action 'none'",
                door.data("title", title, "link", link).render());
    }

    void choice(Exchange exchange, ChoicePage page) {
        show(exchange, 200, "form-action 'self'", choice.data("page", page).render());
    }

    /** Posts itself, by the one script that may run; where scripts are off there is a button. */
    void back(Exchange exchange, String address, String token) {
        String nonce = LtiLogins.random();
        String policy = "form-action " + Origins.of(address).orElseThrow() + "; script-src 'nonce-" + nonce + "'";
        String html =
                back.data("address", address, "token", token, "nonce", nonce).render();
        show(exchange, 200, policy, html);
    }

    /** The address is for this person alone, so nobody may keep it or hear of it. */
    static void redirect(Exchange exchange, String address) {
        Answers.empty(exchange, 302);
        exchange.getMessage().setHeader("Location", address);
        exchange.getMessage().setHeader("Referrer-Policy", "no-referrer");
    }

    private void show(Exchange exchange, int status, String policy, String html) {
        Answers.empty(exchange, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/html; charset=utf-8");
        exchange.getMessage().setHeader("Referrer-Policy", "same-origin");
        exchange.getMessage().setHeader("X-Robots-Tag", "noindex");
        exchange.getMessage()
                .setHeader("Content-Security-Policy", POLICY + String.join(" ", platforms.origins()) + "; " + policy);
        exchange.getMessage().setBody(html);
    }
}
