package org.convene.sandbox.moodle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Refused;

/** A refusal: HTTP 200 all the same, with {@code {exception, errorcode, message}}. */
final class Refusal extends Refused {

    private final String exception;
    private final String errorcode;

    Refusal(String exception, String errorcode, String message) {
        super(message);
        this.exception = exception;
        this.errorcode = errorcode;
    }

    static Refusal badToken() {
        return new Refusal("moodle_exception", "invalidtoken", "Invalid token - token not found");
    }

    /** The service of the token has no such function, or its user may not call it. */
    static Refusal noAccess() {
        return new Refusal("webservice_access_exception", "accessexception", "Access control exception");
    }

    static Refusal noRecord(Table table) {
        return new Refusal(
                "dml_missing_record_exception",
                "invalidrecord",
                "Can't find data record in database table " + table.word() + ".");
    }

    static Refusal badParameter() {
        return new Refusal("invalid_parameter_exception", "invalidparameter", "Invalid parameter value detected");
    }

    @Override
    protected Answer answer() {
        return Answer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("exception", exception)
                        .put("errorcode", errorcode)
                        .put("message", getMessage()));
    }

    /** What a server before Moodle says with a status of its own. */
    static Answer status(int status) {
        return Answer.html(status, "<html><body><h1>" + status + "</h1></body></html>");
    }
}
