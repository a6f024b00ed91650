package org.convene.ops;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What every answer of the API has in common. */
public final class Answers {
    private Answers() {}

    /** The body will be JSON; nothing that the request carried goes back as a header. */
    public static void json(Exchange exchange, int status) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    }
}
