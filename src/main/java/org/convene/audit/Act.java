package org.convene.audit;

import org.apache.camel.Exchange;

/**
 * Who is doing something, and by what way.
 *
 * @param who  a token's name, {@code route:ID}, {@code system}
 * @param door api, page, console, route, system
 * @param what the operation: an operation of the API, a route's id
 */
public record Act(String who, String door, String what) {
    static final String PROPERTY = "convene.act";

    private static final Act HUB = new Act("system", "system", "hub");
    private static final ThreadLocal<Exchange> CURRENT = new ThreadLocal<>();

    /** Whose work this thread does: a request's, as {@link ChangingRequests} knows it, or that of a route by itself. */
    public static Act now() {
        Exchange exchange = CURRENT.get();
        if (exchange == null) {
            return HUB;
        }
        Act act = exchange.getProperty(PROPERTY, Act.class);
        return act != null ? act : route(exchange.getFromRouteId());
    }

    public static Act route(String id) {
        return new Act("route:" + id, "route", id);
    }

    public static Act system(String what) {
        return new Act("system", "system", what);
    }

    /** Returns whose work it was before. */
    static Exchange begin(Exchange exchange) {
        Exchange before = CURRENT.get();
        CURRENT.set(exchange);
        return before;
    }

    static void end(Exchange before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }
}
