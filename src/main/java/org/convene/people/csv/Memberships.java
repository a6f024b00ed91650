package org.convene.people.csv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * To what each user belongs, by the tables beside the one of users: what came, and in a table of changes what ended. A name
 * that stands often is kept once.
 */
final class Memberships {
    private final Map<String, List<String>> came = new HashMap<>();
    private final Map<String, List<String>> ended = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    void add(String user, String name, boolean ends) {
        List<String> all = (ends ? ended : came).computeIfAbsent(user, each -> new ArrayList<>(4));
        String once = names.computeIfAbsent(name, each -> name);
        if (!all.contains(once)) {
            all.add(once);
        }
    }

    List<String> of(String user) {
        return came.getOrDefault(user, List.of());
    }

    /** What was before, with what came and without what ended. What ended and came again is there. */
    Set<String> of(String user, Collection<String> before) {
        Set<String> all = new LinkedHashSet<>(before);
        ended.getOrDefault(user, List.of()).forEach(all::remove);
        all.addAll(of(user));
        return all;
    }

    /** Who is named here. */
    Set<String> users() {
        Set<String> users = new LinkedHashSet<>(came.keySet());
        users.addAll(ended.keySet());
        return users;
    }
}
