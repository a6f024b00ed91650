package org.convene.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A problem document (RFC 9457): what went wrong, for a program by {@code status} and {@code type}, for a person by
 * {@code detail}.
 *
 * @param type {@code about:blank} when the status says it all (section 4.2.1), else a URN
 * @param title the kind of problem, the same every time
 * @param status the HTTP status
 * @param detail this problem, in words that a person can act on
 * @param errors what must be corrected in the document that was sent; left out when empty
 */
@RegisterForReflection
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";
    public static final String REJECTED_DOCUMENT = "urn:convene:problem:rejected-document";
    private static final String REJECTED_TITLE = "The document was rejected";

    /** A problem that its status explains. */
    public static Problem of(int status, String detail) {
        return new Problem("about:blank", title(status), status, detail, List.of());
    }

    /**
     * The answer to a document that was not accepted.
     *
     * @param violations the violations to list
     * @param total how many there are in all
     */
    public static Problem rejected(List<Violation> violations, int total) {
        String shown = total > violations.size() ? ", the first " + violations.size() + " are listed" : "";
        String detail = corrections(total) + shown + ". Nothing of this request was stored.";
        return new Problem(REJECTED_DOCUMENT, REJECTED_TITLE, 400, detail, List.copyOf(violations));
    }

    /** The same where something other than storing was asked for; {@code effect} says what did not happen. */
    public static Problem rejected(String effect, List<Violation> violations) {
        String detail = corrections(violations.size()) + ". " + effect + ".";
        return new Problem(REJECTED_DOCUMENT, REJECTED_TITLE, 400, detail, List.copyOf(violations));
    }

    /** The answer to a document that is well formed, and that cannot be done; {@code effect} says what did not happen. */
    public static Problem unprocessable(String effect, List<Violation> violations) {
        String detail = corrections(violations.size()) + ". " + effect + ".";
        return new Problem(REJECTED_DOCUMENT, title(422), 422, detail, List.copyOf(violations));
    }

    private static String corrections(int total) {
        return total == 1 ? "One thing has to be corrected" : total + " things have to be corrected";
    }

    /** The reason phrases of RFC 9110, section 15, and RFC 6585. */
    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> status < 500 ? "Client Error" : "Server Error";
        };
    }
}
