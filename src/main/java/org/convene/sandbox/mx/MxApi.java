package org.convene.sandbox.mx;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Conversations;

/** The table of the API: method, path, operation (mx-proxy.md A1). */
final class MxApi {

    private final Vertx vertx;
    private final Mx mx;
    private final Conversations conversations;
    private final Doorkeeper doorkeeper;
    private final RouteTable table = new RouteTable();
    private final Handler<RoutingContext> elsewhere;

    MxApi(Vertx vertx, Mx mx, Conversations conversations, Doorkeeper doorkeeper) {
        this.vertx = vertx;
        this.mx = mx;
        this.conversations = conversations;
        this.doorkeeper = doorkeeper;
        this.elsewhere = conversations.operation("unknown", this::elsewhere);
    }

    void account(AccountOperations account) {
        toAnybody("POST", "/auth", "signIn", account::signIn);
        toAnybody("DELETE", "/auth", "signOut", account::signOut);
        toAnybody("DELETE", "/auth/logout", "signOutAsDocumented", account::signOutAsDocumented);
        on("GET", "/auth", "whoAmI", account::whoAmI);
    }

    void directory(DirectoryOperations directory) {
        on("GET", "/contacts", "contacts", directory::contacts);
        on("GET", "/services", "services", directory::services);
    }

    void calls(CallLogOperations log, CallOperations calls) {
        on("GET", "/calls", "callLog", log::list);
        on("PATCH", "/calls", "setCallMode", calls::setMode);
        on("POST", "/calls", "makeCall", calls::make);
        on("GET", "/calls/:id", "callInfo", calls::info);
        on("PUT", "/calls/:id", "answerCall", calls::answer);
        on("POST", "/calls/:id", "transferCall", calls::transfer);
        on("DELETE", "/calls/:id", "clearCall", calls::clear);
        on("PATCH", "/calls/:id", "assignDevice", calls::assignDevice);
        on("PUT", "/calls/:id/hold", "holdCall", calls::hold);
        on("PUT", "/calls/:id/unhold", "unholdCall", calls::unhold);
        on("POST", "/calls/:id/record", "startRecording", calls::startRecording);
        on("POST", "/calls/:id/record/stop", "stopRecording", calls::stopRecording);
        on("POST", "/calls/:id/conference", "callIntoConference", calls::intoConference);
    }

    void voicemails(VoicemailOperations voicemails) {
        on("GET", "/voicemails", "voicemails", voicemails::list);
        on("GET", "/voicemails/:id", "downloadVoicemail", voicemails::download);
        on("DELETE", "/voicemails/:id", "deleteVoicemail", voicemails::delete);
        on("PATCH", "/voicemails/:id", "markVoicemail", voicemails::mark);
    }

    void conferences(ConferenceOperations conferences) {
        on("GET", "/conferences", "conferences", conferences::list);
        on("POST", "/conferences", "createConference", conferences::create);
        on("GET", "/conferences/info", "conferenceInfo", conferences::info);
        on("PUT", "/conferences/:id", "changeConference", conferences::change);
        on("DELETE", "/conferences/:id", "deleteConference", conferences::delete);
        on("POST", "/conferences/:id", "joinConference", conferences::join);
    }

    void pushes(PushOperations pushes) {
        on("PUT", "/tokens/:type/:topic/:token", "registerPushToken", pushes::register);
        on("DELETE", "/tokens/:type/:topic/:token", "removePushToken", pushes::remove);
    }

    void debug(DebugLog log) {
        toAnybody("GET", "/debug/log", "debugLog", log::read);
    }

    /** Puts it all on the router, after the back office. */
    void mount(Router router) {
        router.route().handler(context -> {
            context.response().putHeader("Server", "MXProxy/2.3 (sandbox)");
            limitWriting(context);
            table.handler(context).orElse(elsewhere).handle(context);
        });
    }

    /** After a while the proxy gives up on an answer, begun or not (mx-proxy.md A2.4). */
    private void limitWriting(RoutingContext context) {
        long timer = vertx.setTimer(mx.habits().writeMillis(), elapsed -> {
            if (!context.response().ended() && !context.response().closed()) {
                context.request().connection().close();
            }
        });
        context.addEndHandler(ended -> vertx.cancelTimer(timer));
    }

    private Answer elsewhere(RoutingContext context) {
        Optional<String> location = table.redirect(context.request());
        if (location.isPresent()) {
            int status = context.request().method().name().equals("GET") ? 301 : 308;
            return ProxyJson.answer(
                            status, ProxyJson.object().put("code", status).put("location", location.get()))
                    .withHeaders(Map.of("Location", location.get()));
        }
        return table.allowed(context.request())
                .map(methods -> Refusal.error(405, "method not allowed").withHeaders(Map.of("Allow", methods)))
                .orElseThrow(Refusal::notFound);
    }

    private void on(String method, String path, String operation, Function<Heard, Answer> work) {
        toAnybody(method, path, operation, heard -> {
            doorkeeper.admit(heard);
            return work.apply(heard);
        });
    }

    private void toAnybody(String method, String path, String operation, Function<Heard, Answer> work) {
        table.add(
                method,
                path,
                conversations.operation(
                        operation, context -> work.apply(new Heard(context, RouteTable.parameters(context)))));
    }
}
