package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.convene.sandbox.stage.Answer;

/** The user behind the token, tokens themselves, and what an LMS tells about its users (teleboss.md D1). */
final class UserOperations {

    private final World world;
    private final Tokens tokens;
    private final Credentials credentials;

    UserOperations(World world, Tokens tokens, Credentials credentials) {
        this.world = world;
        this.tokens = tokens;
        this.credentials = credentials;
    }

    Answer me(Heard heard) {
        heard.mustBeUser();
        return Answer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", Whoami.USER_ID)
                        .put("appId", Whoami.APP_ID)
                        .put("username", "Sandbox")
                        .put("email", credentials.email()));
    }

    /** storeExternalUserMeta; its path is published only behind the vendor's login, so this one is a guess. */
    Answer storeMeta(Heard heard) {
        heard.mustBeUser();
        Fields fields = heard.json();
        String externalUserId = fields.required("externalUserId");
        String externalMeetingId = fields.required("externalMeetingId");
        JsonNode meta = fields.object("meta");
        fields.check();
        ExternalMeta stored = world.putMeta(externalUserId, externalMeetingId, meta);
        return Answer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("externalUserId", stored.externalUserId())
                        .put("externalMeetingId", stored.externalMeetingId())
                        .set("meta", stored.meta()));
    }

    /** Client credentials make an application's token, email and password a user's. */
    Answer token(Heard heard) {
        Fields fields = heard.json();
        String grant = fields.optional("grant_type");
        boolean client = credentials.clientId().equals(fields.optional("client_id"))
                && credentials.clientSecret().equals(fields.optional("client_secret"));
        if ("client_credentials".equals(grant)) {
            return client ? issued(Account.CLIENT) : oauthError("invalid_grant", "Invalid credentials");
        }
        if ("password".equals(grant)) {
            boolean user = credentials.email().equals(fields.optional("username"))
                    && credentials.password().equals(fields.optional("password"));
            return client && user ? issued(Account.USER) : oauthError("invalid_grant", "Invalid credentials");
        }
        return oauthError("unsupported_grant_type", "Unsupported grant type");
    }

    private Answer issued(Account account) {
        return Answer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("token_type", "Bearer")
                        .put("access_token", tokens.access(account))
                        .put("refresh_token", tokens.refresh(account)));
    }

    private static Answer oauthError(String error, String description) {
        return Answer.json(
                400, JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description));
    }
}
