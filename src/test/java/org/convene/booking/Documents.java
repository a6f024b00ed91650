package org.convene.booking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.convene.booking.Change.Wanted;

/** Small canonical lessons. */
final class Documents {
    static final String LESSON = "lesson";
    static final String VENDOR = "teleboss";

    private Documents() {}

    static ObjectNode document(String id, String title) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("title", title)
                .put("type", "lesson")
                .put("startsAt", "2026-11-23T09:00:00+03:00")
                .put("endsAt", "2026-11-23T09:45:00+03:00");
        document.putArray("participants")
                .addObject()
                .put("id", "t-1")
                .put("name", "Anna")
                .put("role", "teacher");
        return document;
    }

    static Wanted wanted(String id, String title) {
        return new Wanted(LESSON, id, VENDOR, document(id, title));
    }

    static Wanted wanted(String id, String title, String updatedAt) {
        return new Wanted(LESSON, id, VENDOR, document(id, title).put("updatedAt", updatedAt));
    }

    static ObjectNode room(String id) {
        return JsonNodeFactory.instance.objectNode().put("vendor", VENDOR).put("id", id);
    }
}
