package org.convene.people.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** A mapping as the routes have it, without a hub around it. */
public final class JqFile {
    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

    private JqFile() {}

    /** @param path below {@code routes/} */
    public static Mapping mapping(String path) {
        Expression expression = CAMEL.resolveLanguage("jq")
                .createExpression(
                        "resource:file:" + Path.of("routes").resolve(path).toAbsolutePath());
        expression.init(CAMEL);
        return record -> {
            Exchange exchange = new DefaultExchange(CAMEL);
            exchange.getMessage().setBody(record);
            return expression.evaluate(exchange, JsonNode.class);
        };
    }
}
