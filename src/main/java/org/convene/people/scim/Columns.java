package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Email;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What of a resource stands in columns, so that filters find it. */
final class Columns {
    private static final int LONGEST = 320;

    private Columns() {}

    static Map<String, Object> of(ResourceNode resource) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put(
                "external_id", fitting("externalId", resource.getExternalId().orElse(null)));
        if (resource instanceof User user) {
            columns.put("user_key", fitting("userName", key(user.getUserName().orElse(null))));
            columns.put(
                    "display_key",
                    fitting("displayName", key(user.getDisplayName().orElse(null))));
            columns.put("active", user.isActive().orElse(null));
        } else if (resource instanceof Group group) {
            String name = fitting("displayName", group.getDisplayName().orElse(null));
            columns.put("name", name);
            columns.put("display_key", key(name));
        }
        return columns;
    }

    static Set<String> addresses(User user) {
        Set<String> addresses = new TreeSet<>();
        for (Email email : user.getEmails()) {
            email.getValue()
                    .map(address -> fitting("emails.value", key(address)))
                    .ifPresent(addresses::add);
        }
        return addresses;
    }

    /** As texts are compared that are not case-exact. */
    static String key(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static String fitting(String attribute, String text) {
        if (text != null && text.length() > LONGEST) {
            throw new BadRequestException(
                    attribute + " is longer than " + LONGEST + " characters", null, ScimType.RFC7644.INVALID_VALUE);
        }
        return text;
    }
}
