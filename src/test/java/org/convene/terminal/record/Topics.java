package org.convene.terminal.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The topics as another program sees them; each has one partition. */
public final class Topics {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Topics topics;

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final Admin admin;
    private final Map<String, List<Record>> read = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();

    /** A record that somebody wrote. */
    public record Record(String key, String text, Map<String, String> headers) {
        String header(String name) {
            return headers.get(name);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException broken) {
                throw new AssertionError(text, broken);
            }
        }
    }

    private Topics(String brokers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        admin = Admin.create(settings);
    }

    public static synchronized Topics at(String brokers) {
        if (topics == null) {
            topics = new Topics(brokers);
        }
        return topics;
    }

    public static synchronized void close() {
        topics.producer.close();
        topics.consumer.close();
        topics.admin.close();
        topics = null;
    }

    /** @return its offset */
    public long write(String topic, String key, String text) throws Exception {
        return write(topic, key, text, null);
    }

    long write(String topic, String key, String text, Instant at) throws Exception {
        Long time = at == null ? null : at.toEpochMilli();
        return producer.send(new ProducerRecord<>(topic, null, time, key, text))
                .get(20, TimeUnit.SECONDS)
                .offset();
    }

    /** The last record that fits, as soon as there is one. */
    public Record await(String topic, Duration longest, Predicate<Record> fits) {
        return Awaitility.await()
                .atMost(longest)
                .until(() -> all(topic).stream().filter(fits).reduce((first, last) -> last), found -> found.isPresent())
                .orElseThrow();
    }

    /** Everything that was ever written there. */
    synchronized List<Record> all(String topic) {
        List<Record> known = read.computeIfAbsent(topic, anew -> new ArrayList<>());
        TopicPartition partition = new TopicPartition(topic, 0);
        if (consumer.partitionsFor(topic).isEmpty()) {
            return List.of();
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, offsets.getOrDefault(topic, 0L));
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
            Map<String, String> headers = new HashMap<>();
            record.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            known.add(new Record(record.key(), record.value(), headers));
        }
        offsets.put(topic, consumer.position(partition));
        return List.copyOf(known);
    }

    /** The offset from which a group goes on. */
    public long readUpTo(String group, String topic) throws Exception {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(20, TimeUnit.SECONDS)
                .get(new TopicPartition(topic, 0))
                .offset();
    }
}
