package org.convene.sandbox.trueconf;

import java.util.List;
import java.util.Objects;

/**
 * Somebody the server knows.
 *
 * @param groups ids of the groups this user is in; none means the pseudo-group of the rest
 * @param active an inactive user is listed and may own nothing
 */
record User(
        String login,
        String email,
        String displayName,
        String firstName,
        String lastName,
        List<String> groups,
        boolean active) {

    User {
        Objects.requireNonNull(login, "login");
        email = email == null ? "" : email;
        displayName = displayName == null ? login : displayName;
        firstName = firstName == null ? "" : firstName;
        lastName = lastName == null ? "" : lastName;
        groups = groups == null ? List.of() : List.copyOf(groups);
    }
}
