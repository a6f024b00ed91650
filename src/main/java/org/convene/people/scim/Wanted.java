package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import java.util.List;

/** Which attributes an answer is to have, as the parameters attributes and excludedAttributes say (RFC 7644, 3.9). */
record Wanted(List<SchemaAttribute> attributes, List<SchemaAttribute> excluded) {
    static final Wanted ALL = new Wanted(null, null);

    boolean has(String name) {
        boolean isAsked = attributes == null || attributes.isEmpty() || names(attributes, name);
        return isAsked && (excluded == null || !excludedWhole(name));
    }

    private static boolean names(List<SchemaAttribute> attributes, String name) {
        return attributes.stream().anyMatch(attribute -> {
            String told = attribute.getScimNodeName();
            return told.equalsIgnoreCase(name) || told.toLowerCase().startsWith(name + ".");
        });
    }

    private boolean excludedWhole(String name) {
        return excluded.stream()
                .anyMatch(attribute -> attribute.getScimNodeName().equalsIgnoreCase(name));
    }
}
