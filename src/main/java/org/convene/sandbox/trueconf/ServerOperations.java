package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.convene.sandbox.stage.Answer;

/** Which server this is: the one path of version 4 that is played, open to everybody. */
final class ServerOperations {

    private final String serverName;
    private final Supplier<String> publicUrl;

    ServerOperations(String serverName, Supplier<String> publicUrl) {
        this.serverName = serverName;
        this.publicUrl = publicUrl;
    }

    Answer read(Heard heard) {
        ObjectNode server = JsonNodeFactory.instance.objectNode();
        server.putObject("product")
                .put("display_name", "TrueConf Server (sandbox)")
                .put("id", serverName)
                .put("name", "server")
                .put("version", "5.4.0.0")
                .put("platform", "linux");
        server.putObject("links");
        server.putObject("web_config").put("url", publicUrl.get());
        return Answer.json(200, server);
    }
}
