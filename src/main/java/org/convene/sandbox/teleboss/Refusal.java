package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Refused;

/** A refusal of the API: a status and the vendor's error body of message and code (teleboss.md D1.1). */
final class Refusal extends Refused {

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static Refusal notFound(String code, String message) {
        return new Refusal(404, code, message);
    }

    /** What the vendor says to fields that are missing or make no sense. */
    static Refusal invalid(String what) {
        return new Refusal(422, "validation_error", "Ошибка валидации: " + what);
    }

    @Override
    protected Answer answer() {
        return error(status, code, getMessage());
    }

    /** The vendor's error body. */
    static Answer error(int status, String code, String message) {
        return Answer.json(
                status,
                JsonNodeFactory.instance.objectNode().put("message", message).put("code", code));
    }
}
