package org.convene.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.convene.vendor.VendorFailure;
import org.jboss.logging.Logger;

/**
 * What routes have a vendor do to calls, recordings and accounts by themselves, written down as requests are. Rooms, conferences
 * and links follow from lessons and meetings, and are not written down again.
 */
@Singleton
class VendorCommands implements RoutePolicyFactory {
    private static final Logger LOG = Logger.getLogger(VendorCommands.class);
    private static final Pattern COMMANDS = Pattern.compile("mx\\.((make|clear|hold|unhold|answer|transfer)-call"
            + "|(start|stop)-recording|call-into-conference|set-call-mode|assign-device|delete-voicemail)"
            + "|trueconf\\.((create|change|delete|disconnect)-user|(create|delete)-group|add-to-group)"
            + "|teleboss\\.(start|stop)-record");
    private static final String BEGUN = "convene.audit.command";

    /** Variables that name what it is done to. */
    private static final String[] NAMES = {"callId", "voicemailId", "deviceName", "login", "groupId", "roomId"};

    private final AuditTrail trail;

    VendorCommands(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return COMMANDS.matcher(routeId).matches() ? new Policy() : null;
    }

    private final class Policy extends RoutePolicySupport {
        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            // what a person asks for is written down at the door
            if (exchange.getProperty(Act.PROPERTY) == null) {
                begin(route.getRouteId(), exchange);
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            AuditTrail.Begun begun = exchange.getProperty(BEGUN, AuditTrail.Begun.class);
            if (begun != null && begun.entry().act().what().equals(route.getRouteId())) {
                exchange.removeProperty(BEGUN);
                conclude(begun, exchange);
            }
        }
    }

    private void begin(String operation, Exchange exchange) {
        String by = exchange.getFromRouteId();
        Act act = by == null ? Act.system(operation) : new Act("route:" + by, "route", operation);
        try {
            exchange.setProperty(
                    BEGUN, trail.begin(act, operation.replaceFirst("\\..*", ""), null, asked(operation, exchange)));
        } catch (SQLException | RuntimeException away) {
            exchange.setException(away);
        }
    }

    private static ObjectNode asked(String operation, Exchange exchange) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        for (String name : NAMES) {
            String value = exchange.getVariable(name, String.class);
            if (value != null) {
                asked.put(name, value);
            }
        }
        Object body = exchange.getMessage().getBody();
        if (body instanceof JsonNode json) {
            // of a person's account only whose it is
            JsonNode told = operation.startsWith("mx.") ? json : json.path("login");
            if (told instanceof ObjectNode object) {
                asked.setAll(object);
            } else if (told.isTextual()) {
                asked.set("login", told);
            }
        }
        return asked.isEmpty() ? null : asked;
    }

    private void conclude(AuditTrail.Begun begun, Exchange exchange) {
        Exception failure = exchange.getException();
        String result =
                failure == null ? AuditedChange.DONE : failure instanceof VendorFailure told ? told.kind() : "failed";
        try {
            trail.conclude(begun, result, null);
        } catch (SQLException | RuntimeException away) {
            LOG.warnf(
                    "What came of %s is not written down: %s",
                    begun.entry().act().what(), away.getMessage());
        }
    }
}
