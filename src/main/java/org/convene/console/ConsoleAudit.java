package org.convene.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.convene.audit.Act;
import org.convene.audit.AuditTrail;
import org.convene.audit.AuditedChange;
import org.convene.console.ConsoleRules.Asking;
import org.jboss.logging.Logger;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.JSONStructure;

/** Writes down what people change in the console, before it is done; also what their role does not allow. */
@Singleton
class ConsoleAudit {
    private static final Logger LOG = Logger.getLogger(ConsoleAudit.class);
    private static final String STATE = "State";

    private final AuditTrail trail;
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    ConsoleAudit(AuditTrail trail) {
        this.trail = trail;
    }

    /** @param place of the request among those that were sent at once */
    record Begun(int place, JsonNode request, AuditTrail.Begun entry) {}

    /** @throws SQLException then nothing may be done */
    List<Begun> begin(Asking who, JsonNode requests) throws SQLException {
        List<Begun> begun = new ArrayList<>();
        for (int place = 0; place < (requests.isArray() ? requests.size() : 1); place++) {
            JsonNode request = requests.isArray() ? requests.get(place) : requests;
            if (changes(request)) {
                Act act = new Act(who.name(), "console", "console." + what(request));
                begun.add(new Begun(place, request, trail.begin(act, subject(request), look(request), asked(request))));
            }
        }
        return begun;
    }

    void conclude(List<Begun> begun, JSONStructure answers) {
        for (Begun one : begun) {
            Object answer =
                    answers instanceof JSONArray array && one.place() < array.size() ? array.get(one.place()) : answers;
            try {
                trail.conclude(one.entry(), result(answer), look(one.request()));
            } catch (SQLException | RuntimeException away) {
                LOG.warnf(
                        "What came of %s is not written down: %s",
                        one.entry().entry().act().what(), away.getMessage());
            }
        }
    }

    private static String result(Object answer) {
        Object status = answer instanceof JSONObject object ? object.get("status") : null;
        return status instanceof Number number && number.intValue() == 200
                ? AuditedChange.DONE
                : "refused" + (status == null ? "" : " " + status);
    }

    private static boolean changes(JsonNode request) {
        String type = request.path("type").asText("");
        if (type.equalsIgnoreCase("write")) {
            return true;
        }
        return type.equalsIgnoreCase("exec")
                && (name(request) == null
                        || !ConsoleRole.VIEWER.mayDo(
                                name(request), request.path("operation").asText("")));
    }

    private static String what(JsonNode request) {
        String operation = request.path("operation").asText("");
        return operation.isEmpty()
                ? "write." + request.path("attribute").asText("")
                : operation.replaceFirst("\\(.*", "");
    }

    private static String subject(JsonNode request) {
        ObjectName name = name(request);
        return name != null && "routes".equals(name.getKeyProperty("type"))
                ? "routes/" + unquoted(name.getKeyProperty("name"))
                : "console/" + request.path("mbean").asText("");
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? ObjectName.unquote(name) : name;
    }

    private static ObjectName name(JsonNode request) {
        try {
            return new ObjectName(request.path("mbean").asText(""));
        } catch (MalformedObjectNameException nobodys) {
            return null;
        }
    }

    /** What it was told to do, until it is known how it is afterwards. */
    private static ObjectNode asked(JsonNode request) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        for (String field : new String[] {"value", "arguments"}) {
            if (request.has(field)) {
                asked.set(field, request.get(field));
            }
        }
        return asked.isEmpty() ? null : asked;
    }

    /** The attribute that is written, or the state of what is started and stopped. */
    private ObjectNode look(JsonNode request) {
        ObjectName name = name(request);
        String attribute = request.path("type").asText("").equalsIgnoreCase("write")
                ? request.path("attribute").asText("")
                : STATE;
        if (name == null || name.isPattern() || !ConsoleRole.ADMIN.mayRead(name, attribute)) {
            return null;
        }
        try {
            Object value = beans.getAttribute(name, attribute);
            return JsonNodeFactory.instance.objectNode().put(attribute, String.valueOf(value));
        } catch (JMException | RuntimeException goneOrStateless) {
            return null;
        }
    }
}
