package org.convene.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.utils.ConfigSourceUtil;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.convene.ops.Settings;
import org.junit.jupiter.api.Test;

/** What an operator may write below {@code convene.trueconf}, and what is said to one who makes a mistake there. */
class VendorSettingsTest {
    private final Map<String, String> written = new HashMap<>();

    private void write(String key, String value) {
        written.put("convene.trueconf." + key, value);
    }

    private Vendor read() throws Exception {
        Map<String, String> all = ConfigSourceUtil.urlToMap(
                Path.of("application.properties").toUri().toURL());
        all.putAll(written);
        return Vendor.read(
                "trueconf",
                new Settings(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(all, "test", 100))
                        .build()));
    }

    private void assertComplaint(String complaint) {
        RuntimeException wrong = assertThrows(RuntimeException.class, this::read);
        assertEquals("convene.trueconf." + complaint, wrong.getMessage());
    }

    @Test
    void withoutAnythingTheVendorIsOff() throws Exception {
        assertTrue(read().url().isEmpty());
        assertFalse(read().authorization().isThere());
    }

    @Test
    void anApplicationIsGivenTokens() throws Exception {
        write("client-id", "app");
        write("client-secret", "very-secret");
        VendorAuthorization authorization = read().authorization();
        assertEquals("/oauth2/v1/token", authorization.grant().orElseThrow().tokenPath());
        assertFalse(authorization.inQuery());
        assertFalse(read().toString().contains("very-secret"));
    }

    @Test
    void theSecretKeyOfTheServerMakesAnApplicationNeedless() throws Exception {
        write("client-id", "app");
        write("token", "endless");
        assertTrue(read().authorization().grant().isEmpty());
        assertEquals("endless", read().authorization().token());
        assertFalse(read().toString().contains("endless"));
    }

    @Test
    void anApplicationWithoutASecretStopsTheStart() {
        write("client-id", "app");
        assertComplaint("client-secret is not set; example: convene.trueconf.client-secret=a value, see"
                + " application.properties");
    }

    @Test
    void aUserWithAPasswordGoesBeforeAnApplicationAlone() throws Exception {
        write("client-id", "app");
        write("client-secret", "very-secret");
        write("username", "anna");
        write("password", "hidden");
        assertInstanceOf(
                TokenGrant.Password.class, read().authorization().grant().orElseThrow());
        assertFalse(read().toString().matches(".*(very-secret|hidden).*"));
    }

    @Test
    void aFileWithAnIdentityTokenMakesTheOthersNeedless() throws Exception {
        write("azure-token-file", "/run/secrets/azure");
        assertInstanceOf(
                TokenGrant.IdentityToken.class, read().authorization().grant().orElseThrow());
    }

    @Test
    void aUserWithoutAPasswordStopsTheStart() {
        write("client-id", "app");
        write("client-secret", "very-secret");
        write("username", "anna");
        assertComplaint("password is not set; example: convene.trueconf.password=a value, see application.properties");
    }

    @Test
    void aTokenHasTwoPlacesToGo() throws Exception {
        write("token-in", "query");
        assertTrue(read().authorization().inQuery());
        write("token-in", "cookie");
        assertComplaint(
                "token-in is 'cookie', which is not header or query; example: convene.trueconf.token-in=header");
    }

    @Test
    void certificatesThatCannotBeReadStopTheStart() {
        write("ca-file", "/nowhere/ca.pem");
        assertComplaint("ca-file is '/nowhere/ca.pem', which cannot be read; example:"
                + " convene.trueconf.ca-file=/etc/convene/vendor-ca.pem");
    }

    @Test
    void theDefaultOwnerIsASettingOfARoom() throws Exception {
        write("owner", "service");
        write("room.max-participants", "25");
        assertEquals("service", read().rooms().path("owner").asText());
        assertEquals("25", read().rooms().path("maxParticipants").asText());
        assertFalse(read().rooms().path("allowGuests").asBoolean(true));
    }
}
