package org.convene.people.reading;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** Mappings that are routes, so that whoever runs the hub can change them. */
@Singleton
public class RouteMappings {
    private final CamelContext camel;
    private ProducerTemplate producer;

    public RouteMappings(CamelContext camel) {
        this.camel = camel;
    }

    /** @param route such as {@code csv.describe-row}, which is given one record as JSON and answers with JSON */
    public Mapping of(String route) {
        String uri = "direct:" + route;
        return record -> {
            try {
                return producer().requestBody(uri, record, JsonNode.class);
            } catch (CamelExecutionException failed) {
                throw new IllegalArgumentException(
                        route + " cannot read it: " + failed.getCause().getMessage());
            }
        };
    }

    /** Made late: the context does not run yet when beans are made. */
    private synchronized ProducerTemplate producer() {
        if (producer == null) {
            producer = camel.createProducerTemplate();
        }
        return producer;
    }
}
