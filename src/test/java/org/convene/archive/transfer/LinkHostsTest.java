package org.convene.archive.transfer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import org.convene.vendor.VendorFailure.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A link from outside never makes the hub speak to machines that only it can reach. */
class LinkHostsTest {
    private static final LinkHosts ANY = LinkHosts.of(List.of(), List.of("93.184.216.34"));

    private static void allowed(LinkHosts hosts, String link) {
        assertDoesNotThrow(() -> hosts.check(URI.create(link)), link);
    }

    private static void refused(LinkHosts hosts, String link) {
        Refused refused = assertThrows(Refused.class, () -> hosts.check(URI.create(link)), link);
        assertFalse(refused.getMessage().contains("secret"), "the link is not said");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/secret",
                "http://localhost:8080/secret",
                "http://2130706433/secret",
                "http://0.0.0.0/secret",
                "http://10.0.0.1/secret",
                "http://172.16.0.1/secret",
                "http://192.168.1.1/secret",
                "http://100.64.0.1/secret",
                "http://169.254.169.254/latest/secret",
                "http://224.0.0.1/secret",
                "http://255.255.255.255/secret",
                "http://[::1]/secret",
                "http://[::]/secret",
                "http://[fe80::1]/secret",
                "http://[fd00::1]/secret",
                "http://[::ffff:10.0.0.1]/secret",
                "http://[64:ff9b::7f00:1]/secret",
                "http://[2002:a00:1::]/secret"
            })
    void aLinkIntoTheOwnNetworkIsRefused(String link) {
        refused(ANY, link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://93.184.216.34/a",
                "https://8.8.8.8/a",
                "https://172.32.0.1/a",
                "https://[2606:4700::1111]/a"
            })
    void aLinkToAPublicAddressIsFollowed(String link) {
        allowed(ANY, link);
    }

    @Test
    void aVendorInTheOwnNetworkMayKeepItsRecordingsThere() {
        LinkHosts inside = LinkHosts.of(List.of(), List.of("10.1.2.3"));
        allowed(inside, "http://10.1.2.3:9000/a");
        allowed(inside, "http://192.168.7.7/a");
        refused(inside, "http://127.0.0.1/secret");
        refused(inside, "http://169.254.169.254/secret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://records.example.org/a, true",
        "https://RECORDS.example.org./a, true",
        "https://a.b.cdn.example.net/a, true",
        "https://cdn.example.net/secret, false",
        "https://evilcdn.example.net/secret, false",
        "https://records.example.org.evil.example/secret, false",
        "https://8.8.8.8/secret, false",
        "https://10.0.0.9/a, true",
        "https://api.vendor.example/a, true"
    })
    void withAListOnlyWhatItNamesIsFollowedAndTheVendorItself(String link, boolean follow) {
        LinkHosts listed = LinkHosts.of(
                List.of("records.example.org", "*.cdn.example.net", "10.0.0.9"), List.of("api.vendor.example"));
        if (follow) {
            allowed(listed, link);
        } else {
            refused(listed, link);
        }
    }
}
