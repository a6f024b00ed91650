package org.convene.sandbox.trueconf;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Conversations;

/**
 * The table of the API: method, path, what it needs, operation (trueconf-server.md B1). The path says the version, v3
 * to v3.11; every path works with a slash at the end too.
 */
final class TrueConfApi {

    private static final String API = "/api/:version";
    private static final String CONFERENCES = API + "/conferences";
    private static final String CONFERENCE = CONFERENCES + "/:conference";
    private static final String INVITATIONS = CONFERENCE + "/invitations";
    private static final String INVITATION = INVITATIONS + "/:invitation";
    private static final String USERS = API + "/users";
    private static final String USER = USERS + "/:user";
    private static final String GROUPS = API + "/groups";
    private static final String GROUP_USERS = GROUPS + "/:group/users";
    private static final Pattern VERSION = Pattern.compile("v3(\\.([0-9]|1[01]))?");

    private final Router router;
    private final Conversations conversations;
    private final Doorkeeper doorkeeper;

    TrueConfApi(Router router, Conversations conversations, Doorkeeper doorkeeper) {
        this.router = router;
        this.conversations = conversations;
        this.doorkeeper = doorkeeper;
    }

    void open(TokenOperations tokens, ServerOperations server, ConferencePage page) {
        toAnybody(HttpMethod.POST, "/oauth2/v1/token", "token", tokens::issue);
        toAnybody(HttpMethod.GET, "/api/v4/server", "server", server::read);
        toAnybody(HttpMethod.GET, "/c/:conference", "openConference", page::show);
        toAnybody(HttpMethod.GET, "/webrtc/:conference", "openConference", page::show);
        toAnybody(HttpMethod.GET, "/calendar/meetings.ics", "calendar", heard -> SampleCalendar.published());
    }

    void conferences(ConferenceOperations conferences) {
        Scope read = Scope.read(Scope.CONFERENCES);
        Scope write = Scope.write(Scope.CONFERENCES);
        on(HttpMethod.GET, CONFERENCES, "listConferences", read, conferences::list);
        on(HttpMethod.POST, CONFERENCES, "createConference", write, conferences::create);
        on(HttpMethod.GET, CONFERENCE, "getConference", read, conferences::read);
        on(HttpMethod.PUT, CONFERENCE, "updateConference", write, conferences::replace);
        on(HttpMethod.DELETE, CONFERENCE, "deleteConference", write, conferences::delete);
        on(HttpMethod.POST, CONFERENCE + "/run", "runConference", write, conferences::run);
        on(HttpMethod.POST, CONFERENCE + "/stop", "stopConference", write, conferences::stop);
    }

    void participants(ParticipantOperations participants) {
        String path = CONFERENCE + "/participants";
        on(HttpMethod.GET, path, "listParticipants", Scope.read(Scope.PARTICIPANTS), participants::list);
        on(HttpMethod.POST, path, "inviteParticipant", Scope.write(Scope.PARTICIPANTS), participants::invite);
    }

    void invitations(InvitationOperations invitations) {
        Scope read = Scope.read(Scope.INVITATIONS);
        Scope write = Scope.write(Scope.INVITATIONS);
        on(HttpMethod.GET, INVITATIONS, "listInvitations", read, invitations::list);
        on(HttpMethod.POST, INVITATIONS, "addInvitation", write, invitations::add);
        on(HttpMethod.GET, INVITATION, "getInvitation", read, invitations::read);
        on(HttpMethod.PUT, INVITATION, "changeInvitation", write, invitations::change);
        on(HttpMethod.DELETE, INVITATION, "removeInvitation", write, invitations::remove);
    }

    void users(UserOperations users) {
        on(HttpMethod.GET, USERS, "listUsers", Scope.read(Scope.USERS), users::list);
        on(HttpMethod.GET, USER, "getUser", Scope.read(Scope.USERS), users::read);
        on(HttpMethod.GET, GROUPS, "listGroups", Scope.read(Scope.GROUPS), users::groups);
        on(HttpMethod.GET, GROUP_USERS, "listUsersOfGroup", Scope.read(Scope.GROUP_USERS), users::usersOfGroup);
    }

    void accounts(AccountOperations accounts) {
        Scope users = Scope.write(Scope.USERS);
        on(HttpMethod.POST, USERS, "createUser", users, accounts::create);
        on(HttpMethod.PUT, USER, "changeUser", users, accounts::change);
        on(HttpMethod.DELETE, USER, "deleteUser", users, accounts::delete);
        on(HttpMethod.POST, USER + "/disconnect", "disconnectUser", users, accounts::disconnect);
        on(HttpMethod.POST, GROUPS, "createGroup", Scope.write(Scope.GROUPS), accounts::createGroup);
        on(HttpMethod.DELETE, GROUPS + "/:group", "deleteGroup", Scope.write(Scope.GROUPS), accounts::deleteGroup);
        on(HttpMethod.POST, GROUP_USERS, "addToGroup", Scope.write(Scope.GROUP_USERS), accounts::addToGroup);
    }

    /** Whatever the table does not know. */
    void nothingElse() {
        router.route().handler(conversations.operation("unknown", context -> {
            throw noSuchRoute();
        }));
    }

    private void on(HttpMethod method, String path, String operation, Scope needed, Function<Heard, Answer> work) {
        toAnybody(method, path, operation, heard -> {
            if (!VERSION.matcher(heard.path("version")).matches()) {
                throw noSuchRoute();
            }
            doorkeeper.admit(heard, needed);
            return work.apply(heard);
        });
    }

    private void toAnybody(HttpMethod method, String path, String operation, Function<Heard, Answer> work) {
        Handler<RoutingContext> handler = conversations.operation(operation, context -> work.apply(new Heard(context)));
        router.route(method, path).handler(handler);
        router.route(method, path + "/").handler(handler);
    }

    private static Refusal noSuchRoute() {
        return new Refusal(404, List.of(new Trouble("routeNotFound", "There is no such route.", null, null)));
    }
}
