package org.convene.attendance;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whoever knows people by more than one address: somebody who joined with a private address, or under the one of before the
 * wedding, is still the person on the roster.
 */
@FunctionalInterface
interface Acquaintances {
    /** Nobody is known by another address than the roster's. */
    Acquaintances NONE = emails -> Map.of();

    /** The one person whom an address means, by the address; addresses that mean nobody, or several, are left out. */
    Map<String, String> byEmail(Collection<String> emails) throws SQLException;

    /** Only where a report has addresses that are on no roster is anybody asked. */
    default Map<String, String> ofStrangers(List<Identity> roster, List<Presence> rows) throws SQLException {
        Set<String> ids = new HashSet<>();
        Set<String> expected = new HashSet<>();
        for (Identity person : roster) {
            ids.add(person.id());
            expected.add(person.emailKey());
        }
        List<String> strangers = rows.stream()
                .map(Presence::who)
                .filter(who -> who.id() == null || !ids.contains(who.id()))
                .map(Identity::emailKey)
                .filter(email -> email != null && !expected.contains(email))
                .distinct()
                .toList();
        if (strangers.isEmpty()) {
            return Map.of();
        }
        List<String> all = new ArrayList<>(strangers);
        expected.stream().filter(Objects::nonNull).forEach(all::add);
        return byEmail(all);
    }
}
