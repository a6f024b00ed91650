package org.convene.terminal.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.Test;

/**
 * What editors read of the component is what it does. When this fails, {@code ./mvnw -Pcomponent process-classes} writes
 * src/generated anew.
 */
class ComponentMetadataTest {
    private static final String CATALOGUE = "/META-INF/org/convene/terminal/camel/trueconf-room.json";

    private static JsonNode catalogue() throws Exception {
        try (InputStream json = TrueConfRoomEndpoint.class.getResourceAsStream(CATALOGUE)) {
            assertNotNull(json, CATALOGUE);
            return new ObjectMapper().readTree(json);
        }
    }

    private static String option(String name, String kind, String label, String preset, boolean required, String text) {
        return "%s: %s, %s, default %s%s: %s"
                .formatted(name, kind, label, preset, required ? ", required" : "", plain(text));
    }

    /** The generator leaves out signs that its format has no room for: asterisks, quotation marks, ellipses. */
    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9.,;:{} -]", "").replaceAll(" +", " ").strip();
    }

    private static String preset(Field field, String declared) {
        return declared.isEmpty() && field.getType() == boolean.class ? "false" : declared;
    }

    @Test
    void optionsDefaultsAndDescriptionsAreThoseOfTheEndpoint() throws Exception {
        Map<String, String> declared = new TreeMap<>();
        for (Field field : TrueConfRoomEndpoint.class.getDeclaredFields()) {
            UriPath path = field.getAnnotation(UriPath.class);
            UriParam parameter = field.getAnnotation(UriParam.class);
            if (path != null) {
                boolean required = field.getAnnotation(Metadata.class).required();
                declared.put(
                        field.getName(),
                        option(
                                field.getName(),
                                "path",
                                path.label(),
                                path.defaultValue(),
                                required,
                                path.description()));
            }
            if (parameter != null) {
                declared.put(
                        field.getName(),
                        option(
                                field.getName(),
                                "parameter",
                                parameter.label(),
                                preset(field, parameter.defaultValue()),
                                false,
                                parameter.description()));
            }
        }
        Map<String, String> listed = new TreeMap<>();
        Set<String> ofEveryEndpoint = inherited();
        catalogue().path("properties").fields().forEachRemaining(one -> {
            JsonNode property = one.getValue();
            if (!ofEveryEndpoint.contains(one.getKey())) {
                listed.put(
                        one.getKey(),
                        option(
                                one.getKey(),
                                property.path("kind").asText(),
                                property.path("label").asText(),
                                property.path("defaultValue").asText(),
                                property.path("required").asBoolean(),
                                property.path("description").asText()));
            }
        });
        assertEquals(String.join("\n", declared.values()), String.join("\n", listed.values()));
    }

    private static Set<String> inherited() {
        Set<String> names = new TreeSet<>();
        Arrays.stream(DefaultEndpoint.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(UriParam.class))
                .forEach(field -> names.add(field.getName()));
        return names;
    }

    /** A default that is only described would be a promise that nobody keeps. */
    @Test
    void theDefaultsAreThoseThatANewEndpointHas() throws Exception {
        TrueConfRoomEndpoint endpoint = new TrueConfRoomEndpoint("trueconf-room:*", null);
        for (Field field : TrueConfRoomEndpoint.class.getDeclaredFields()) {
            UriParam parameter = field.getAnnotation(UriParam.class);
            if (parameter != null && !parameter.defaultValue().isEmpty()) {
                field.setAccessible(true);
                assertEquals(parameter.defaultValue(), String.valueOf(field.get(endpoint)), field.getName());
            }
        }
    }

    @Test
    void theSyntaxNamesTheTerminalAndTheSchemeIsTheComponents() throws Exception {
        JsonNode component = catalogue().path("component");
        assertEquals("trueconf-room", component.path("scheme").asText());
        assertEquals("trueconf-room:terminal", component.path("syntax").asText());
        assertEquals(
                TrueConfRoomComponent.class.getName(),
                component.path("javaType").asText());
    }
}
