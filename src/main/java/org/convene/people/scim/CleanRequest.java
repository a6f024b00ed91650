package org.convene.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of a request in the form of the RFCs, whatever an identity provider made of it. */
final class CleanRequest {
    private CleanRequest() {}

    static JsonNode of(ScimAddress address, String method, JsonNode sent) {
        if (address.isBulk()) {
            return bulk(sent);
        }
        if (address.isSearch()) {
            if (sent.path("filter").isTextual() && sent instanceof ObjectNode search) {
                search.put("filter", CleanFilter.of(sent.path("filter").asText()));
            }
            return sent;
        }
        return address.kind() == null ? sent : body(address.kind(), method, sent);
    }

    private static JsonNode body(Kind kind, String method, JsonNode sent) {
        return method.equals("PATCH") ? CleanPatch.of(kind, sent) : CleanResource.of(kind, sent);
    }

    private static JsonNode bulk(JsonNode sent) {
        for (JsonNode operation : sent.path("Operations")) {
            String[] path = operation.path("path").asText("").split("/");
            Kind kind = path.length > 1 ? Kind.at(path[1]) : null;
            if (kind != null && operation.path("data").isObject() && operation instanceof ObjectNode object) {
                object.set("data", body(kind, operation.path("method").asText().toUpperCase(), operation.path("data")));
            }
        }
        return sent;
    }
}
