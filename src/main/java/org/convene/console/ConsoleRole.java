package org.convene.console;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who sits at the console, from who may most to who may least. Sources of lessons have no business there. */
enum ConsoleRole {
    ADMIN,
    OPERATOR,
    VIEWER;

    static Optional<ConsoleRole> of(SecurityIdentity identity) {
        return Stream.of(values())
                .filter(role -> identity.hasRole(role.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    boolean isAtLeast(ConsoleRole other) {
        return compareTo(other) <= 0;
    }
}
