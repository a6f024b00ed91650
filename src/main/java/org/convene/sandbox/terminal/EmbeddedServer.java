package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Content;
import org.convene.sandbox.stage.Conversations;

/**
 * The HTTP servers embedded in the terminals, all at one port: the token in the query says whose it is (trueconf-room.md C4).
 * Its errors are not known: 401 for a token that is none, 404 for what is not there, 400 and 413 for an upload without a field
 * {@code file} and one that is too long are ours. A server that was stopped closes the connection.
 */
final class EmbeddedServer {

    private static final String TOKEN = "token";
    private static final String ID = "id";
    private static final long LONGEST_UPLOAD = 64L * 1024 * 1024;

    private final Site site;

    EmbeddedServer(Site site) {
        this.site = site;
    }

    /** Before bodies are read for everybody else. */
    void mountUpload(Router router) {
        router.post("/files").handler(this::upload);
        router.post("/files/").handler(this::upload);
    }

    void mount(Router router) {
        router.get("/public/default/config.json").handler(context -> Conversations.reply(context, config()));
        on(router, "frames", this::frame);
        // The document's own sample has this word.
        on(router, "conf", this::frame);
        on(router, "avatars", this::avatar);
        on(router, "files", EmbeddedServer::file);
    }

    private void on(Router router, String type, BiFunction<RoomTerminal, String, Answer> work) {
        for (String path : new String[] {"/" + type, "/" + type + "/", "/" + type + "/:id"}) {
            router.get(path).handler(context -> serve(context, work));
        }
    }

    /** Both ports in one place, without a token. */
    private Answer config() {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        ObjectNode inner = config.putObject("config");
        inner.putObject("websocket").put("port", site.port());
        inner.putObject("http").put("port", site.port());
        return Answer.json(200, config);
    }

    private void serve(RoutingContext context, BiFunction<RoomTerminal, String, Answer> work) {
        Optional<RoomTerminal> terminal = whose(context.request());
        if (terminal.isEmpty()) {
            Conversations.reply(context, Answer.text(401, "The token is missing or over."));
        } else if (!terminal.get().scene().housekeeping().serves()) {
            context.request().connection().close();
        } else {
            Conversations.reply(context, work.apply(terminal.get(), id(context)));
        }
    }

    private Optional<RoomTerminal> whose(HttpServerRequest request) {
        return Optional.ofNullable(request.getParam(TOKEN)).flatMap(site::ofHttpToken);
    }

    /** In the path, or in the query under whichever name. */
    private static String id(RoutingContext context) {
        String inPath = context.pathParam(ID);
        if (inPath != null && !inPath.isEmpty()) {
            return inPath;
        }
        return context.queryParams().entries().stream()
                .filter(param -> !param.getKey().equals(TOKEN))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** Of somebody in the conference; one's own outside of it only while its broadcast is on. */
    private Answer frame(RoomTerminal terminal, String id) {
        Optional<Meeting> meeting = terminal.scene().calls().meeting();
        boolean self = id.equals("#self:0")
                || id.equals("VideoCaptureSlot")
                || id.equals(terminal.peer().id());
        boolean there = self
                ? meeting.isPresent() || terminal.scene().showing().isSelfieOn()
                : meeting.flatMap(one -> one.person(id)).isPresent();
        return there ? jpeg(id, site.clock().millis() / 100) : nothing();
    }

    private Answer avatar(RoomTerminal terminal, String id) {
        return id.isEmpty() ? nothing() : jpeg(site.peer(id).id(), 0);
    }

    private static Answer file(RoomTerminal terminal, String id) {
        return (id.matches("\\d{1,18}")
                        ? terminal.scene().files().find(Long.parseLong(id))
                        : Optional.<StoredFile>empty())
                .map(file -> new Answer(200, Map.of("Content-Type", file.type()), Content.of(file.content())))
                .orElseGet(EmbeddedServer::nothing);
    }

    private static Answer jpeg(String of, long moment) {
        return new Answer(200, Map.of("Content-Type", "image/jpeg"), Content.of(Picture.of(of.hashCode(), moment)));
    }

    private static Answer nothing() {
        return Answer.text(404, "There is no such picture or file.");
    }

    private void upload(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<RoomTerminal> terminal = whose(request);
        if (terminal.isEmpty()) {
            refuse(context, 401, "The token is missing or over.");
            return;
        }
        if (!terminal.get().scene().housekeeping().serves()) {
            request.connection().close();
            return;
        }
        String type = request.getHeader("Content-Type");
        if (type == null || !type.startsWith("multipart/form-data")) {
            refuse(context, 400, "A file comes as multipart/form-data.");
            return;
        }
        long limit = terminal.get().scene().housekeeping().longestUpload();
        Received received = new Received(limit < 0 ? LONGEST_UPLOAD : limit);
        request.setExpectMultipart(true);
        request.uploadHandler(received::part);
        request.exceptionHandler(broken -> received.parts = null);
        request.endHandler(end -> finished(context, terminal.get(), received));
    }

    private static void refuse(RoutingContext context, int status, String why) {
        Conversations.reply(context, Answer.text(status, why));
    }

    private static void finished(RoutingContext context, RoomTerminal terminal, Received received) {
        if (received.parts == null) {
            refuse(context, 400, "There is no field file.");
        } else if (received.tooLong) {
            refuse(context, 413, "The file is too long.");
        } else {
            StoredFile file = terminal.scene().files().store(received.name, received.type, received.parts.getBytes());
            Answer answer = Answer.empty(200).withHeaders(Map.of("FileId", String.valueOf(file.id())));
            Conversations.reply(context, answer);
        }
    }

    /** A file on its way. */
    private static final class Received {
        private final long limit;
        private Buffer parts;
        private String name;
        private String type;
        private boolean tooLong;

        private Received(long limit) {
            this.limit = limit;
        }

        private void part(HttpServerFileUpload upload) {
            if (!upload.name().equals("file")) {
                upload.handler(ignored -> {});
                return;
            }
            name = upload.filename();
            type = upload.contentType() == null ? "application/octet-stream" : upload.contentType();
            parts = Buffer.buffer();
            upload.handler(bytes -> {
                tooLong = tooLong || parts.length() + bytes.length() > limit;
                if (!tooLong) {
                    parts.appendBuffer(bytes);
                }
            });
        }
    }
}
