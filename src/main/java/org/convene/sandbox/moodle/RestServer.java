package org.convene.sandbox.moodle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Conversations;

/** {@code /webservice/rest/server.php}: one address for all functions, which the form names in {@code wsfunction}. */
final class RestServer {
    static final String PATH = "/webservice/rest/server.php";

    private final Site site;
    private final Conversations conversations;
    private final String token;
    private final Map<String, Function<ObjectNode, JsonNode>> functions = new TreeMap<>();

    RestServer(Site site, Conversations conversations, String token) {
        this.site = site;
        this.conversations = conversations;
        this.token = token;
    }

    void function(String name, Function<ObjectNode, JsonNode> work) {
        functions.put(name, work);
    }

    /** The names of those that the service of the token has. */
    List<String> names() {
        return functions.keySet().stream()
                .filter(name -> !site.withheld().contains(name))
                .toList();
    }

    void mount(Router router) {
        router.post(PATH).handler(context -> {
            String named = context.request().getFormAttribute("wsfunction");
            String operation = functions.containsKey(String.valueOf(named)) ? named : "unknown";
            conversations.operation(operation, this::answer).handle(context);
        });
        router.route().handler(conversations.operation("elsewhere", context -> Refusal.status(404)));
    }

    private Answer answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!isOurs(String.valueOf(request.getFormAttribute("wstoken")))) {
            throw Refusal.badToken();
        }
        String name = String.valueOf(request.getFormAttribute("wsfunction"));
        if (!names().contains(name)) {
            throw Refusal.noAccess();
        }
        return Answer.json(200, functions.get(name).apply(Parameters.read(request.formAttributes())));
    }

    private boolean isOurs(String shown) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
