package org.convene.sandbox.trueconf;

import java.util.List;
import java.util.Objects;

/**
 * Somebody the server knows.
 *
 * @param groups ids of the groups this user is in; none means the pseudo-group of the rest
 * @param active an inactive user is listed, may own and start nothing, and is in no conference
 */
record User(
        String login,
        String email,
        String displayName,
        String firstName,
        String lastName,
        List<String> groups,
        boolean active,
        String company,
        String mobilePhone,
        String workPhone,
        String homePhone) {

    User {
        Objects.requireNonNull(login, "login");
        email = email == null ? "" : email;
        displayName = displayName == null ? login : displayName;
        firstName = firstName == null ? "" : firstName;
        lastName = lastName == null ? "" : lastName;
        groups = groups == null ? List.of() : List.copyOf(groups);
        company = company == null ? "" : company;
        mobilePhone = mobilePhone == null ? "" : mobilePhone;
        workPhone = workPhone == null ? "" : workPhone;
        homePhone = homePhone == null ? "" : homePhone;
    }

    /** Without a telephone. */
    User(
            String login,
            String email,
            String displayName,
            String firstName,
            String lastName,
            List<String> groups,
            boolean active) {
        this(login, email, displayName, firstName, lastName, groups, active, null, null, null, null);
    }

    User in(List<String> newGroups) {
        return new User(
                login,
                email,
                displayName,
                firstName,
                lastName,
                newGroups,
                active,
                company,
                mobilePhone,
                workPhone,
                homePhone);
    }
}
