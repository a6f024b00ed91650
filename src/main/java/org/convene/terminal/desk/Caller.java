package org.convene.terminal.desk;

import io.vertx.ext.auth.User;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/** Who sent a request: the name of the token it came with. */
final class Caller {
    private static final String NOBODY = "somebody";

    private Caller() {}

    static String of(Exchange exchange) {
        User user = exchange.getMessage().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class);
        String name = user == null ? null : user.principal().getString("username");
        return name == null || name.isBlank() ? NOBODY : name;
    }
}
