package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Refused;

/** A refusal of the API: a status, and reasons in the vendor's shape (trueconf-server.md B1.3). */
final class Refusal extends Refused {

    private final int status;
    private final List<Trouble> troubles;

    Refusal(int status, List<Trouble> troubles) {
        super(troubles.get(0).message());
        this.status = status;
        this.troubles = troubles;
    }

    static Refusal invalid(Trouble trouble) {
        return new Refusal(400, List.of(trouble));
    }

    static Refusal notFound(String what, String id) {
        String noun = what.toLowerCase(java.util.Locale.ROOT);
        return new Refusal(
                404,
                List.of(new Trouble(noun + "NotFound", what + " '" + id + "' is not found.", "path", noun + "_id")));
    }

    /** A token that is missing, wrong, expired or ended: 403, not 401. */
    static Refusal badToken() {
        return new Refusal(
                403, List.of(new Trouble("accessTokenInvalid", "The access token is not valid.", null, null)));
    }

    static Refusal forbidden() {
        return new Refusal(403, List.of(new Trouble("forbidden", "Forbidden", null, null)));
    }

    /** Accounts come from LDAP (trueconf-server.md B2.5); the vendor's word for it has not been seen. */
    static Refusal ldapMode() {
        return new Refusal(
                403,
                List.of(new Trouble("ldapModeEnabled", "Accounts come from LDAP and cannot be changed.", null, null)));
    }

    /** A conference that is in the wrong state for this; the vendor's word for it has not been seen. */
    static Refusal state(String reason, String message) {
        return new Refusal(400, List.of(new Trouble(reason, message, "path", "conference_id")));
    }

    @Override
    protected Answer answer() {
        return error(status, troubles);
    }

    static Answer error(int status, List<Trouble> troubles) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error")
                .put("code", status)
                .put("message", HttpResponseStatus.valueOf(status).reasonPhrase());
        ArrayNode errors = error.putArray("errors");
        for (Trouble trouble : troubles) {
            ObjectNode one = errors.addObject().put("reason", trouble.reason()).put("message", trouble.message());
            if (trouble.location() != null) {
                one.put("locationType", trouble.locationType()).put("location", trouble.location());
            }
        }
        return Answer.json(status, body);
    }
}
