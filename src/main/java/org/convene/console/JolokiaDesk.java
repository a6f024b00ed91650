package org.convene.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.convene.console.ConsoleRules.Asking;
import org.jolokia.json.JSONObject;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.service.impl.ClasspathServiceCreator;
import org.jolokia.server.core.service.impl.QuietLogHandler;

/** Answers the Jolokia protocol (JMX as JSON) within the hub, under the rules of whoever asks. */
@Singleton
class JolokiaDesk {
    private static final Map<String, String> SETTINGS = Map.of(
            "allowErrorDetails", "false",
            "includeStackTrace", "false",
            "agentId", "convene");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConsoleAudit audit;
    private final ConsoleRules rules = new ConsoleRules();
    private final JolokiaServiceManager services;
    private final HttpRequestHandler handler;

    JolokiaDesk(ConsoleAudit audit) {
        this.audit = audit;
        services = JolokiaServiceManagerFactory.createJolokiaServiceManager(
                new StaticConfiguration(SETTINGS), new QuietLogHandler(), rules);
        services.addServices(new ClasspathServiceCreator(JolokiaDesk.class.getClassLoader(), "services"));
        handler = new HttpRequestHandler(services.start());
    }

    /**
     * @param query of the address: how much of a value is wanted
     * @throws EmptyResponseException there is nothing to answer
     */
    JSONStructure post(Asking who, String address, byte[] body, Map<String, String[]> query)
            throws EmptyResponseException {
        rules.begin(who);
        try {
            JsonNode request = JSON.readTree(body);
            if (request.isEmpty() || asksForNotifications(request)) {
                return noRequest();
            }
            List<ConsoleAudit.Begun> changes = audit.begin(who, request);
            JSONStructure answer = handler.handlePostRequest(address, new ByteArrayInputStream(body), "UTF-8", query);
            audit.conclude(changes, answer);
            return answer;
        } catch (IOException | IllegalArgumentException | IllegalStateException unreadable) {
            return noRequest();
        } catch (SQLException away) {
            return problem(503, "The database does not take down what is changed, so nothing was changed");
        } finally {
            rules.end();
        }
    }

    /** @param path what is asked for, below the address of the console's Jolokia */
    JSONStructure get(Asking who, String address, String path, Map<String, String[]> query)
            throws EmptyResponseException {
        rules.begin(who);
        try {
            return handler.handleGetRequest(address, path, query);
        } catch (IllegalArgumentException unreadable) {
            return noRequest();
        } finally {
            rules.end();
        }
    }

    /** Jolokia asks no rule about them, and keeps whoever subscribes. */
    private static boolean asksForNotifications(JsonNode request) {
        return request.findValuesAsText("type").stream().anyMatch("notification"::equalsIgnoreCase);
    }

    private static JSONStructure noRequest() {
        return problem(400, "This is no request of Jolokia");
    }

    private static JSONStructure problem(int status, String words) {
        JSONObject answer = new JSONObject();
        answer.put("status", status);
        answer.put("error", words);
        return answer;
    }

    @PreDestroy
    void stop() {
        services.stop();
    }
}
