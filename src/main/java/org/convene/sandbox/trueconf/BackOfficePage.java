package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.FaultScript;
import org.convene.sandbox.stage.FaultsOnPage;
import org.convene.sandbox.stage.Html;
import org.convene.sandbox.stage.Json;
import org.convene.sandbox.stage.RequestLog;

/** The back office for people: conferences, users, tokens, and the fault script. */
final class BackOfficePage {

    private static final int MOST_SHOWN = 100;
    private static final String HINT = "For example <code>"
            + "[{\"method\":\"POST\",\"path\":\"/api/*/conferences\",\"times\":2,\"status\":503,"
            + "\"headers\":{\"Retry-After\":\"2\"}}]"
            + "</code>; actions: answer, answer-after, drop, drop-after, half, garbage, cut, insert, short, length.";

    private final Clock clock;
    private final World world;
    private final FaultsOnPage faults;
    private final ConferenceView view;

    BackOfficePage(Clock clock, World world, FaultScript faults, RequestLog log, ConferenceView view) {
        this.clock = clock;
        this.world = world;
        this.faults = new FaultsOnPage(faults, log, HINT);
        this.view = view;
    }

    Answer show(HttpServerRequest request) throws JsonProcessingException {
        StringBuilder page = new StringBuilder("<h1>TrueConf Server sandbox: back office</h1>\n");
        conferences(page, request.getParam("q", "").trim());
        users(page);
        tokens(page);
        faults.show(page);
        return Answer.html(200, Html.page("TrueConf Server sandbox", page.toString()));
    }

    private void conferences(StringBuilder page, String wanted) {
        List<Conference> found = world.conferences().stream()
                .filter(conference -> matches(conference, wanted.toLowerCase(Locale.ROOT)))
                .toList();
        page.append("<h2>Conferences (").append(found.size()).append(")</h2>\n");
        page.append("<form method=\"get\" action=\"/backoffice\"><label>Topic, id or owner <input name=\"q\" value=\"")
                .append(Html.text(wanted))
                .append("\"></label> <button>Search</button></form>\n")
                .append("<div class=\"scroll\"><table id=\"conferences\"><tr><th>Topic</th><th>State</th>")
                .append("<th>Schedule</th><th>Owner</th><th>Invited</th><th>Links</th><th></th></tr>\n");
        found.stream().limit(MOST_SHOWN).forEach(conference -> conference(page, conference));
        page.append("</table></div>\n");
        if (found.size() > MOST_SHOWN) {
            page.append("<p class=\"note\">The first ").append(MOST_SHOWN).append("; search for the others.</p>\n");
        }
    }

    private static boolean matches(Conference conference, String wanted) {
        Details details = conference.details();
        return details.topic().toLowerCase(Locale.ROOT).contains(wanted)
                || conference.id().equalsIgnoreCase(wanted)
                || details.owner().equalsIgnoreCase(wanted);
    }

    private void conference(StringBuilder page, Conference conference) {
        Details details = conference.details();
        page.append("<tr data-state=\"").append(conference.state()).append("\"><td>");
        page.append(Html.text(details.topic()))
                .append("<br><code>")
                .append(Html.text(conference.id()))
                .append("</code></td><td>")
                .append(conference.state());
        cell(page, details.schedule().words());
        cell(page, details.owner());
        cell(page, details.invitations().stream().map(BackOfficePage::name).collect(Collectors.joining(", ")));
        page.append("</td><td>");
        link(page, view.url(conference), "page");
        link(page, view.webclientUrl(conference), "web client");
        page.append("</td><td>");
        button(page, conference, conference.running() ? "stop" : "run");
        button(page, conference, "delete");
        page.append("</td></tr>\n");
    }

    private static String name(Invitation invitation) {
        return invitation.displayName() == null
                ? invitation.id()
                : invitation.displayName() + " (" + invitation.id() + ")";
    }

    private static void cell(StringBuilder page, Object text) {
        page.append("</td><td>").append(Html.text(text));
    }

    private static void link(StringBuilder page, String url, String label) {
        page.append("<a rel=\"noreferrer\" href=\"")
                .append(Html.text(url))
                .append("\">")
                .append(label)
                .append("</a> ");
    }

    private static void button(StringBuilder page, Conference conference, String action) {
        page.append("<form method=\"post\" action=\"/backoffice/forms/conferences/")
                .append(Html.text(conference.id()))
                .append("/")
                .append(action)
                .append("\"><button>")
                .append(action)
                .append("</button></form>\n");
    }

    private void users(StringBuilder page) {
        page.append("<h2>Users</h2>\n<div class=\"scroll\"><table id=\"users\"><tr><th>Login</th><th>Name</th>")
                .append("<th>E-mail</th><th>Active</th></tr>\n");
        for (User user : world.users().stream().limit(MOST_SHOWN).toList()) {
            page.append("<tr><td>").append(Html.text(user.login()));
            cell(page, user.displayName());
            cell(page, user.email());
            cell(page, user.active() ? "yes" : "no");
            page.append("</td></tr>\n");
        }
        page.append("</table></div>\n<form method=\"post\" action=\"/backoffice/forms/users\">")
                .append("<label>Login <input name=\"login\" required></label> ")
                .append("<label>Name <input name=\"name\"></label> <label>E-mail <input name=\"email\"></label> ")
                .append("<button>Add the user</button></form>\n");
    }

    private void tokens(StringBuilder page) {
        page.append("<h2>Tokens</h2>\n<div class=\"scroll\"><table id=\"tokens\"><tr><th>Begins with</th>")
                .append("<th>Good until (UTC)</th><th>May</th></tr>\n");
        world.tokens().stream().filter(token -> token.live(clock.instant())).forEach(token -> {
            page.append("<tr><td><code>").append(token.name()).append("</code>");
            cell(page, Json.time(token.expiresAt()));
            cell(page, token.scopes().stream().sorted().collect(Collectors.joining(", ")));
            page.append("</td></tr>\n");
        });
        page.append("</table></div>\n<form method=\"post\" action=\"/backoffice/forms/tokens/end\">")
                .append("<button>End all tokens now</button></form>\n");
    }
}
