package org.convene.lesson.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.convene.ops.CloudEvents;

/**
 * One record of {@code convene.lessons}.
 *
 * @param partition topic and partition it was read from
 * @param offset its place there
 * @param key the lesson's id, or {@code null} where whoever wrote it left that out
 * @param value a lesson, bare or as the data of a CloudEvent, in JSON; {@code null} cancels the lesson of the key
 */
record LessonRecord(String partition, long offset, String key, byte[] value) {
    private static final byte[] NOTHING = {};

    static LessonRecord of(Message message) {
        return new LessonRecord(
                message.getHeader(KafkaConstants.TOPIC, String.class) + "/"
                        + message.getHeader(KafkaConstants.PARTITION, Integer.class),
                message.getHeader(KafkaConstants.OFFSET, Long.class),
                message.getHeader(KafkaConstants.KEY, String.class),
                (byte[]) message.getBody());
    }

    /** {@code TOPIC/PARTITION/OFFSET}. */
    String place() {
        return partition + "/" + offset;
    }

    byte[] bytes() {
        return value == null ? NOTHING : value;
    }

    /**
     * The lesson in what was sent. A lesson without an id has that of the key; one that does not say when it was changed
     * was changed when its CloudEvent says that something happened (attribute {@code time}).
     */
    JsonNode lesson(JsonNode sent) {
        boolean wrapped = CloudEvents.is(sent);
        JsonNode lesson = wrapped ? sent.path("data") : sent;
        if (!(lesson instanceof ObjectNode object)) {
            return lesson;
        }
        ObjectNode complete = JsonNodeFactory.instance.objectNode();
        if (key != null) {
            complete.put("id", key);
        }
        if (wrapped && sent.path("time").isTextual()) {
            complete.set("updatedAt", sent.path("time"));
        }
        return complete.setAll(object);
    }
}
