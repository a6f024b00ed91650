package org.convene.people.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.apache.camel.Exchange;
import org.convene.vendor.SharedValues;
import org.convene.vendor.VendorFailure;

/**
 * Groups of the server by name (variable {@code group}). Each is looked for, or made, by one replica at a time, since the
 * server lets several have the same name; then all know its id.
 */
@Singleton
@Named("accountGroups")
public class AccountGroups {
    private static final String GROUP_ID = "groupId";
    private static final int PLAIN = 60;

    private final SharedValues values;

    AccountGroups(SharedValues values) {
        this.values = values;
    }

    /** Out: variable {@code groupId}, not set when nobody knows it yet. Keeps the body. */
    public void know(Exchange exchange) throws SQLException {
        exchange.setVariable(GROUP_ID, values.value(key(exchange)));
    }

    public void claim(Exchange exchange) throws SQLException, VendorFailure {
        values.claim(exchange, key(exchange));
    }

    /** In: the server's groups. Out: the one of this name, or nothing. */
    public JsonNode pick(Exchange exchange) {
        String name = name(exchange);
        for (JsonNode group : exchange.getMessage().getBody(JsonNode.class).path("items")) {
            if (group.path("name").asText().equals(name)) {
                return group;
            }
        }
        return null;
    }

    /** Out: the group as it should be made. */
    public ObjectNode creation(Exchange exchange) {
        return JsonNodeFactory.instance.objectNode().put("name", name(exchange));
    }

    /** In: the group. Out: variable {@code groupId}. */
    public void keep(Exchange exchange) throws SQLException, VendorFailure {
        if (exchange.getMessage().getBody(JsonNode.class) == null) {
            throw new VendorFailure.Uncertain("TrueConf Server made a group and did not say which");
        }
        values.keep(exchange, key(exchange));
        know(exchange);
    }

    public void release(Exchange exchange) throws SQLException, VendorFailure {
        values.release(exchange, key(exchange));
    }

    /** The server has no such group any more. */
    public void gone(Exchange exchange) throws SQLException, VendorFailure {
        values.gone(key(exchange), exchange.getVariable(GROUP_ID, String.class));
    }

    private static String name(Exchange exchange) {
        return exchange.getVariable("group", String.class);
    }

    private static String key(Exchange exchange) {
        String name = name(exchange);
        String plain = name.replaceAll("[^\\p{L}\\p{N} _-]", "_");
        return "trueconf.group." + plain.substring(0, Math.min(PLAIN, plain.length())) + "~"
                + Integer.toHexString(name.hashCode());
    }
}
