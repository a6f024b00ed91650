package org.convene.people.ldap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.convene.people.Roster;
import org.convene.people.RosterListener;
import org.convene.people.ldap.LdapSettings.Server;
import org.convene.people.reading.Mapping;

/** The people of a directory, all of them or those that changed. */
final class LdapRoster implements Roster {
    static final String SOURCE = "ldap";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> ALWAYS = List.of("memberOf", "manager", "uid", "modifyTimestamp");
    private static final int MOST_MANAGERS = 5_000;

    private final LdapSession session;
    private final Server server;
    private final Mapping mapping;
    private final Instant now;
    private final Optional<LdapCursor> since;
    private final Map<String, Optional<String>> managers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > MOST_MANAGERS;
        }
    };
    private Groups groups;
    private Optional<Instant> latest = Optional.empty();

    /**
     * @param mapping from {@code {key, dn, now, attributes, groups, manager}} to a person
     * @param now     at which an account has expired or not
     * @param since   empty to read everybody
     */
    LdapRoster(LdapSession session, Server server, Mapping mapping, Instant now, Optional<LdapCursor> since) {
        this.session = session;
        this.server = server;
        this.mapping = mapping;
        this.now = now;
        this.since = since;
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public String origin() {
        return server + (isWhole() ? "" : ", changes");
    }

    @Override
    public boolean isWhole() {
        return since.isEmpty();
    }

    @Override
    public void read(RosterListener listener) throws IOException {
        // before, and not when the first person comes: OpenLDAP remembers one paged search of a connection
        groups = Groups.read(session, server.groups(), listener);
        Filter filter = since.map(cursor -> Filter.createANDFilter(server.people(), cursor.filter()))
                .orElse(server.people());
        List<String> attributes = new ArrayList<>(List.of(EntryKey.ATTRIBUTES));
        attributes.addAll(ALWAYS);
        attributes.addAll(server.attributes());
        session.each(filter, attributes, entry -> tell(entry, listener));
    }

    private void tell(SearchResultEntry entry, RosterListener listener) throws IOException {
        LdapCursor.time(entry.getAttributeValue("modifyTimestamp"))
                .filter(at -> latest.isEmpty() || at.isAfter(latest.get()))
                .ifPresent(at -> latest = Optional.of(at));
        Optional<String> key = EntryKey.of(entry);
        if (key.isEmpty()) {
            listener.unusable(entry.getDN(), null, "it has neither objectGUID nor entryUUID that may be read");
            return;
        }
        JsonNode person;
        try {
            person = mapping.map(described(entry, key.get()));
        } catch (IllegalArgumentException noAnswer) {
            listener.unusable(entry.getDN(), key.get(), noAnswer.getMessage());
            return;
        }
        if (person instanceof ObjectNode object) {
            listener.person(object);
        } // the mapping takes it for nobody
    }

    private ObjectNode described(SearchResultEntry entry, String key) throws IOException {
        ObjectNode described =
                JSON.objectNode().put("key", key).put("dn", entry.getDN()).put("now", now.getEpochSecond());
        ObjectNode attributes = described.putObject("attributes");
        for (Attribute attribute : entry.getAttributes()) {
            String name = attribute.getName().toLowerCase(Locale.ROOT);
            ArrayNode values = attributes.putArray(name);
            if (name.equals("objectguid")) {
                values.add(key);
            } else {
                List.of(attribute.getValues()).forEach(values::add);
            }
        }
        groups.of(entry).forEach(described.putArray("groups")::add);
        String manager = entry.getAttributeValue("manager");
        if (manager != null) {
            manager(manager).ifPresent(found -> described.put("manager", found));
        }
        return described;
    }

    /** A directory tells the name of the manager's entry, which changes; the key does not. */
    private Optional<String> manager(String dn) throws IOException {
        String name = Groups.normalized(dn);
        Optional<String> key = managers.get(name);
        if (key == null) {
            key = session.entry(dn, List.of(EntryKey.ATTRIBUTES)).flatMap(EntryKey::of);
            managers.put(name, key);
        }
        return key;
    }

    /** The time of the latest change that was seen. */
    Optional<Instant> latest() {
        return latest;
    }
}
