package org.convene.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.convene.api.Caller;
import org.convene.document.Problem;
import org.jboss.logging.Logger;

/**
 * Every request of the API or of a page that may change something is written down before a step of its route is done, and
 * again when it is known what came of it. What cannot be written down is not done. Those whose changes are written down where
 * they are made, in the same transaction, are only given a name here.
 */
@Singleton
class ChangingRequests implements RoutePolicyFactory {
    private static final Logger LOG = Logger.getLogger(ChangingRequests.class);
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String TRY_AGAIN =
            "The hub's database does not take down what is changed, so nothing was changed. Try again in a while.";
    /** SCIM asks by a POST too (RFC 7644, 3.4.3). */
    private static final String SEARCH = "/.search";

    private static final String BEGUN = "convene.audit.begun";
    private static final String PARAMETERS = "convene.audit.parameters";

    /** Written down by the ledger, the quarantine, and the log of terminals' commands. */
    private static final Set<String> IN_THEIR_TRANSACTION = Set.of(
            "api.put-lesson",
            "api.post-lessons",
            "api.delete-lesson",
            "api.replay-one",
            "api.replay-many",
            "api.discard",
            "pages.discard",
            "api.send-command");

    /** Whoever calls these only tells or asks something. */
    private static final List<String> NO_CHANGES = List.of("join.", "lti.", "api.hear-");

    private final AuditTrail trail;
    private final List<Look> looks;
    private final ObjectMapper json;

    ChangingRequests(AuditTrail trail, @All List<Look> looks, ObjectMapper json) {
        this.trail = trail;
        this.json = json;
        this.looks = looks;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        boolean tells = NO_CHANGES.stream().anyMatch(routeId::startsWith);
        return tells ? null : new Policy();
    }

    private final class Policy extends RoutePolicySupport {
        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            // a route that a request comes to by way of another is part of that one
            if (route.getEndpoint() instanceof PlatformHttpEndpoint http && changes(exchange)) {
                begin(route.getRouteId(), http, exchange);
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            if (route.getEndpoint() instanceof PlatformHttpEndpoint) {
                AuditTrail.Begun begun = exchange.getProperty(BEGUN, AuditTrail.Begun.class);
                if (begun != null) {
                    exchange.removeProperty(BEGUN);
                    conclude(route.getRouteId(), begun, exchange);
                }
            }
        }
    }

    private static boolean changes(Exchange exchange) {
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
        return !HARMLESS.contains(exchange.getMessage().getHeader(Exchange.HTTP_METHOD, "", String.class))
                && !path.endsWith(SEARCH);
    }

    private void begin(String operation, PlatformHttpEndpoint http, Exchange exchange) {
        boolean page = Asked.isPage(exchange.getMessage()) || operation.startsWith("pages.");
        Act act = new Act(Caller.of(exchange), page ? "page" : "api", operation);
        exchange.setProperty(Act.PROPERTY, act);
        if (IN_THEIR_TRANSACTION.contains(operation)) {
            return;
        }
        Map<String, Object> parameters = new HashMap<>(exchange.getMessage().getHeaders());
        exchange.setProperty(PARAMETERS, parameters);
        try {
            exchange.setProperty(
                    BEGUN,
                    trail.begin(
                            act,
                            Asked.subject(exchange.getMessage(), http),
                            look(operation, parameters),
                            Asked.of(operation, exchange.getMessage())));
        } catch (SQLException | RuntimeException away) {
            LOG.errorf("%s is not done, since it cannot be written down: %s", operation, away.getMessage());
            refuse(exchange);
        }
    }

    private void refuse(Exchange exchange) {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, 503);
        answer.setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        answer.setBody(json.valueToTree(Problem.of(503, TRY_AGAIN)).toString());
        exchange.setRouteStop(true);
    }

    private void conclude(String operation, AuditTrail.Begun begun, Exchange exchange) {
        try {
            Map<?, ?> parameters = exchange.getProperty(PARAMETERS, Map.class);
            JsonNode now = look(operation, parameters);
            trail.conclude(begun, Asked.result(exchange), now != null ? now : Asked.answered(begun.entry(), exchange));
        } catch (SQLException | RuntimeException away) {
            // it stays as begun, and is sealed so: nobody will say that it did not happen
            LOG.warnf("What came of %s is not written down: %s", operation, away.getMessage());
        }
    }

    private JsonNode look(String operation, Map<?, ?> parameters) throws SQLException {
        Optional<Look> look = looks.stream().filter(one -> one.sees(operation)).findFirst();
        return look.isEmpty()
                ? null
                : look.get().at(name -> {
                    Object value = parameters.get(name);
                    return value == null ? null : value.toString();
                });
    }
}
