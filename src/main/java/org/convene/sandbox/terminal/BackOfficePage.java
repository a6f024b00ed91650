package org.convene.sandbox.terminal;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Html;

/** The back office for people: every terminal, who is signed in at it, what it does, and buttons for what may happen to it. */
final class BackOfficePage {

    private static final int MOST_SHOWN = 100;
    private static final List<String> STATES = List.of(
            "no server", "connecting", "needs a login", "ready", "calling or called", "in a conference", "ending");

    private final Site site;

    BackOfficePage(Site site) {
        this.site = site;
    }

    Answer show(HttpServerRequest request) {
        StringBuilder page = new StringBuilder("<h1>TrueConf Room sandbox: back office</h1>\n");
        traffic(page);
        terminals(page, request.getParam("q", "").trim());
        return Answer.html(200, Html.page("TrueConf Room sandbox", page.toString()));
    }

    private void traffic(StringBuilder page) {
        Traffic.Counted counted = site.traffic().counted();
        page.append("<p class=\"note\">")
                .append(counted.connections())
                .append(" connections, at most ")
                .append(counted.peakConnections())
                .append("; at most ")
                .append(counted.peakHandshakes())
                .append(" handshakes at a time; ")
                .append(counted.auths())
                .append(" sign-ins, ")
                .append(counted.commands())
                .append(" commands, ")
                .append(counted.events())
                .append(" events.</p>\n<form method=\"post\" action=\"/backoffice/forms/drop\">");
        ways(page);
        page.append("<button>Drop all connections</button></form>\n");
    }

    private static void ways(StringBuilder page) {
        page.append("<select name=\"how\"><option>close</option><option>reset</option><option>cut</option>")
                .append("<option>half-open</option></select> ");
    }

    private void terminals(StringBuilder page, String wanted) {
        List<RoomTerminal> found = site.terminals().stream()
                .filter(terminal -> terminal.name().toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT)))
                .toList();
        page.append("<h2>Terminals (").append(found.size()).append(")</h2>\n");
        page.append("<form method=\"get\" action=\"/backoffice\"><label>Name <input name=\"q\" value=\"")
                .append(Html.text(wanted))
                .append("\"></label> <button>Search</button></form>\n")
                .append("<div class=\"scroll\"><table id=\"terminals\"><tr><th>Name</th><th>State</th>")
                .append("<th>Signed in</th><th>Conference</th><th>Heard and told</th><th></th></tr>\n");
        found.stream().limit(MOST_SHOWN).forEach(terminal -> terminal(page, TerminalView.of(terminal)));
        page.append("</table></div>\n");
        if (found.size() > MOST_SHOWN) {
            page.append("<p class=\"note\">The first ").append(MOST_SHOWN).append("; search for the others.</p>\n");
        }
    }

    private void terminal(StringBuilder page, TerminalView view) {
        page.append("<tr data-terminal=\"")
                .append(Html.text(view.name()))
                .append("\"><td>")
                .append(Html.text(view.name()))
                .append("<br><code>ws://…:")
                .append(site.port())
                .append("/")
                .append(Html.text(view.name()))
                .append("</code>");
        cell(page, STATES.get(view.appState()));
        cell(page, view.seats().isEmpty() ? "nobody" : String.join(", ", view.seats()));
        cell(page, conference(view));
        cell(page, view.commands() + " commands, " + view.events() + " events");
        page.append("</td><td>");
        open(page, view, "ring");
        page.append("<input type=\"hidden\" name=\"from\" value=\"anna\"><select name=\"type\">")
                .append("<option value=\"0\">call</option><option value=\"1\">conference</option></select> ")
                .append("<button>Ring</button></form>\n");
        open(page, view, "lose-seat");
        page.append("<button>Take the seat</button></form>\n");
        open(page, view, "drop");
        ways(page);
        page.append("<button>Drop</button></form>\n");
        open(page, view, "event");
        page.append("<textarea name=\"event\" rows=\"2\" aria-label=\"Event\">{\"event\":\"hangUpPressed\"}</textarea>")
                .append("<button>Say</button></form></td></tr>\n");
    }

    private static String conference(TerminalView view) {
        if (view.conference() == null) {
            return view.ringing() == null ? "" : view.ringing() + " call";
        }
        String title = view.conferenceTitle().isEmpty() ? "" : view.conferenceTitle() + ": ";
        return title + String.join(", ", view.participants());
    }

    private static void open(StringBuilder page, TerminalView view, String action) {
        page.append("<form method=\"post\" action=\"/backoffice/forms/terminals/")
                .append(Html.text(view.name()))
                .append("/")
                .append(action)
                .append("\">");
    }

    private static void cell(StringBuilder page, Object text) {
        page.append("</td><td>").append(Html.text(text));
    }
}
