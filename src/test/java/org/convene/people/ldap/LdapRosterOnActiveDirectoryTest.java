package org.convene.people.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.convene.people.ldap.LdapSettings.Server;
import org.convene.people.reading.HeardRoster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A directory in memory with entries as Active Directory has them, and servers that break off. */
class LdapRosterOnActiveDirectoryTest {
    private static final String BASE = "DC=school,DC=example";
    private static final String ANNA = "5d3a1c9e-8f0b-4a57-9c7e-2f1f2f5d6b10";
    private static final String BOSS = "0e9b1f0a-77d0-4f9e-9f9b-0d8b6b8f3c11";
    private static final String CLASS = "6f1f2f5d-6b10-4a57-9c7e-5d3a1c9e8f0b";

    private final AtomicInteger pages = new AtomicInteger();
    private Consumer<InMemoryInterceptedSearchResult> fault = page -> {};
    private InMemoryDirectoryServer directory;

    @BeforeEach
    void start() throws LDAPException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.setSchema(null);
        config.setGenerateOperationalAttributes(false);
        config.addAdditionalBindCredentials("CN=convene," + BASE, "secret of this test");
        config.setCustomRootDSEAttributes(List.of(
                new Attribute("supportedCapabilities", "1.2.840.113556.1.4.800"),
                new Attribute("dsServiceName", "CN=NTDS Settings,CN=DC1"),
                new Attribute("highestCommittedUSN", "41000")));
        config.addInMemoryOperationInterceptor(new InMemoryOperationInterceptor() {
            @Override
            public void processSearchResult(InMemoryInterceptedSearchResult result) {
                if (result.getRequest().getControlList().stream()
                        .anyMatch(control -> control.getOID().equals("1.2.840.113556.1.4.319"))) {
                    pages.incrementAndGet();
                    fault.accept(result);
                }
            }
        });
        directory = new InMemoryDirectoryServer(config);
        directory.startListening();
        directory.add(new Entry(BASE, new Attribute("objectClass", "domain")));
        user("Boss", BOSS, new Attribute("displayName", "Olga Smirnova"), new Attribute("uSNChanged", "40001"));
        user(
                "Anna Petrova",
                ANNA,
                new Attribute("displayName", "Anna Petrova"),
                new Attribute("givenName", "Anna"),
                new Attribute("sn", "Petrova"),
                new Attribute("sAMAccountName", "a.petrova"),
                new Attribute("userPrincipalName", "a.petrova@school.example"),
                new Attribute("mail", "a.petrova@school.example"),
                new Attribute(
                        "proxyAddresses",
                        "smtp:anna@school.example",
                        "SMTP:A.Petrova@school.example",
                        "x500:/o=School/cn=anna"),
                new Attribute("telephoneNumber", "+7 495 000-11-22"),
                new Attribute("ipPhone", "204"),
                new Attribute("userAccountControl", "512"),
                new Attribute("accountExpires", "9223372036854775807"),
                new Attribute("manager", "CN=Boss," + BASE),
                new Attribute("memberOf", "CN=7B," + BASE, "CN=Printers," + BASE),
                new Attribute("uSNChanged", "40002"));
        directory.add(new Entry(
                "CN=7B," + BASE,
                new Attribute("objectClass", "group"),
                new Attribute("cn", "7B"),
                new Attribute("objectGUID", guid(CLASS)),
                new Attribute("member", "CN=Boss," + BASE)));
    }

    private void user(String name, String key, Attribute... more) throws LDAPException {
        Entry entry = new Entry("CN=" + name + "," + BASE, new Attribute("objectClass", "user", "person"));
        entry.addAttribute("cn", name);
        entry.addAttribute(new Attribute("objectGUID", guid(key)));
        List.of(more).forEach(entry::addAttribute);
        directory.add(entry);
    }

    /** As Active Directory has it in bytes (MS-DTYP 2.3.4.2). */
    private static byte[] guid(String text) {
        UUID uuid = UUID.fromString(text);
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) (uuid.getMostSignificantBits() >>> 32))
                .putShort((short) (uuid.getMostSignificantBits() >>> 16))
                .putShort((short) uuid.getMostSignificantBits())
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    @AfterEach
    void stop() {
        directory.shutDown(true);
    }

    private Server server(Map<String, String> overrides) {
        Map<String, String> values = new HashMap<>(Map.of(
                "bind-dn",
                "CN=convene," + BASE,
                "password",
                "secret of this test",
                "base",
                BASE,
                "group-filter",
                "(objectClass=group)"));
        values.putAll(overrides);
        return Servers.server("ldap://localhost:" + directory.getListenPort(), values);
    }

    private HeardRoster whole() throws IOException {
        return Servers.whole(server(Map.of()));
    }

    @Test
    void anAccountIsAPerson() throws IOException {
        HeardRoster heard = whole();
        assertEquals(
                "{\"key\":\"" + ANNA + "\",\"active\":true,\"name\":\"Anna Petrova\",\"givenName\":\"Anna\","
                        + "\"familyName\":\"Petrova\",\"emails\":[\"a.petrova@school.example\",\"anna@school.example\"],"
                        + "\"login\":\"a.petrova\",\"phones\":[\"+7 495 000-11-22\"],\"extension\":\"204\",\"manager\":\""
                        + BOSS + "\",\"groups\":[\"" + CLASS + "\"]}",
                heard.person(ANNA).toString());
        assertEquals(Map.of(CLASS, "7B"), heard.groups);
    }

    @Test
    void whoIsDisabledOrExpiredIsNotActive() throws Exception {
        String disabled = "11111111-1111-1111-1111-111111111111";
        String expired = "22222222-2222-2222-2222-222222222222";
        String never = "33333333-3333-3333-3333-333333333333";
        String tomorrow = "44444444-4444-4444-4444-444444444444";
        user("Disabled", disabled, new Attribute("userAccountControl", "514"));
        user("Expired", expired, new Attribute("accountExpires", ticks(Servers.NOW.minusSeconds(60))));
        user("Never", never, new Attribute("userAccountControl", "66048"), new Attribute("accountExpires", "0"));
        user("Tomorrow", tomorrow, new Attribute("accountExpires", ticks(Servers.NOW.plusSeconds(86_400))));
        HeardRoster heard = whole();
        assertEquals("false", heard.text(disabled, "active"));
        assertEquals("false", heard.text(expired, "active"));
        assertEquals("true", heard.text(never, "active"));
        assertEquals("true", heard.text(tomorrow, "active"));
    }

    /** Tenths of microseconds since 1601. */
    private static String ticks(Instant at) {
        return String.valueOf((at.getEpochSecond() + 11_644_473_600L) * 10_000_000);
    }

    @Test
    void changesAreThoseWithAHigherNumber() throws IOException {
        HeardRoster heard =
                Servers.heard(server(Map.of()), Optional.of(new LdapCursor.Usn("CN=NTDS Settings,CN=DC1", 40_001)));
        assertEquals(Set.of(ANNA), heard.people.keySet());
        assertEquals("[\"" + CLASS + "\"]", heard.text(ANNA, "groups"));
    }

    @Test
    void computersAreNobody() throws Exception {
        directory.add(new Entry(
                "CN=PC1," + BASE,
                new Attribute("objectClass", "user", "person", "computer"),
                new Attribute("objectGUID", guid("55555555-5555-5555-5555-555555555555"))));
        assertEquals(Set.of(ANNA, BOSS), whole().people.keySet());
    }

    @Test
    void anEntryWhoseKeyMayNotBeReadIsListed() throws Exception {
        directory.add(
                new Entry("CN=Hidden," + BASE, new Attribute("objectClass", "person"), new Attribute("cn", "Hidden")));
        HeardRoster heard = whole();
        assertEquals(Set.of(ANNA, BOSS), heard.people.keySet());
        assertEquals(
                List.of("CN=Hidden," + BASE + " (null): it has neither objectGUID nor entryUUID that may be read"),
                heard.unusable);
    }

    private void crowd() throws LDAPException {
        for (int no = 0; no < 50; no++) {
            user("Crowd " + no, UUID.nameUUIDFromBytes(new byte[] {(byte) no}).toString());
        }
    }

    private IOException failureWith(Consumer<InMemoryInterceptedSearchResult> fault) throws LDAPException {
        crowd();
        Server tenAtOnce = server(Map.of("page-size", "10", "group-filter", ""));
        this.fault = page -> {
            if (pages.get() == 3) {
                fault.accept(page);
            }
        };
        return assertThrows(IOException.class, () -> Servers.whole(tenAtOnce));
    }

    private static void answer(InMemoryInterceptedSearchResult page, ResultCode code, Control... controls) {
        page.setResult(new LDAPResult(page.getMessageID(), code, "so it is", null, (String[]) null, controls));
    }

    @Test
    void pagesAreReadToTheEnd() throws Exception {
        crowd();
        assertEquals(
                52,
                Servers.whole(server(Map.of("page-size", "10", "group-filter", "")))
                        .people
                        .size());
        assertEquals(6, pages.get());
    }

    @Test
    void aPageAfterWhichTheServerSaysNothingOfOthersIsNotTheLast() throws Exception {
        assertEquals(
                "a page is missing: the server does not say whether more come",
                failureWith(page -> answer(page, ResultCode.SUCCESS)).getMessage());
    }

    @Test
    void aPageThatCannotBeHadBreaksTheReadingOff() throws Exception {
        String busy = failureWith(page -> answer(page, ResultCode.BUSY)).getMessage();
        assertTrue(busy.contains("so it is"), busy);
    }

    @Test
    void anAnswerThatPointsElsewhereBreaksTheReadingOff() throws Exception {
        String referral = failureWith(page -> page.setResult(new LDAPResult(
                        page.getMessageID(),
                        ResultCode.REFERRAL,
                        null,
                        null,
                        new String[] {"ldap://other.example/" + BASE},
                        null)))
                .getMessage();
        assertTrue(referral.contains("referral"), referral);
    }

    @Test
    void aConnectionThatIsCutBreaksTheReadingOff() throws Exception {
        IOException cut = failureWith(page -> directory.shutDown(true));
        assertTrue(cut.getMessage().length() > 5, cut.getMessage());
    }
}
