package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.authorize.Authorization;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import java.sql.Connection;
import java.util.Map;
import java.util.Set;

/** A request on its way: all that is read and written for it goes through one connection, in one transaction. */
final class ScimRequest extends Context {
    /** Who calls was asked before any route heard of it, see {@code quarkus.http.auth} in application.properties. */
    private static final Authorization ASKED_BEFORE = new Authorization() {
        @Override
        public Set<String> getClientRoles() {
            return Set.of();
        }

        @Override
        public boolean authenticate(Map<String, String> headers, Map<String, String> query) {
            return true;
        }

        @Override
        public void isAuthorized(
                ResourceType type,
                de.captaingoldfish.scim.sdk.server.endpoints.features.EndpointType endpoint,
                boolean any,
                Set<String> roles,
                Set<String> usual) {
            // the same
        }
    };

    private Connection connection;
    private boolean inTheWay;

    ScimRequest() {
        super(ASKED_BEFORE);
    }

    static ScimRequest of(Context context) {
        return (ScimRequest) context;
    }

    void begin(Connection connection) {
        this.connection = connection;
    }

    void end() {
        connection = null;
    }

    Connection connection() {
        return connection;
    }

    /** Another transaction was in the way; the same request may succeed now. */
    void wasInTheWay() {
        inTheWay = true;
    }

    boolean isWorthAnotherTry() {
        return inTheWay;
    }
}
