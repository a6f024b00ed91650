package org.convene.lti;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.camel.Exchange;
import org.convene.ops.Answers;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;

/** What learning platforms read of this hub before they send anybody: its keys, and how to register it. */
@Singleton
@Named("ltiDescription")
public class LtiDescription {
    private static final List<String> PLACEMENTS = List.of("assignment_selection", "link_selection");

    private final OwnKeys keys;
    private final LtiPlatforms platforms;
    private final ObjectMapper json;
    private final String hub;

    public LtiDescription(OwnKeys keys, LtiPlatforms platforms, ObjectMapper json, Settings settings) {
        this.keys = keys;
        this.platforms = platforms;
        this.json = json;
        this.hub = settings.url("convene.public-url");
    }

    /** Out: our public keys. */
    public String keys(Exchange exchange) throws Rejected {
        if (platforms.isEmpty()) {
            throw Rejected.because(404, "This hub is not connected to a learning platform.");
        }
        Answers.json(exchange, 200, json.createObjectNode());
        return keys.published();
    }

    /** Out: how to register us, as Canvas reads it; other platforms have the same words in forms. */
    public String configuration(Exchange exchange) {
        ObjectNode tool = json.createObjectNode()
                .put("title", "Convene")
                .put("description", "Opens lessons and meetings by personal links.")
                .put("target_link_uri", hub + "/lti/launch")
                .put("oidc_initiation_url", hub + "/lti/login")
                .put("public_jwk_url", hub + "/lti/jwks");
        tool.putArray("redirect_uris").add(hub + "/lti/launch");
        tool.putArray("scopes");
        tool.putObject("custom_fields");
        ObjectNode extension = tool.putArray("extensions")
                .addObject()
                .put("platform", "canvas.instructure.com")
                .put("privacy_level", "public");
        ArrayNode placements = extension.putObject("settings").putArray("placements");
        for (String placement : PLACEMENTS) {
            placements
                    .addObject()
                    .put("placement", placement)
                    .put("message_type", DeepLinks.REQUEST)
                    .put("target_link_uri", hub + "/lti/launch");
        }
        return Answers.json(exchange, 200, tool);
    }
}
