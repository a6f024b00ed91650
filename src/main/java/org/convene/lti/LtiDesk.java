package org.convene.lti;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.convene.booking.Booking;
import org.convene.join.JoinTokens;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;
import org.jose4j.jwt.JwtClaims;

/** The two halves of a launch (LTI 1.3, 1EdTech Security Framework 1.1, 5.1.1): off to the platform, and back from it. */
@Singleton
@Named("ltiDesk")
public class LtiDesk {
    private final LtiPlatforms platforms;
    private final LtiLogins logins;
    private final IdTokens tokens;
    private final LtiRoster roster;
    private final JoinTokens links;
    private final LtiPages pages;
    private final DeepLinks deepLinks;
    private final ObjectMapper json;
    private final String ownAddress;
    private final Duration within;

    public LtiDesk(
            LtiPlatforms platforms,
            LtiLogins logins,
            IdTokens tokens,
            LtiRoster roster,
            JoinTokens links,
            LtiPages pages,
            DeepLinks deepLinks,
            ObjectMapper json,
            Settings settings) {
        this.platforms = platforms;
        this.logins = logins;
        this.tokens = tokens;
        this.roster = roster;
        this.links = links;
        this.pages = pages;
        this.deepLinks = deepLinks;
        this.json = json;
        this.ownAddress = settings.url("convene.public-url") + "/lti/launch";
        this.within = settings.duration("convene.lti.login-within");
    }

    /** In: a login that a platform initiates. Out: the browser goes there to say who somebody is. */
    public void login(Exchange exchange) throws SQLException, Rejected {
        LtiRequest request = LtiRequest.of(exchange);
        LtiPlatform platform = platforms.registered(request.field("iss"), request.field("client_id"));
        if (request.field("login_hint").isEmpty()) {
            throw Rejected.because(400, "The learning platform did not say who comes (login_hint).");
        }
        String browser = request.browser().orElseGet(LtiLogins::random);
        LtiLogins.Begun begun = logins.begin(platform, browser);
        Map<String, String> question = new LinkedHashMap<>();
        question.put("scope", "openid");
        question.put("response_type", "id_token");
        question.put("response_mode", "form_post");
        question.put("prompt", "none");
        question.put("client_id", platform.clientId());
        question.put("redirect_uri", ownAddress);
        question.put("state", begun.state());
        question.put("nonce", begun.nonce());
        question.put("login_hint", request.field("login_hint"));
        question.put("lti_message_hint", request.field("lti_message_hint"));
        question.values().removeIf(String::isEmpty);
        String address = platform.authUrl() + (platform.authUrl().contains("?") ? "&" : "?") + query(question);
        LtiPages.redirect(exchange, address);
        exchange.getMessage().setHeader("Set-Cookie", LtiRequest.cookie(browser, within.toSeconds()));
    }

    /** In: what the platform says. Out: on to the personal link, or a page of lessons to choose from. */
    public void launch(Exchange exchange) throws SQLException, Rejected {
        LtiRequest request = LtiRequest.of(exchange);
        Launch launch = checked(request);
        if (launch.text("message_type").equals(DeepLinks.REQUEST)) {
            deepLinks.offer(exchange, launch);
        } else {
            open(exchange, launch, request.isInFrame());
        }
    }

    private void open(Exchange exchange, Launch launch, boolean inFrame) throws SQLException, Rejected {
        if (!launch.text("message_type").equals(Launch.RESOURCE)) {
            throw Rejected.because(422, "This hub opens lessons; the learning platform asked for something else.");
        }
        Booking lesson = roster.lesson(launch);
        String link = links.link(lesson.id(), roster.participant(launch, lesson));
        if (inFrame) {
            pages.door(exchange, lesson.desired().path("title").asText(), link);
        } else {
            LtiPages.redirect(exchange, link);
        }
    }

    private Launch checked(LtiRequest request) throws SQLException, Rejected {
        LtiLogins.Login login = logins.end(
                        request.field("state"), request.browser().orElse(""))
                .orElseThrow(
                        () -> Rejected.because(
                                401,
                                "This browser did not begin here, or that was long ago. Open the lesson once more in your learning"
                                        + " platform, best in a new window: some browsers keep no cookies inside another page."));
        LtiPlatform platform = platforms
                .named(login.platform())
                .orElseThrow(() -> Rejected.because(403, "Your learning platform is not connected any more."));
        if (!request.field("error").isEmpty()) {
            throw Rejected.because(
                    401, "Your learning platform did not let you in: " + Rejected.quoted(request.field("error")) + ".");
        }
        JwtClaims claims = tokens.read(platform, request.field("id_token"));
        Launch launch = new Launch(platform, tree(claims));
        if (!login.hasNonce(launch.claims().path("nonce").asText(""))) {
            throw Rejected.because(401, "This launch was used before. Open the lesson once more.");
        }
        if (!platform.deployments().contains(launch.text("deployment_id"))) {
            throw Rejected.because(
                    403,
                    "The deployment '" + Rejected.quoted(launch.text("deployment_id"))
                            + "' of your learning platform is not connected to this hub. Ask your administrator.");
        }
        if (!launch.text("version").equals(Launch.VERSION)) {
            throw Rejected.because(422, "The learning platform speaks another version than LTI 1.3.0.");
        }
        return launch;
    }

    private JsonNode tree(JwtClaims claims) {
        try {
            return json.readTree(claims.getRawJson());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("claims that were read are JSON");
        }
    }

    private static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
