package org.convene.people.ldap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.convene.people.RosterListener;

/**
 * The groups of a directory and who is in them. Active Directory says it of each person (memberOf), and of large groups not all
 * members; other servers say it of the group: by names of entries (RFC 4519, groupOfNames) or by logins (RFC 2307, posixGroup).
 */
final class Groups {
    private static final String[] MEMBERS = {"member", "uniqueMember"};

    private final boolean byPerson;
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, List<String>> byMember = new HashMap<>();
    private final Map<String, List<String>> byLogin = new HashMap<>();

    private Groups(boolean byPerson) {
        this.byPerson = byPerson;
    }

    /** Reads all that the filter finds, and tells of them. */
    static Groups read(LdapSession session, Optional<Filter> filter, RosterListener listener) throws IOException {
        Groups groups = new Groups(session.isActiveDirectory());
        if (filter.isPresent()) {
            List<String> attributes = new ArrayList<>(List.of(EntryKey.ATTRIBUTES));
            attributes.addAll(List.of("cn", "displayName"));
            if (!groups.byPerson) {
                attributes.addAll(List.of(MEMBERS));
                attributes.add("memberUid");
            }
            session.each(filter.get(), attributes, entry -> groups.add(entry, listener));
        }
        return groups;
    }

    private void add(SearchResultEntry entry, RosterListener listener) throws IOException {
        Optional<String> key = EntryKey.of(entry);
        if (key.isEmpty()) {
            listener.unusable(entry.getDN(), "", "the group has neither objectGUID nor entryUUID that may be read");
            return;
        }
        String name = Optional.ofNullable(entry.getAttributeValue("displayName"))
                .or(() -> Optional.ofNullable(entry.getAttributeValue("cn")))
                .orElse(key.get());
        listener.group(
                JsonNodeFactory.instance.objectNode().put("key", key.get()).put("name", name));
        keys.put(normalized(entry.getDN()), key.get());
        for (String attribute : MEMBERS) {
            for (String member : values(entry, attribute)) {
                byMember.computeIfAbsent(normalized(member), each -> new ArrayList<>(2))
                        .add(key.get());
            }
        }
        for (String login : values(entry, "memberUid")) {
            byLogin.computeIfAbsent(login.toLowerCase(Locale.ROOT), each -> new ArrayList<>(2))
                    .add(key.get());
        }
    }

    /** The keys of the groups somebody is in, in order. */
    Set<String> of(Entry person) {
        Set<String> all = new TreeSet<>(byMember.getOrDefault(normalized(person.getDN()), List.of()));
        for (String login : values(person, "uid")) {
            all.addAll(byLogin.getOrDefault(login.toLowerCase(Locale.ROOT), List.of()));
        }
        if (byPerson) {
            for (String group : values(person, "memberOf")) {
                Optional.ofNullable(keys.get(normalized(group))).ifPresent(all::add);
            }
        }
        return all;
    }

    private static String[] values(Entry entry, String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        return values == null ? new String[0] : values;
    }

    /** Names of entries are the same in other cases and with other blanks (RFC 4514, RFC 4518). */
    static String normalized(String dn) {
        try {
            return DN.normalize(dn);
        } catch (LDAPException noName) {
            return dn.toLowerCase(Locale.ROOT);
        }
    }
}
