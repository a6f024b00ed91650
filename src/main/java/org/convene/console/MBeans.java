package org.convene.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.service.jmx.LocalRequestHandler;
import org.jolokia.service.serializer.JolokiaSerializer;

/**
 * The MBeans of this process by the protocol of Jolokia, once for each role, so that what a role may not do is refused where
 * it would be done: alone, in a list of requests, or by a pattern of names.
 */
@Singleton
class MBeans {
    private static final String CHARSET = "UTF-8";

    private final List<JolokiaServiceManager> running = new ArrayList<>();
    private final Map<ConsoleRole, HttpRequestHandler> handlers = new EnumMap<>(ConsoleRole.class);

    private final ObjectMapper json;

    MBeans(ObjectMapper json) {
        this.json = json;
        for (ConsoleRole role : ConsoleRole.values()) {
            handlers.put(role, handler(role));
        }
    }

    private HttpRequestHandler handler(ConsoleRole role) {
        StaticConfiguration configuration = new StaticConfiguration(
                ConfigKey.AGENT_ID, "convene-" + role,
                ConfigKey.MBEAN_QUALIFIER, "console=" + role,
                ConfigKey.INCLUDE_STACKTRACE, "false",
                ConfigKey.ALLOW_ERROR_DETAILS, "false",
                ConfigKey.DISABLE_DETECTORS, "true",
                ConfigKey.DISCOVERY_ENABLED, "false");
        JolokiaServiceManager services = JolokiaServiceManagerFactory.createJolokiaServiceManager(
                configuration, new JolokiaLog(), new ConsoleRules(role));
        services.addService(new LocalRequestHandler(1));
        services.addService(new JolokiaSerializer());
        running.add(services);
        return new HttpRequestHandler(services.start());
    }

    /** @return the answer as JSON; what was refused says so within it */
    String ask(ConsoleRole role, byte[] request) throws IOException {
        try {
            return handlers.get(role)
                    .handlePostRequest("/hawtio/jolokia", new ByteArrayInputStream(lenient(request)), CHARSET, Map.of())
                    .toJSONString();
        } catch (EmptyResponseException notification) {
            throw new BadRequestException("Notifications are not to be had here.");
        }
    }

    /**
     * Who asks for all attributes of one MBean gets those that may be read, not a refusal because one of them may not. By a
     * pattern it stays a refusal, which else would name what nobody is to see.
     */
    private byte[] lenient(byte[] request) throws IOException {
        JsonNode tree = json.readTree(request);
        if (tree.isArray()) {
            tree.forEach(MBeans::passOverErrors);
        } else {
            passOverErrors(tree);
        }
        return json.writeValueAsBytes(tree);
    }

    private static void passOverErrors(JsonNode request) {
        boolean all = "read".equalsIgnoreCase(request.path("type").asText()) && !request.hasNonNull("attribute");
        boolean pattern = request.path("mbean").asText().matches("(?s).*[*?].*");
        if (all && !pattern && request instanceof ObjectNode one) {
            ObjectNode options = one.path("config") instanceof ObjectNode given ? given : one.putObject("config");
            options.put("ignoreErrors", true);
        }
    }

    @PreDestroy
    void end() {
        running.forEach(JolokiaServiceManager::stop);
    }
}
