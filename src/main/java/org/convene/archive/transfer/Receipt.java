package org.convene.archive.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Proof that an object is in storage, whole: what it is called, how long it is, its SHA-256, and where it lies. */
public record Receipt(String name, long size, String sha256, String where) {
    /** As the ledger keeps it, and the API shows it. */
    public ObjectNode kept(Instant at) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("size", size)
                .put("sha256", sha256)
                .put("where", where)
                .put("at", at.toString());
    }

    /** From what the ledger keeps. */
    public static Receipt of(JsonNode kept) {
        return new Receipt(
                kept.path("name").asText(),
                kept.path("size").asLong(),
                kept.path("sha256").asText(),
                kept.path("where").asText());
    }
}
