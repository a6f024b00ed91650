package org.convene.sandbox.teleboss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A webhook")
class WebhookBodyTest {

    @Test
    @DisplayName("is signed over its compact inner body in its own key order")
    void isSigned() {
        ObjectNode event = WebhookBody.event(
                "record_finished", "649c18e086b915cae33041a2", "64217150224cd9e040e114d1", "64b6544f7b3b4f29d70afec2");

        assertEquals(
                "d3ddc5d81b35ffff84a825d74617caddb0dadedba3a4b5e911e89ea0ad3e626c",
                WebhookBody.signature(event, "g7r0gOSKiQ59prCGXo1H50PACb5ca1mD"));
    }
}
