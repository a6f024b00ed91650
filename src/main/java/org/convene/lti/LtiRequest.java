package org.convene.lti;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What a browser brings: the fields of a form, or of an address, and our cookie. */
record LtiRequest(Message message) {
    private static final String COOKIE = "convene-lti";
    private static final Pattern OURS = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int LONGEST = 100_000;

    static LtiRequest of(Exchange exchange) {
        return new LtiRequest(exchange.getMessage());
    }

    /** A field; empty when there is none, or several of that name. */
    String field(String name) {
        Object value = message.getBody() instanceof Map<?, ?> form ? form.get(name) : message.getHeader(name);
        return value instanceof String text && text.length() <= LONGEST ? text.strip() : "";
    }

    /** Which browser this is, if it has been here before. */
    Optional<String> browser() {
        String cookies = message.getHeader("Cookie", "", String.class);
        return Arrays.stream(cookies.split(";"))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .filter(OURS.asMatchPredicate())
                .findFirst();
    }

    boolean isInFrame() {
        return message.getHeader("Sec-Fetch-Dest", "", String.class).endsWith("frame");
    }

    /**
     * The cookie comes back in a form that another site posts, perhaps from within a frame, which takes all of these
     * words; browsers take {@code Secure} on http://localhost too.
     */
    static String cookie(String browser, long seconds) {
        return COOKIE + "=" + browser + "; Path=/lti; Max-Age=" + seconds
                + "; HttpOnly; Secure; SameSite=None; Partitioned";
    }
}
