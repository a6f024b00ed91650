package org.convene.join;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.Exchange;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.convene.booking.Booking;
import org.convene.vendor.VendorFailure;

/**
 * The personal link {@code /join/{token}}. In the Java DSL because it is a decision over typed cases: the compiler knows
 * every {@link Visit}, which a YAML choice over strings would not. routes/README.md says when to choose which.
 */
@ApplicationScoped
public class JoinRoutes extends EndpointRouteBuilder {
    private final JoinDesk desk;
    private final JoinPages pages;
    private final JoinFallback fallback;

    public JoinRoutes(JoinDesk desk, JoinPages pages, JoinFallback fallback) {
        this.desk = desk;
        this.pages = pages;
        this.fallback = fallback;
    }

    @Override
    public void configure() {
        from(platformHttp("/join/{token}").httpMethodRestrict("GET,HEAD"))
                .routeId("join.open")
                .routeDescription("Send a person on to a fresh link into the room, or say why not")
                .routeConfigurationId("api-errors")
                .bean(desk, "receive")
                .choice()
                .when(body().isInstanceOf(Visit.Welcome.class))
                .to(direct("join.welcome"))
                .when(body().isInstanceOf(Visit.Onward.class))
                .process(JoinRoutes::onward)
                .otherwise()
                .bean(pages, "show");

        from(direct("join.welcome"))
                .routeId("join.welcome")
                .routeDescription("Ask the vendor for a link of this person and redirect there")
                .routeConfigurationId("vendor-errors")
                .setVariable("visit", body())
                .process(JoinRoutes::askForLink)
                .doTry()
                .toD("direct:${variable.vendor}.access")
                .process(JoinRoutes::redirect)
                .doCatch(VendorFailure.class)
                .bean(fallback, "decide")
                .endDoTry();
    }

    private static void askForLink(Exchange exchange) {
        Visit.Welcome visit = exchange.getVariable("visit", Visit.Welcome.class);
        Booking booking = visit.booking();
        JsonNode room = booking.seen().room().orElseThrow();
        exchange.setVariable("vendor", booking.vendor());
        exchange.setVariable("spaceId", room.path("spaceId").asText());
        exchange.setVariable("roomId", room.path("id").asText());
        exchange.getMessage().setBody(visit.request());
    }

    private static void onward(Exchange exchange) {
        JoinPages.redirect(
                exchange, exchange.getMessage().getBody(Visit.Onward.class).url());
    }

    private static void redirect(Exchange exchange) throws VendorFailure {
        String url = exchange.getMessage().getBody(JsonNode.class).path("url").asText("");
        if (url.isEmpty()) {
            throw new VendorFailure.Uncertain("the vendor answered without a link");
        }
        JoinPages.redirect(exchange, url);
    }
}
