package org.convene.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.convene.ops.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules as somebody writes them into a configuration. */
class AttendanceRulesTest {
    private static final String AT_LEAST = "convene.attendance.present-at-least";

    private static AttendanceRules rules(String presentAtLeast) {
        Map<String, String> keys = new HashMap<>();
        for (String key : new String[] {"late-after", "early-before", "window-before", "window-after"}) {
            keys.put("convene.attendance." + key, "5m");
        }
        keys.put(AT_LEAST, presentAtLeast);
        return AttendanceRules.of(new Settings(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(keys, "rules", 100))
                .build()));
    }

    @Test
    void aShareIsOfThePlannedTimeAndATimeNeverMoreThanIt() {
        Duration lesson = Duration.ofMinutes(40);
        assertEquals(Duration.ofMinutes(20), rules("50%").presentAtLeast().of(lesson));
        assertEquals(Duration.ofMinutes(13), rules("32.5 %").presentAtLeast().of(lesson));
        assertEquals(Duration.ofMinutes(10), rules("10m").presentAtLeast().of(lesson));
        assertEquals(lesson, rules("2h").presentAtLeast().of(lesson));
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "101%", "-1%", "%", "-5m"})
    void aValueThatCannotBeUsedIsNamedWithItsKey(String value) {
        ConfigurationException told = assertThrows(ConfigurationException.class, () -> rules(value));
        assertTrue(told.getMessage().startsWith(AT_LEAST + " is '" + value + "'"), told.getMessage());
    }
}
