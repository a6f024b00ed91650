package org.convene.terminal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.convene.ops.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalNamesTest {
    private static List<TerminalSettings> named(String name) {
        return TerminalSettings.all(new Settings(new SmallRyeConfigBuilder()
                .withDefaultValue("convene.terminals.\"" + name + "\".url", "ws://localhost:8765")
                .build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"commands", "events", "socket", "status"})
    void aTerminalCannotHaveTheNameOfAnotherAddressOfTheHub(String name) {
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> named(name));
        assertTrue(refused.getMessage().contains("/terminals/" + name), refused.getMessage());
    }

    @Test
    void anyOtherNameIsFine() {
        assertEquals("Events 2", named("Events 2").get(0).name());
    }
}
