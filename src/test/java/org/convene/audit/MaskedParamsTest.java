package org.convene.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedParamsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String masked(String params) {
        try {
            return MaskedParams.of((ObjectNode) JSON.readTree(params));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "oldPassword",
                "credentials",
                "pin",
                "PIN",
                "newPin",
                "user_pin",
                "token",
                "tokenForHttpServer",
                "key",
                "securityKey",
                "clientSecret"
            })
    void aSecretIsMaskedWhereverItStands(String name) {
        assertEquals("{\"%s\":\"***\"}".formatted(name), masked("{\"%s\":\"1234\"}".formatted(name)));
        assertEquals(
                "{\"a\":[{\"%s\":\"***\",\"b\":1}]}".formatted(name),
                masked("{\"a\":[{\"%s\":{\"x\":1},\"b\":1}]}".formatted(name)));
        assertEquals(
                "{\"settings\":[{\"name\":\"%s\",\"value\":\"***\"}]}".formatted(name),
                masked("{\"settings\":[{\"name\":\"%s\",\"value\":\"1234\"}]}".formatted(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "pinned", "keyboard", "monkey", "spinning", "peerId", "passive"})
    void whatOnlySoundsLikeASecretIsKept(String name) {
        assertEquals("{\"%s\":\"1234\"}".formatted(name), masked("{\"%s\":\"1234\"}".formatted(name)));
    }

    @Property
    void whatIsRememberedIsShortEnoughAndNeverHoldsTheSecret(
            @ForAll @IntRange(max = 60) int fields, @ForAll @StringLength(max = 500) String text) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < fields; i++) {
            params.put("text" + i, text.repeat(2)).put("password" + i, "hunter-" + i);
        }
        String remembered = MaskedParams.of(params);
        assertTrue(remembered.length() <= MaskedParams.LONGEST);
        assertFalse(remembered.contains("hunter-"));
    }

    @Test
    void theCommandItselfKeepsItsSecrets() throws JsonProcessingException {
        ObjectNode params = (ObjectNode) JSON.readTree("{\"pin\":\"1234\",\"a\":{\"token\":\"t\"}}");
        MaskedParams.of(params);
        assertEquals("{\"pin\":\"1234\",\"a\":{\"token\":\"t\"}}", params.toString());
    }
}
