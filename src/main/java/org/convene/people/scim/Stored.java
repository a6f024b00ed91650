package org.convene.people.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.etag.ETag;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import java.time.Instant;

/**
 * A resource as it is kept.
 *
 * @param version  grows with every change, and is the ETag
 * @param document the resource without id and meta, and without what others say of it: {@code groups}, {@code members}
 */
record Stored(String id, long version, Instant created, Instant modified, String document) {
    static final String ID = "id";
    static final String META = "meta";

    <T extends ResourceNode> T as(Class<T> type, Kind kind) {
        T resource = JsonHelper.readJsonDocument(document, type);
        resource.setId(id);
        resource.remove(META);
        Meta meta = new Meta();
        meta.setResourceType(kind.word());
        meta.setCreated(created, 3);
        meta.setLastModified(modified, 3);
        meta.setVersion(ETag.builder().weak(true).tag(String.valueOf(version)).build());
        resource.setMeta(meta);
        return resource;
    }

    Stored changed(Instant now, String document) {
        return new Stored(id, version + 1, created, now, document);
    }

    /** What is kept of a resource. */
    static String document(ObjectNode resource, String derived) {
        ObjectNode kept = resource.deepCopy();
        kept.remove(ID);
        kept.remove(META);
        kept.remove(derived);
        return kept.toString();
    }
}
