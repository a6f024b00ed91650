package org.convene.sandbox.mx;

import java.util.Map;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Refused;

/** A refusal: a status, and {@code {"error": text}}, always (mx-proxy.md A1.1). */
final class Refusal extends Refused {

    private final int status;
    private final Map<String, String> headers;

    Refusal(int status, String error) {
        this(status, error, Map.of());
    }

    private Refusal(int status, String error, Map<String, String> headers) {
        super(error);
        this.status = status;
        this.headers = headers;
    }

    static Refusal notFound() {
        return new Refusal(404, "not found");
    }

    /** The phone system says no, in words of CSTA (ECMA-323). */
    static Refusal csta(int status, String error) {
        return new Refusal(status, "CSTA error: " + error);
    }

    static Refusal noSuchCall() {
        return csta(500, "invalidConnectionIdentifier");
    }

    static Refusal badDevice(String name) {
        return new Refusal(400, "bad device name \"" + name + "\"");
    }

    static Refusal unknownApplication() {
        return new Refusal(
                401, "unauthorized", Map.of("WWW-Authenticate", "Basic realm=\"MXProxy client application\""));
    }

    static Refusal badToken(String error) {
        return new Refusal(401, error, Map.of("WWW-Authenticate", "Bearer realm=\"MXProxy\""));
    }

    @Override
    protected Answer answer() {
        return error(status, getMessage()).withHeaders(headers);
    }

    static Answer error(int status, String text) {
        return ProxyJson.answer(status, ProxyJson.object().put("error", text));
    }

    /** What the proxy says with a status when nobody tells it the words. */
    static Answer error(int status) {
        return error(
                status,
                switch (status) {
                    case 401 -> "unauthorized";
                    case 403 -> "forbidden";
                    case 404 -> "not found";
                    case 408 -> "mx response timeout";
                    default -> "the fault script of the sandbox says so";
                });
    }
}
