package org.convene.sandbox.teleboss;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Conversations;

/** The table of the API: method, path, operation (teleboss.md D1). Every path works with a slash at the end too. */
final class TelebossApi {

    private static final String SPACE = "/v1/spaces/:space";
    private static final String ROOM = SPACE + "/rooms/:room";

    private final Router router;
    private final Conversations conversations;
    private final Doorkeeper doorkeeper;
    private final SessionCookies cookies;

    TelebossApi(Router router, Conversations conversations, Doorkeeper doorkeeper, SessionCookies cookies) {
        this.router = router;
        this.conversations = conversations;
        this.doorkeeper = doorkeeper;
        this.cookies = cookies;
    }

    void spaces(SpaceOperations spaces) {
        on(HttpMethod.POST, "/v1/spaces", "createSpace", spaces::create);
        on(HttpMethod.GET, "/v1/spaces", "getSpaces", spaces::list);
        on(HttpMethod.GET, SPACE, "getSpace", spaces::read);
        on(HttpMethod.PUT, SPACE, "updateSpace", spaces::update);
    }

    void rooms(RoomOperations rooms) {
        on(HttpMethod.GET, "/v1/spaces/room-by-alias/:alias", "getRoomByAlias", rooms::readByAlias);
        on(HttpMethod.POST, SPACE + "/rooms", "createRoom", rooms::create);
        on(HttpMethod.GET, SPACE + "/rooms", "getRooms", rooms::list);
        on(HttpMethod.GET, ROOM, "getRoom", rooms::read);
        on(HttpMethod.PUT, ROOM, "updateRoom", rooms::update);
        on(HttpMethod.DELETE, ROOM, "deleteRoom", rooms::delete);
    }

    void access(AccessOperations access) {
        on(HttpMethod.POST, ROOM + "/generate-access", "roomGenerateAccess", access::generate);
        on(HttpMethod.POST, ROOM + "/generate-access/guest-url", "roomGenerateGuestUrl", access::guestUrl);
    }

    void records(RecordOperations records) {
        on(HttpMethod.GET, ROOM + "/records", "getRecords", records::list);
        on(HttpMethod.GET, ROOM + "/records/download/:record", "redirectToDownloadRoomRecord", records::download);
        on(HttpMethod.POST, ROOM + "/records/start", "startRecord", records::start);
        on(HttpMethod.POST, ROOM + "/records/stop", "stopRecord", records::stop);
    }

    void analytics(AnalyticsOperations analytics) {
        on(HttpMethod.GET, SPACE + "/analytics/calls", "analyticsCalls", analytics::calls);
        on(HttpMethod.GET, SPACE + "/analytics/report", "getRoomAnalyticsReport", analytics::report);
    }

    void webhooks(WebhookOperations webhooks) {
        on(HttpMethod.POST, SPACE + "/webhook", "createWebhook", webhooks::create);
        on(HttpMethod.GET, SPACE + "/webhook", "getWebhook", webhooks::read);
        on(HttpMethod.PUT, SPACE + "/webhook", "updateWebhook", webhooks::update);
        on(HttpMethod.DELETE, SPACE + "/webhook", "deleteWebhook", webhooks::delete);
        on(HttpMethod.PUT, SPACE + "/webhook/refresh-secret", "refreshSecretWebhook", webhooks::refreshSecret);
    }

    void users(UserOperations users) {
        on(HttpMethod.GET, "/v1/users/me", "getMe", users::me);
        on(HttpMethod.POST, "/v1/users/external-user-meta", "storeExternalUserMeta", users::storeMeta);
        on(HttpMethod.POST, "/v1/auth/token", "createToken", users::token);
    }

    void roomPage(RoomPage page) {
        on(HttpMethod.GET, "/room/:alias", "openRoom", page::open);
        on(HttpMethod.HEAD, "/room/:alias", "glanceAtRoom", page::glance);
        on(HttpMethod.POST, "/room/:alias/leave", "leaveRoom", page::leave);
    }

    void files(RecordFiles files) {
        on(HttpMethod.GET, "/files/:file", "getFile", files::serve);
        on(HttpMethod.HEAD, "/files/:file", "glanceAtFile", files::serve);
    }

    /** Whatever the table does not know. */
    void nothingElse() {
        router.route().handler(operation("unknown", heard -> {
            throw Refusal.notFound("not_found", "Метод не найден");
        }));
    }

    private void on(HttpMethod method, String path, String operation, Function<Heard, Answer> work) {
        var handler = operation(operation, work);
        router.route(method, path).handler(handler);
        router.route(method, path + "/").handler(handler);
    }

    /** Whoever talked to the API, refused or not, gets the session's cookies. */
    private Handler<RoutingContext> operation(String name, Function<Heard, Answer> work) {
        return conversations.operation(name, context -> {
            Heard heard = new Heard(context, doorkeeper);
            try {
                return work.apply(heard);
            } finally {
                if (context.request().path().startsWith("/v1/")) {
                    context.response().putHeader("Set-Cookie", cookies.of(heard.account()));
                }
            }
        });
    }
}
