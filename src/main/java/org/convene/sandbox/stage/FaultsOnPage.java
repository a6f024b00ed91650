package org.convene.sandbox.stage;

import com.fasterxml.jackson.core.JsonProcessingException;

/** The fault script and the last requests, as people see them on the page of a back office. */
public final class FaultsOnPage {

    private static final int SHOWN = 20;

    private final FaultScript faults;
    private final RequestLog log;
    private final String hint;

    /** @param hint trusted markup below the script: an example, and the actions there are */
    public FaultsOnPage(FaultScript faults, RequestLog log, String hint) {
        this.faults = faults;
        this.log = log;
        this.hint = hint;
    }

    public void show(StringBuilder page) throws JsonProcessingException {
        page.append("<h2>Fault script</h2>\n<form method=\"post\" action=\"/backoffice/forms/faults\">")
                .append("<textarea name=\"faults\" rows=\"10\" aria-label=\"Fault script\">")
                .append(Html.text(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(faults.remaining())))
                .append("</textarea><button>Play this</button></form>\n<p class=\"note\">")
                .append(hint)
                .append("</p>\n");
        page.append("<h2>Last requests</h2>\n<div class=\"scroll\"><table><tr><th>At (UTC)</th><th>Request</th>")
                .append("<th>Status</th><th>Fault</th></tr>\n");
        for (RequestLog.Entry entry : log.last(SHOWN)) {
            page.append("<tr><td>")
                    .append(Json.time(entry.at()))
                    .append("</td><td>")
                    .append(Html.text(entry.method() + " " + entry.path()))
                    .append("</td><td>")
                    .append(entry.status() == 0 ? "closed" : String.valueOf(entry.status()))
                    .append("</td><td>")
                    .append(Html.text(entry.fault()))
                    .append("</td></tr>\n");
        }
        page.append("</table></div>");
    }
}
