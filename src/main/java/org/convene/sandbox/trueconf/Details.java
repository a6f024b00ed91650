package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a caller writes of a conference.
 *
 * @param owner a login, without the server
 * @param type 0 symmetric, 1 asymmetric, 3 with roles
 * @param invitations by id, as replies list them
 * @param options the rest, by the names of the API, in the order of its replies
 */
record Details(
        String topic,
        String description,
        String owner,
        int type,
        Schedule schedule,
        List<Invitation> invitations,
        Map<String, JsonNode> options) {

    /**
     * Whether only the description differs, which may be edited while the conference runs (trueconf-server.md B1.1).
     */
    boolean sameButForDescription(Details other) {
        return withDescription("").equals(other.withDescription(""));
    }

    Details withInvitations(List<Invitation> newInvitations) {
        return new Details(topic, description, owner, type, schedule, List.copyOf(newInvitations), options);
    }

    private Details withDescription(String newDescription) {
        return new Details(topic, newDescription, owner, type, schedule, invitations, options);
    }
}
