package org.convene.moodle;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;
import org.convene.vendor.VendorClients;
import org.convene.vendor.VendorRequests;
import org.convene.vendor.Vendors;

/**
 * A call of Moodle's REST protocol: the function, the token and the JSON body as a form, {@code {"events": {"courseids":
 * [7]}}} as {@code events[courseids][0]=7}. The token goes in the form, so that no log of addresses has it.
 */
@Singleton
@Named("moodleRequests")
public class MoodleRequests extends VendorRequests {
    private final Vendors vendors;

    public MoodleRequests(Vendors vendors, VendorClients clients) {
        super(vendors, clients);
        this.vendors = vendors;
    }

    @Override
    public HttpRequest<Buffer> prepareHttpRequest(VertxHttpEndpoint endpoint, Exchange exchange) throws Exception {
        JsonNode question = exchange.getMessage().getBody(JsonNode.class);
        HttpRequest<Buffer> request = super.prepareHttpRequest(endpoint, exchange);
        request.headers().remove("Authorization");
        StringBuilder form = new StringBuilder("moodlewsrestformat=json");
        add(form, "wsfunction", exchange.getVariable("operation", String.class));
        add(form, "wstoken", vendors.vendor("moodle").authorization().token());
        add(form, "", question);
        exchange.getMessage().setBody(Buffer.buffer(form.toString()));
        return request.putHeader("Content-Type", "application/x-www-form-urlencoded");
    }

    private static void add(StringBuilder form, String name, JsonNode value) {
        if (value == null || value.isNull()) {
            return;
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                add(form, name.isEmpty() ? field.getKey() : name + '[' + field.getKey() + ']', field.getValue());
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                add(form, name + '[' + i + ']', value.get(i));
            }
        } else {
            add(form, name, value.isBoolean() ? (value.asBoolean() ? "1" : "0") : value.asText());
        }
    }

    private static void add(StringBuilder form, String name, String value) {
        form.append('&').append(encoded(name)).append('=').append(encoded(value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
