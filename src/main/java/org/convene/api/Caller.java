package org.convene.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/** Who sent a request, by the token it came with. */
public final class Caller {
    private static final String NOBODY = "somebody";

    private Caller() {}

    /** The name of the token. */
    public static String of(Exchange exchange) {
        return name(identity(exchange));
    }

    /** The name of the token with which a request came that no route answers. */
    public static String of(RoutingContext context) {
        return name(identity(context));
    }

    /** Who sent a request that no route answers; empty when nobody asked for a token. */
    public static Optional<SecurityIdentity> identity(RoutingContext context) {
        return identity(context.user());
    }

    private static String name(Optional<SecurityIdentity> identity) {
        return identity.map(who -> who.getPrincipal().getName())
                .filter(name -> !name.isBlank())
                .orElse(NOBODY);
    }

    /** Whether the token's role allows more than looking; what a page then shows is checked again when it is used. */
    public static boolean mayOperate(Exchange exchange) {
        return identity(exchange)
                .map(identity -> identity.hasRole("operator") || identity.hasRole("admin"))
                .orElse(false);
    }

    private static Optional<SecurityIdentity> identity(Exchange exchange) {
        return identity(exchange.getMessage().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER));
    }

    private static Optional<SecurityIdentity> identity(Object user) {
        return user instanceof QuarkusHttpUser ours ? Optional.of(ours.getSecurityIdentity()) : Optional.empty();
    }
}
