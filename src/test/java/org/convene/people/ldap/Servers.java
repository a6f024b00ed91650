package org.convene.people.ldap;

import com.unboundid.ldap.sdk.Filter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.convene.ops.Settings;
import org.convene.people.ldap.LdapSettings.Server;
import org.convene.people.reading.HeardRoster;
import org.convene.people.reading.JqFile;
import org.convene.people.reading.Mapping;

/** Directories as configuration names them, and what is read from them. */
final class Servers {
    static final Mapping MAPPING = JqFile.mapping("sources/people/ldap/entry.to-person.jq");
    static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

    private Servers() {}

    /** With all that {@code application.properties} says, unless it is said here. */
    static Server server(String url, Map<String, String> overrides) {
        Map<String, String> values = new HashMap<>();
        Properties all = new Properties();
        try (InputStream file = Files.newInputStream(Path.of("application.properties"))) {
            all.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        all.stringPropertyNames().stream()
                .filter(key -> key.startsWith("convene.people.ldap."))
                .forEach(key -> values.put(key, all.getProperty(key)));
        values.put("convene.people.ldap.url", url);
        overrides.forEach((key, value) -> values.put("convene.people.ldap." + key, value));
        return new LdapSettings(new Settings(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(values, "test", 100))
                        .build()))
                .server()
                .orElseThrow();
    }

    static HeardRoster whole(Server server) throws IOException {
        return heard(server, Optional.empty());
    }

    static HeardRoster heard(Server server, Optional<LdapCursor> since) throws IOException {
        try (LdapSession session = LdapSession.open(server)) {
            return HeardRoster.of(new LdapRoster(session, server, MAPPING, NOW, since));
        }
    }

    /** How many entries the filter finds, page by page. */
    static int count(Server server, String filter) throws Exception {
        int[] count = {0};
        try (LdapSession session = LdapSession.open(server)) {
            session.each(Filter.create(filter), java.util.List.of("1.1"), entry -> count[0]++);
        }
        return count[0];
    }
}
