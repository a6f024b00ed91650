package org.convene.sandbox.teleboss;

/** A refusal of the API: a status and the vendor's error body of message and code (teleboss.md D1.1). */
final class Refusal extends RuntimeException {

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
        super(message, null, false, false);
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

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
