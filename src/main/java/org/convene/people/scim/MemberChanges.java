package org.convene.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a request makes of a group's members, operation after operation; who they are now does not matter to it. */
final class MemberChanges {
    private final Set<String> added = new LinkedHashSet<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private boolean whole;

    /** Nobody, but who is added from here on. */
    MemberChanges clear() {
        whole = true;
        added.clear();
        removed.clear();
        return this;
    }

    void add(String id) {
        removed.remove(id);
        added.add(id);
    }

    /** @param members as in {@code members} of a group, or {@code null} */
    MemberChanges addAll(JsonNode members) {
        if (members != null) {
            members.forEach(member -> {
                String id = member.path("value").asText("");
                if (id.isEmpty()) {
                    throw new BadRequestException(
                            "Each member has a value: the id of a user or a group",
                            null,
                            ScimType.RFC7644.INVALID_VALUE);
                }
                add(id);
            });
        }
        return this;
    }

    void remove(String id) {
        added.remove(id);
        removed.add(id);
    }

    /** Whether {@link #added()} are all members that there are to be. */
    boolean isWhole() {
        return whole;
    }

    Set<String> added() {
        return added;
    }

    Set<String> removed() {
        return removed;
    }

    boolean isEmpty() {
        return !whole && added.isEmpty() && removed.isEmpty();
    }

    static ScimException unknown(String id) {
        String shown = id.length() <= 40 ? id : id.substring(0, 40);
        return new BadRequestException(
                "members: there is no user or other group with the id " + shown, null, ScimType.RFC7644.INVALID_VALUE);
    }
}
