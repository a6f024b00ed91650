package org.convene.lti;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a platform said, after it was checked: claims of LTI 1.3. Everything in it may have been written by somebody there.
 */
record Launch(LtiPlatform platform, JsonNode claims) {
    static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
    static final String RESOURCE = "LtiResourceLinkRequest";
    static final String VERSION = "1.3.0";

    String text(String claim) {
        return claims.path(CLAIM + claim).asText("");
    }

    /** The lesson that the activity names, with the custom parameter {@code lesson}. */
    String lesson() {
        return claims.path(CLAIM + "custom").path("lesson").asText("").strip();
    }

    /** Under which ids somebody may stand among the participants, in the order in which they are believed. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (String word : platform.match()) {
            if (word.equals("sourcedid")) {
                ids.add(claims.path(CLAIM + "lis").path("person_sourcedid").asText(""));
            } else if (word.equals("sub")) {
                ids.add(claims.path("sub").asText(""));
            }
        }
        ids.removeIf(String::isEmpty);
        return ids;
    }

    /** The mail address, where configuration says that the platform has verified it; else nothing. */
    String email() {
        return platform.match().contains("email") ? claims.path("email").asText("") : "";
    }
}
