package org.convene.people.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.convene.ops.Settings;

/** The keys {@code convene.people.ldap.*}. Without an address the source is off, and nothing else is looked at. */
@Singleton
public class LdapSettings {
    private static final String PREFIX = "convene.people.ldap";
    private static final String URL = PREFIX + ".url";
    private static final int MOST_IN_A_PAGE = 10_000;

    private final Optional<Server> server;

    /**
     * @param secure   TLS from the first byte ({@code ldaps:})
     * @param startTls TLS by the StartTLS operation (RFC 4513, section 3)
     * @param bindDn   as whom to ask; empty for nobody
     * @param caFile   certificates in PEM that are believed, instead of those of the platform
     */
    record Server(
            String host,
            int port,
            boolean secure,
            boolean startTls,
            Optional<String> bindDn,
            String password,
            String base,
            Filter people,
            Optional<Filter> groups,
            List<String> attributes,
            Optional<Path> caFile,
            int pageSize,
            Duration poll,
            Duration full,
            Duration timeout) {

        /** Without the password. */
        @Override
        public String toString() {
            return (secure ? "ldaps://" : "ldap://") + host + ":" + port + "/" + base;
        }
    }

    public LdapSettings(Settings settings) {
        this.server = settings.optionalText(URL).map(url -> server(url, settings));
    }

    Optional<Server> server() {
        return server;
    }

    private static Server server(String text, Settings settings) {
        LDAPURL url = url(text);
        boolean secure = url.getScheme().equals("ldaps");
        boolean startTls = settings.flag("convene.people.ldap.start-tls");
        if (secure && startTls) {
            throw Settings.wrong(
                    "convene.people.ldap.start-tls", "is true, but the address is one of ldaps already", "false");
        }
        return new Server(
                url.getHost(),
                url.getPort(),
                secure,
                startTls,
                settings.optionalText("convene.people.ldap.bind-dn"),
                settings.optionalText("convene.people.ldap.password").orElse(""),
                settings.text("convene.people.ldap.base"),
                filter("convene.people.ldap.filter", settings.text("convene.people.ldap.filter")),
                settings.optionalText("convene.people.ldap.group-filter")
                        .map(filter -> filter("convene.people.ldap.group-filter", filter)),
                Arrays.stream(settings.text("convene.people.ldap.attributes").split(","))
                        .map(String::strip)
                        .toList(),
                settings.optionalText("convene.people.ldap.ca-file").map(Path::of),
                settings.number("convene.people.ldap.page-size", 1, MOST_IN_A_PAGE),
                settings.duration("convene.people.ldap.poll"),
                settings.duration("convene.people.ldap.full"),
                settings.duration("convene.people.ldap.timeout"));
    }

    private static LDAPURL url(String text) {
        try {
            LDAPURL url = new LDAPURL(text);
            if (url.hostProvided() && List.of("ldap", "ldaps").contains(url.getScheme())) {
                return url;
            }
        } catch (LDAPException unusable) {
            // said below
        }
        throw Settings.wrong(URL, "is no address of ldap: or ldaps:", "ldaps://ad.school.example");
    }

    private static Filter filter(String key, String text) {
        try {
            return Filter.create(text);
        } catch (LDAPException unusable) {
            throw Settings.wrong(key, "is '" + text + "', which is no filter", "(objectClass=person)");
        }
    }
}
