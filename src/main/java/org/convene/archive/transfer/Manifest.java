package org.convene.archive.transfer;

import java.time.Instant;
import java.util.Map;

/** What is written beside an object. An object without one, or of another size, counts as not stored. */
record Manifest(String name, long size, String sha256, String storedAt, Map<String, String> facts) {
    static Manifest of(ObjectName name, long size, String sha256, Instant now, Map<String, String> facts) {
        return new Manifest(name.path(), size, sha256, now.toString(), Map.copyOf(facts));
    }

    Receipt receipt(String where) {
        return new Receipt(name, size, sha256, where);
    }
}
