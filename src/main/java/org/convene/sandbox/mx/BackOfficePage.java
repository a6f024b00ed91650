package org.convene.sandbox.mx;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.FaultScript;
import org.convene.sandbox.stage.FaultsOnPage;
import org.convene.sandbox.stage.Html;
import org.convene.sandbox.stage.Json;
import org.convene.sandbox.stage.RequestLog;

/** The back office for people: calls, voicemail, conferences, contacts, the proxy's connection, and the fault script. */
final class BackOfficePage {

    private static final int MOST_SHOWN = 50;
    private static final String HINT = "For example <code>"
            + "[{\"method\":\"POST\",\"path\":\"/conferences\",\"times\":1,\"action\":\"answer-after\",\"status\":408}]"
            + "</code>; actions: answer, answer-after, drop, drop-after, half, garbage, cut, insert, short, length.";

    private final Mx mx;
    private final Proxy proxy;
    private final FaultsOnPage faults;

    BackOfficePage(Mx mx, Proxy proxy, FaultScript faults, RequestLog log) {
        this.mx = mx;
        this.proxy = proxy;
        this.faults = new FaultsOnPage(faults, log, HINT);
    }

    Answer show() throws JsonProcessingException {
        StringBuilder page = new StringBuilder("<h1>MX Proxy sandbox: back office</h1>\n");
        connection(page);
        calls(page);
        log(page);
        voicemails(page);
        conferences(page);
        contacts(page);
        pushTokens(page);
        faults.show(page);
        return Answer.html(200, Html.page("MX Proxy sandbox", page.toString()));
    }

    private void connection(StringBuilder page) {
        String words = proxy.connectedSince()
                .map(since -> "connected since " + Json.time(since))
                .or(() -> proxy.backAt().map(back -> "lost until " + Json.time(back)))
                .orElse("nobody is signed in");
        page.append("<p class=\"who\">The phone system of ")
                .append(Html.text(proxy.login()))
                .append(" (extension ")
                .append(Samples.SELF.ext())
                .append("): ")
                .append(words)
                .append("</p>\n");
        button(page, "connection/lose", "Lose the phone system for a while");
        button(page, "restart", "Restart the proxy");
    }

    private void calls(StringBuilder page) {
        page.append("<h2>Calls in progress</h2>\n");
        table(page, "calls", "Call", "From", "To", "State", "");
        for (Call call : mx.calls()) {
            page.append("<tr><td><code>").append(call.id()).append("</code>");
            cell(page, call.calling() + " " + call.callingName());
            cell(page, call.called());
            cell(page, call.ringing() ? "rings" : call.held() ? "is held" : "talks");
            page.append("</td><td>");
            if (call.ringing()) {
                button(page, "calls/" + call.id() + "/answer", "answer");
            }
            button(page, "calls/" + call.id() + "/transfer", "transfer to 3044");
            button(page, "calls/" + call.id() + "/clear", "clear");
            page.append("</td></tr>\n");
        }
        page.append("</table></div>\n<form method=\"post\" action=\"/backoffice/forms/calls\">")
                .append("<label>From <input name=\"from\" value=\"+79995550111\"></label> ")
                .append("<label>Name <input name=\"name\"></label> <button>Call the user</button></form>\n");
    }

    private void log(StringBuilder page) {
        page.append("<h2>Call log (").append(mx.logged()).append(")</h2>\n");
        table(page, "log", "Record", "Call", "From", "To", "Connected (UTC)", "Ended (UTC)", "");
        List<LoggedCall> newest = new ArrayList<>(mx.lastLogged(MOST_SHOWN));
        Collections.reverse(newest);
        for (LoggedCall leg : newest) {
            page.append("<tr><td>").append(leg.recordId());
            cell(page, leg.gcid());
            cell(page, leg.callingPartyNo());
            cell(page, leg.originalCalledPartyNo());
            cell(page, time(leg.connectTimestamp()));
            cell(page, time(leg.disconnectTimestamp()));
            cell(page, leg.missed() ? "missed" : leg.direction());
            page.append("</td></tr>\n");
        }
        page.append(
                        "</table></div>\n<form method=\"post\" action=\"/backoffice/forms/log\"><label>A call that is over ")
                .append("<select name=\"kind\">");
        for (String kind : List.of("answered", "missed", "outgoing", "message", "transferred", "ring-group")) {
            page.append("<option>").append(kind).append("</option>");
        }
        page.append("</select></label> <label>From <input name=\"from\"></label> ")
                .append("<label>Seconds <input name=\"seconds\" value=\"60\" size=\"5\"></label> ")
                .append("<button>Write it</button></form>\n")
                .append("<form method=\"post\" action=\"/backoffice/forms/log/many\">")
                .append("<label>Entries <input name=\"count\" value=\"21\" size=\"6\"></label> ")
                .append("<button>Write so many</button></form>\n");
    }

    private void voicemails(StringBuilder page) {
        page.append("<h2>Voicemail</h2>\n");
        table(page, "voicemails", "Id", "Kind", "From", "Received (UTC)", "Seconds", "Read", "Note");
        for (Voicemail voicemail : mx.voicemails().stream().limit(MOST_SHOWN).toList()) {
            page.append("<tr><td>").append(Html.text(voicemail.id()));
            cell(page, voicemail.mediaType());
            cell(page, voicemail.from() + " " + voicemail.fromName());
            cell(page, time(voicemail.received()));
            cell(page, voicemail.duration());
            cell(page, voicemail.read() ? "yes" : "no");
            cell(page, voicemail.note());
            page.append("</td></tr>\n");
        }
        page.append("</table></div>\n<form method=\"post\" action=\"/backoffice/forms/voicemails\">")
                .append("<label>From <input name=\"from\" value=\"+79995550111\"></label> ")
                .append("<label>Seconds <input name=\"seconds\" value=\"7\" size=\"5\"></label> ")
                .append("<button>Leave a message</button></form>\n");
    }

    private void conferences(StringBuilder page) {
        page.append("<h2>Conferences</h2>\n");
        table(page, "conferences", "Id", "Name", "Code", "Begins (UTC)", "Minutes", "Description");
        for (Conference conference : mx.conferences().stream().limit(MOST_SHOWN).toList()) {
            page.append("<tr><td><code>").append(Html.text(conference.id())).append("</code>");
            cell(page, conference.name());
            cell(page, conference.accessId());
            cell(page, time(conference.startDate()));
            cell(page, conference.duration());
            cell(page, conference.description());
            page.append("</td></tr>\n");
        }
        page.append("</table></div>\n");
    }

    private void contacts(StringBuilder page) {
        page.append("<h2>Contacts</h2>\n");
        table(page, "contacts", "Extension", "Name", "Mobile", "E-mail", "Direct number");
        for (Contact contact : mx.contacts().stream().limit(MOST_SHOWN).toList()) {
            page.append("<tr><td>").append(Html.text(contact.ext()));
            cell(page, contact.firstName() + " " + contact.lastName());
            cell(page, contact.cellPhone());
            cell(page, contact.email());
            cell(page, contact.did());
            page.append("</td></tr>\n");
        }
        page.append("</table></div>\n");
    }

    private void pushTokens(StringBuilder page) {
        page.append("<h2>Push tokens</h2>\n");
        table(page, "tokens", "Kind", "App", "Token");
        for (PushToken token : mx.pushTokens().stream().limit(MOST_SHOWN).toList()) {
            page.append("<tr><td>").append(Html.text(token.type()));
            cell(page, token.topic());
            cell(page, token.token());
            page.append("</td></tr>\n");
        }
        page.append("</table></div>\n");
    }

    private static void table(StringBuilder page, String id, String... heads) {
        page.append("<div class=\"scroll\"><table id=\"").append(id).append("\"><tr>");
        for (String head : heads) {
            page.append("<th>").append(head).append("</th>");
        }
        page.append("</tr>\n");
    }

    private static void cell(StringBuilder page, Object text) {
        page.append("</td><td>").append(Html.text(text));
    }

    private static String time(long seconds) {
        return seconds == 0 ? "" : Json.time(Instant.ofEpochSecond(seconds));
    }

    private static void button(StringBuilder page, String action, String label) {
        page.append("<form method=\"post\" action=\"/backoffice/forms/")
                .append(action)
                .append("\"><button>")
                .append(label)
                .append("</button></form>\n");
    }
}
