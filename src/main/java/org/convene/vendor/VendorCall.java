package org.convene.vendor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * The call an exchange is about to make, as the door kamelet named it in variables: {@code door} (the vendor),
 * {@code operation}, {@code call}, such as {@code POST /v1/spaces/{spaceId}/rooms}, and {@code answer}: json, json-or-error
 * (where a success may say {@code error} all the same), file, audio or link. {@code repeatable} names the methods that may
 * be asked twice without doing it twice; where a door does not say, all but POST.
 */
record VendorCall(String vendor, String operation, String call, String answer, Set<String> repeatable) {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");
    private static final String QUERY = "{?";

    static VendorCall of(Exchange exchange) {
        return new VendorCall(
                exchange.getVariable("door", String.class),
                exchange.getVariable("operation", String.class),
                exchange.getVariable("call", String.class),
                exchange.getVariable("answer", String.class),
                Set.of(exchange.getVariable("repeatable", "GET,PUT,PATCH,DELETE", String.class)
                        .split(",")));
    }

    String method() {
        return call.substring(0, Math.max(0, call.indexOf(' ')));
    }

    boolean hasBody() {
        return !method().equals("GET") && !method().equals("DELETE");
    }

    /** Whether asking again cannot do it twice. */
    boolean isIdempotent() {
        return repeatable.contains(method());
    }

    /**
     * The path, its places filled from the variables of that name and escaped. {@code {?from,to}} at its end is a query of
     * those variables that are set (RFC 6570 section 3.2.8).
     */
    String path(Exchange exchange) throws VendorFailure {
        String path = call.substring(call.indexOf(' ') + 1);
        int query = path.indexOf(QUERY);
        return query < 0
                ? filled(path, exchange)
                : filled(path.substring(0, query), exchange)
                        + query(path.substring(query + QUERY.length(), path.length() - 1), exchange);
    }

    private static String filled(String path, Exchange exchange) throws VendorFailure {
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
            place.appendReplacement(filled, Matcher.quoteReplacement(escaped(value)));
        }
        return place.appendTail(filled).toString();
    }

    private static String query(String names, Exchange exchange) {
        StringBuilder query = new StringBuilder();
        for (String name : names.split(",")) {
            String value = exchange.getVariable(name, String.class);
            if (value != null && !value.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(escaped(value));
            }
        }
        return query.toString();
    }

    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
