package org.convene.people.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.controls.ManageDsaITRequestControl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.convene.people.ldap.LdapSettings.Server;
import org.convene.people.reading.HeardRoster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading OpenLDAP as it is: pages, renames, groups, locks, TLS, and answers that are not whole. */
class LdapRosterOnOpenLdapTest {
    private static final int CROWD = 2_100;

    @TempDir
    static Path directory;

    private static Slapd slapd;

    @BeforeAll
    static void start() throws IOException {
        slapd = new Slapd(directory, "localhost", "limits dn.exact=\"cn=limited," + Slapd.BASE + "\" size.prtotal=100");
        slapd.add(
                "dn: cn=limited," + Slapd.BASE,
                "objectClass: person",
                "objectClass: simpleSecurityObject",
                "cn: limited",
                "sn: limited",
                "userPassword: limited");
        person("boss", "Olga", "Smirnova", "employeeNumber: 1");
        person("anna", "Anna", "Petrova", "mail: a.petrova@school.example", "manager: " + Slapd.person("boss"));
        person("locked", "Lo", "Cked", "pwdAccountLockedTime: 000001010000Z");
        person("hasty", "Ha", "Sty", "pwdAccountLockedTime: 20261123055900Z");
        slapd.add(
                "dn: cn=7B,ou=Groups," + Slapd.BASE,
                "objectClass: groupOfNames",
                "cn: 7B",
                "member: UID=anna, OU=People," + Slapd.BASE.toUpperCase());
        slapd.add(
                "dn: cn=staff,ou=Groups," + Slapd.BASE,
                "objectClass: posixGroup",
                "cn: staff",
                "gidNumber: 100",
                "memberUid: anna",
                "memberUid: boss");
        slapd.add("dn: ou=Crowd," + Slapd.BASE, "objectClass: organizationalUnit");
        slapd.change(connection -> {
            for (int no = 0; no < CROWD; no++) {
                Entry entry = new Entry("uid=c" + no + ",ou=Crowd," + Slapd.BASE);
                entry.addAttribute("objectClass", "inetOrgPerson");
                entry.addAttribute("cn", "Crowd " + no);
                entry.addAttribute("sn", String.valueOf(no));
                entry.addAttribute("manager", Slapd.person("boss"));
                connection.add(entry);
            }
        });
    }

    private static void person(String login, String given, String family, String... more) {
        slapd.change(connection -> {
            Entry entry = new Entry(Slapd.person(login));
            entry.addAttribute("objectClass", "inetOrgPerson");
            entry.addAttribute("cn", given + " " + family);
            entry.addAttribute("givenName", given);
            entry.addAttribute("sn", family);
            for (String line : more) {
                String[] parts = line.split(": ", 2);
                entry.addAttribute(parts[0], parts[1]);
            }
            connection.processOperation(new AddRequest(entry, relaxed()));
        });
    }

    /** Some attributes are the server's own; whoever restores a directory may set them. */
    private static Control[] relaxed() {
        return new Control[] {new Control("1.3.6.1.4.1.4203.666.5.12", true)};
    }

    @AfterAll
    static void stop() throws Exception {
        if (slapd != null) {
            slapd.close();
        }
    }

    private static Server server(Map<String, String> overrides) {
        Map<String, String> values = new HashMap<>(Map.of(
                "bind-dn",
                Slapd.ROOT,
                "password",
                Slapd.PASSWORD,
                "base",
                "ou=People," + Slapd.BASE,
                "filter",
                "(objectClass=inetOrgPerson)",
                "group-filter",
                "(|(objectClass=groupOfNames)(objectClass=posixGroup))"));
        values.putAll(overrides);
        return Servers.server("ldap://localhost:" + slapd.port, values);
    }

    private static HeardRoster school() throws IOException {
        return Servers.whole(server(Map.of("base", Slapd.BASE)));
    }

    private static String keyOf(HeardRoster heard, String login) {
        return heard.people.values().stream()
                .filter(person -> person.path("login").asText().equals(login))
                .map(person -> person.path("key").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError(login + " is not there"));
    }

    @Test
    void everybodyIsReadPageByPageWithManagersInBetween() throws IOException {
        HeardRoster heard = school();
        Set<String> crowd = heard.people.values().stream()
                .map(person -> person.path("login").asText())
                .filter(login -> login.matches("c\\d+"))
                .collect(Collectors.toSet());
        assertEquals(IntStream.range(0, CROWD).mapToObj(no -> "c" + no).collect(Collectors.toSet()), crowd);
        String boss = keyOf(heard, "boss");
        assertEquals(boss, heard.text(keyOf(heard, "c0"), "manager"));
        assertEquals(boss, heard.text(keyOf(heard, "c" + (CROWD - 1)), "manager"));
        assertEquals(List.of(), heard.unusable);
    }

    @Test
    void anEntryIsAPerson() throws IOException {
        HeardRoster heard = school();
        String anna = keyOf(heard, "anna");
        String groups = heard.groups.entrySet().stream()
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining("\",\"", "[\"", "\"]"));
        assertEquals(
                "{\"key\":\"" + anna + "\",\"active\":true,\"name\":\"Anna Petrova\",\"givenName\":\"Anna\","
                        + "\"familyName\":\"Petrova\",\"emails\":[\"a.petrova@school.example\"],\"login\":\"anna\",\"manager\":\""
                        + keyOf(heard, "boss") + "\",\"groups\":" + groups + "}",
                heard.person(anna).toString());
        assertEquals(Set.of("7B", "staff"), Set.copyOf(heard.groups.values()));
    }

    @Test
    void whoIsLockedByAnAdministratorIsNotActiveButWhoMistypedIs() throws IOException {
        HeardRoster heard = school();
        assertEquals("false", heard.text(keyOf(heard, "locked"), "active"));
        assertEquals("true", heard.text(keyOf(heard, "hasty"), "active"));
    }

    @Test
    void whoIsRenamedAndMovedKeepsTheKey() throws IOException {
        person("maria", "Maria", "Before");
        String before = keyOf(school(), "maria");
        slapd.change(connection -> {
            connection.modify(
                    Slapd.person("maria"),
                    new Modification(ModificationType.REPLACE, "sn", "After"),
                    new Modification(ModificationType.REPLACE, "cn", "Maria After"));
            connection.modifyDN(Slapd.person("maria"), "uid=m.after", true, "ou=Left," + Slapd.BASE);
        });
        HeardRoster heard = school();
        assertEquals(before, keyOf(heard, "m.after"));
        assertEquals("Maria After", heard.text(before, "name"));
    }

    @Test
    void changesAreThoseSinceATime() throws IOException {
        person("early", "Ear", "Ly");
        Instant later = Instant.now().plus(1, ChronoUnit.HOURS);
        assertEquals(
                Set.of(),
                Servers.heard(server(Map.of()), Optional.of(new LdapCursor.Time(later)))
                        .people
                        .keySet());
        HeardRoster heard = Servers.heard(
                server(Map.of()), Optional.of(new LdapCursor.Time(Instant.now().minus(1, ChronoUnit.HOURS))));
        assertEquals("Ear Ly", heard.text(keyOf(heard, "early"), "name"));
        assertEquals(
                Set.of("7B", "staff"),
                Set.copyOf(Servers.heard(
                                server(Map.of("base", Slapd.BASE)),
                                Optional.of(new LdapCursor.Time(Instant.now().minus(1, ChronoUnit.HOURS))))
                        .groups
                        .values()));
    }

    @Test
    void aServerThatTellsNoMoreThanItsLimitIsNotBelieved() {
        Server limited = server(Map.of(
                "base", Slapd.BASE, "bind-dn", "cn=limited," + Slapd.BASE, "password", "limited", "page-size", "50"));
        IOException failed = assertThrows(IOException.class, () -> Servers.whole(limited));
        assertTrue(failed.getMessage().contains("size limit exceeded"), failed.getMessage());
    }

    @Test
    void aTreeThatGoesOnElsewhereIsNotBelieved() throws Exception {
        String elsewhere = "ou=Branch,ou=Left," + Slapd.BASE;
        slapd.add(
                "dn: " + elsewhere,
                "objectClass: referral",
                "objectClass: extensibleObject",
                "ou: Branch",
                "ref: ldap://elsewhere.example/" + elsewhere);
        try {
            IOException failed = assertThrows(
                    IOException.class, () -> Servers.whole(server(Map.of("base", "ou=Left," + Slapd.BASE))));
            assertTrue(failed.getMessage().contains("elsewhere.example"), failed.getMessage());
        } finally {
            slapd.change(connection ->
                    connection.delete(new DeleteRequest(elsewhere, new Control[] {new ManageDsaITRequestControl()})));
        }
    }

    @Test
    void startTlsBelievesOnlyTheCertificatesItIsTold() throws Exception {
        Map<String, String> tls = Map.of(
                "start-tls", "true", "ca-file", slapd.certificate.certificate().toString());
        assertEquals(1, Servers.count(server(tls), "(uid=anna)"));

        IOException unknown =
                assertThrows(IOException.class, () -> Servers.count(server(Map.of("start-tls", "true")), "(uid=anna)"));
        assertFalse(unknown.getMessage().contains(Slapd.PASSWORD));
    }

    @Test
    void aCertificateInAnotherNameIsNotBelieved(@TempDir Path another) throws Exception {
        try (Slapd stranger = new Slapd(another, "dc.school.example")) {
            Server server = Servers.server(
                    "ldap://localhost:" + stranger.port,
                    Map.of(
                            "start-tls",
                            "true",
                            "ca-file",
                            stranger.certificate.certificate().toString(),
                            "base",
                            Slapd.BASE));
            IOException wrong = assertThrows(IOException.class, () -> Servers.whole(server));
            assertTrue(wrong.getMessage().contains("dc.school.example"), wrong.getMessage());
        }
    }

    @Test
    void aWrongPasswordIsSaidWithoutIt() {
        Server wrong = server(Map.of("password", "not this one"));
        IOException failed = assertThrows(IOException.class, () -> Servers.whole(wrong));
        assertTrue(failed.getMessage().contains("invalid credentials"), failed.getMessage());
        assertFalse(failed.getMessage().contains("not this one"));
        assertFalse(wrong.toString().contains("not this one"));
    }
}
