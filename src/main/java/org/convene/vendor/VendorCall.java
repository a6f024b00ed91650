package org.convene.vendor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * The call an exchange is about to make, as the door kamelet named it in variables: {@code door} (the vendor),
 * {@code operation}, {@code call}, such as {@code POST /v1/spaces/{spaceId}/rooms}, and {@code answer}: json, json-or-error
 * (where a success may say {@code error} all the same), file or link.
 */
record VendorCall(String vendor, String operation, String call, String answer) {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");

    static VendorCall of(Exchange exchange) {
        return new VendorCall(
                exchange.getVariable("door", String.class),
                exchange.getVariable("operation", String.class),
                exchange.getVariable("call", String.class),
                exchange.getVariable("answer", String.class));
    }

    String method() {
        return call.substring(0, Math.max(0, call.indexOf(' ')));
    }

    boolean hasBody() {
        return !method().equals("GET") && !method().equals("DELETE");
    }

    /** Whether asking again cannot do it twice (RFC 9110 section 9.2.2). */
    boolean isIdempotent() {
        return !method().equals("POST");
    }

    /** The path, its places filled from the variables of that name and escaped. */
    String path(Exchange exchange) throws VendorFailure {
        String path = call.substring(call.indexOf(' ') + 1);
        if (path.indexOf('{') < 0) {
            return path;
        }
        Matcher place = PLACE.matcher(path);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            String value = exchange.getVariable(place.group(1), String.class);
            if (value == null || value.isEmpty()) {
                throw new VendorFailure.Refused("the variable " + place.group(1) + " is needed for " + path);
            }
            if (value.equals(".") || value.equals("..")) {
                throw new VendorFailure.Refused("'" + value + "' is no " + place.group(1) + " for " + path);
            }
            String escaped = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            place.appendReplacement(filled, Matcher.quoteReplacement(escaped));
        }
        return place.appendTail(filled).toString();
    }
}
