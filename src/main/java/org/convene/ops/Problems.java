package org.convene.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.convene.document.Problem;
import org.convene.vendor.VendorFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong in a request into its answer, a problem document (RFC 9457). */
@Singleton
@Named("problems")
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final ObjectMapper json;

    public Problems(ObjectMapper json) {
        this.json = json;
    }

    public void answer(Exchange exchange) throws JsonProcessingException {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        answer(exchange, cause, problem(exchange, cause));
    }

    /** The same for whoever had a vendor do something: 422 when it refuses, 504 when nobody knows whether it did. */
    public void answerCommand(Exchange exchange) throws JsonProcessingException {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Problem problem = cause instanceof VendorFailure failure
                ? Problem.of(statusOfCommand(failure), failure.getMessage())
                : problem(exchange, cause);
        answer(exchange, cause, problem);
    }

    private void answer(Exchange exchange, Throwable cause, Problem problem) throws JsonProcessingException {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        Duration pause = retryAfter(cause);
        if (!pause.isZero()) {
            exchange.getMessage().setHeader("Retry-After", Math.max(1, pause.toSeconds()));
        }
        exchange.getMessage().setBody(json.writeValueAsString(problem));
    }

    /** What to say about {@code cause}; what nobody foresaw is logged and told without details. */
    public static Problem problem(Exchange exchange, Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof Rejected rejected) {
                return rejected.problem();
            }
            if (t instanceof VendorFailure failure) {
                return Problem.of(status(failure), failure.getMessage());
            }
            if (t instanceof SQLException) {
                LOG.error("{} failed: {}", exchange.getFromRouteId(), t.toString());
                return Problem.of(503, "The hub's database does not answer as it should. Try again in a while.");
            }
        }
        LOG.error("{} failed", exchange.getFromRouteId(), cause);
        return Problem.of(500, "Something is wrong in the hub itself; its log has the details. Nothing was changed.");
    }

    private static Duration retryAfter(Throwable cause) {
        if (cause instanceof Rejected rejected) {
            return rejected.retryAfter();
        }
        return cause instanceof VendorFailure failure ? failure.retryAfter() : Duration.ZERO;
    }

    /** How a command ended that a vendor or a terminal did not carry out. */
    public static int statusOfCommand(VendorFailure failure) {
        return switch (failure.kind()) {
            case "not-found" -> 404;
            case "refused" -> 422;
            case "busy" -> 429;
            case "uncertain" -> 504;
            default -> 503;
        };
    }

    private static int status(VendorFailure failure) {
        return switch (failure.kind()) {
            case "not-found" -> 404;
            case "refused" -> 502;
            default -> 503;
        };
    }
}
