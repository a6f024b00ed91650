package org.convene.phone.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.convene.booking.Transactions;

/**
 * Tells of settled calls over Kafka, each revision once. What was sent is noted some calls at a time, after the broker has
 * them; a crash in between sends those again, with the same ids.
 */
@Singleton
@Named("callTelling")
public class CallTelling {
    private static final int AT_ONCE = 100;
    private static final String SOME = "callTelling.some";
    /** Of the Kafka binding of CloudEvents 1.0, section 3.3.1. */
    private static final String CONTENT_TYPE = "content-type";

    private static final String STRUCTURED = "application/cloudevents+json; charset=UTF-8";

    private final DataSource database;
    private final CallStatements calls = new CallStatements();

    public CallTelling(DataSource database) {
        this.database = database;
    }

    /** Out: the next calls to tell, each its document and {@code revision}; variable {@code untold}, how many they are. */
    public void some(Exchange exchange) throws SQLException {
        List<CallRow> some = Transactions.in(database, connection -> calls.untold(connection, AT_ONCE));
        exchange.setProperty(SOME, some);
        exchange.getMessage().setBody(some.stream().map(CallTelling::told).toList());
        exchange.setVariable("untold", some.size());
    }

    private static ObjectNode told(CallRow call) {
        ObjectNode told = call.document().deepCopy();
        return told.put("ambiguous", call.ambiguous()).put("revision", call.revision());
    }

    /** Out: variable {@code gcid}. */
    public void begin(Exchange exchange) {
        ObjectNode call = exchange.getMessage().getBody(ObjectNode.class);
        exchange.setVariable("gcid", call.path("gcid").asText());
    }

    /** Key and content type of the record. */
    public void address(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(KafkaConstants.KEY, exchange.getVariable("gcid", String.class));
        exchange.getMessage().setHeader(CONTENT_TYPE, STRUCTURED);
        exchange.getMessage().setBody(exchange.getMessage().getBody(String.class));
    }

    /** The broker has them. */
    @SuppressWarnings("unchecked")
    public void told(Exchange exchange) throws SQLException {
        List<CallRow> some = exchange.getProperty(SOME, List.class);
        Transactions.in(database, connection -> {
            calls.told(connection, some);
            return null;
        });
    }
}
