package org.convene.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/**
 * Which vendors keep the ids that we propose, learnt from what they answer to a create. Where they do, an object that is
 * not there under its proposed id was not made, and no listing has to be read to know. Learnt anew after each start.
 */
@Singleton
@Named("proposedIds")
public class ProposedIds {
    private final Set<String> keep = ConcurrentHashMap.newKeySet();

    /** In: what was made, {@code {"id": ...}}; the variable {@code conference} is what was asked for. */
    public void learn(Exchange exchange, String vendor) {
        String proposed =
                exchange.getVariable("conference", JsonNode.class).path("id").asText("");
        JsonNode made = exchange.getMessage().getBody(JsonNode.class);
        if (made != null && !proposed.isEmpty() && made.path("id").asText().equals(proposed)) {
            keep.add(vendor);
        } else {
            keep.remove(vendor);
        }
    }

    public boolean mayBeLost(String vendor) {
        return !keep.contains(vendor);
    }

    /** As after a restart; for tests. */
    void startAnew() {
        keep.clear();
    }
}
