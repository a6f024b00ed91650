package org.convene.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.convene.ops.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be said of a learning platform, and what is said to whoever said it wrong. */
class LtiSettingsTest {
    private static final String MOODLE = "convene.lti.platforms.\"moodle\".";

    private static LtiPlatforms platforms(Map<String, String> settings) {
        return new LtiPlatforms(new Settings(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()));
    }

    /** The settings as docs/sources-lti.md gives them. */
    private static Map<String, String> documented() throws IOException {
        Properties all = new Properties();
        for (String block : Pattern.compile("(?s)```properties\n(.*?)```")
                .matcher(Files.readString(Path.of("docs/sources-lti.md")))
                .results()
                .map(block -> block.group(1))
                .toList()) {
            all.load(new StringReader(block));
        }
        Map<String, String> settings = new HashMap<>();
        all.forEach((key, value) -> settings.put((String) key, (String) value));
        return settings;
    }

    @Test
    void theSettingsOfTheDocumentationAreUsable() throws Exception {
        LtiPlatforms platforms = platforms(documented());
        LtiPlatform canvas = platforms.registered("https://canvas.instructure.com", "10000000000001");
        assertEquals("canvas", canvas.name());
        assertEquals(Set.of("https://school.instructure.com"), canvas.returnOrigins());
        LtiPlatform moodle = platforms.registered("https://moodle.school.example", "");
        assertEquals(Set.of("https://moodle.school.example"), moodle.returnOrigins());
        assertEquals(List.of("sourcedid", "sub"), moodle.match());
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, '', is not set",
        "client-id, '', is not set",
        "deployments, '', is not set",
        "auth-url, http://moodle.school.example/auth, is no https address",
        "auth-url, https://user@moodle.school.example/auth, is no https address",
        "jwks-url, not an address, is no https address",
        "match, name, is 'name'",
        "jwks, https://moodle.school.example, did you mean jwks-url"
    })
    void whatIsWrongStopsTheStartAndNamesTheKey(String key, String value, String complaint) throws IOException {
        Map<String, String> settings = documented();
        settings.put(MOODLE + key, value);
        String message = assertThrows(ConfigurationException.class, () -> platforms(settings))
                .getMessage();
        assertTrue(message.startsWith(MOODLE + key + " ") && message.contains(complaint), message);
    }
}
