package org.convene.people.scim;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an address below {@code /scim/v2} means.
 *
 * @param resource such as {@code Users}
 * @param id       of one of them, {@code .search}, or empty
 */
record ScimAddress(String resource, String id) {
    static final String BASE = "/scim/v2";

    private static final Set<String> RESOURCES =
            Set.of("Users", "Groups", "Bulk", "ServiceProviderConfig", "ResourceTypes", "Schemas");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String SEARCH = ".search";

    /** @return empty when there can be nothing at this path; ids are ours, so what does not look like one is none */
    static Optional<ScimAddress> of(String path) {
        String[] parts = path.split("/", -1);
        boolean slashed = parts.length > 1 && parts[parts.length - 1].isEmpty();
        int length = slashed ? parts.length - 1 : parts.length;
        if (!path.startsWith(BASE + "/") || length < 4 || length > 5 || !RESOURCES.contains(parts[3])) {
            return Optional.empty();
        }
        ScimAddress address = new ScimAddress(parts[3], length == 5 ? parts[4] : "");
        boolean possible = address.kind() == null || address.id.isEmpty() || address.isSearch() || address.isId();
        return possible ? Optional.of(address) : Optional.empty();
    }

    Kind kind() {
        return Kind.at(resource);
    }

    boolean isBulk() {
        return resource.equals("Bulk");
    }

    boolean isSearch() {
        return id.equals(SEARCH);
    }

    private boolean isId() {
        return ID.matcher(id).matches();
    }

    String path() {
        return BASE + "/" + resource + (id.isEmpty() ? "" : "/" + id);
    }
}
