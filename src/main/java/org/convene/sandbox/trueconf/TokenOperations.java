package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.TreeSet;
import org.convene.sandbox.stage.Answer;

/**
 * {@code /oauth2/v1/token} for applications. Its errors have the shape of RFC 6749 §5.2, where {@code error} is a text,
 * unlike everywhere else (trueconf-server.md B1.3). Grants of users are not played.
 */
final class TokenOperations {

    private final World world;
    private final String clientId;
    private final String clientSecret;

    TokenOperations(World world, String clientId, String clientSecret) {
        this.world = world;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    Answer issue(Heard heard) {
        Fields fields = heard.isJson() ? heard.json() : null;
        String grant = value(heard, fields, "grant_type");
        if (grant.isEmpty()) {
            return error("invalid_request", "There is no grant_type in the request");
        }
        if (!grant.equals("client_credentials")) {
            return error("unsupported_grant_type", "This grant_type is not supported");
        }
        boolean known = value(heard, fields, "client_id").equals(clientId)
                && value(heard, fields, "client_secret").equals(clientSecret);
        return known ? issued() : error("invalid_client", "The client credentials do not fit");
    }

    private static String value(Heard heard, Fields json, String name) {
        String value = json == null
                ? heard.request().getFormAttribute(name)
                : json.raw(name).asText();
        return value == null ? "" : value;
    }

    private Answer issued() {
        Habits habits = world.habits();
        Token token = world.issueToken();
        return Answer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("access_token", token.value())
                        .put("expires_in", habits.toldSeconds())
                        .put("token_type", "Bearer")
                        .put("scope", String.join(" ", new TreeSet<>(token.scopes()))));
    }

    private static Answer error(String error, String description) {
        return Answer.json(
                400, JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description));
    }
}
