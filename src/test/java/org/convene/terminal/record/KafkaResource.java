package org.convene.terminal.record;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Tells the hub of a test where the broker is. */
public class KafkaResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try {
            return Map.of("camel.component.kafka.brokers", KafkaBroker.brokers());
        } catch (Exception noBroker) {
            throw new IllegalStateException(noBroker);
        }
    }

    @Override
    public void stop() {
        // it serves the next test
    }
}
