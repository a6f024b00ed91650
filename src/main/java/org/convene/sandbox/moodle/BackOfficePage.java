package org.convene.sandbox.moodle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.FaultScript;
import org.convene.sandbox.stage.FaultsOnPage;
import org.convene.sandbox.stage.Html;
import org.convene.sandbox.stage.Json;
import org.convene.sandbox.stage.RequestLog;

/** The back office for people: courses, events, and the fault script. */
final class BackOfficePage {
    private static final int MOST_SHOWN = 50;
    private static final String HINT = "For example <code>"
            + "[{\"method\":\"POST\",\"path\":\"/webservice\",\"times\":1,\"action\":\"answer\",\"status\":503}]</code>";

    private final Site site;
    private final FaultsOnPage faults;

    BackOfficePage(Site site, FaultScript faults, RequestLog log) {
        this.site = site;
        this.faults = new FaultsOnPage(faults, log, HINT);
    }

    Answer show() throws JsonProcessingException {
        StringBuilder page = new StringBuilder("<h1>Moodle sandbox: back office</h1>\n");
        table(page, "Courses", Table.COURSES, List.of("id", "shortname", "fullname"));
        table(page, "Events", Table.EVENTS, List.of("id", "courseid", "groupid", "name", "timestart", "timeduration"));
        faults.show(page);
        return Answer.html(200, Html.page("Moodle sandbox", page.toString()));
    }

    private void table(StringBuilder page, String title, Table table, List<String> columns) {
        List<ObjectNode> rows = site.all(table, row -> true);
        page.append("<h2>").append(title).append(" (").append(rows.size()).append(")</h2>\n<table><tr>");
        columns.forEach(column -> page.append("<th>").append(column).append("</th>"));
        page.append("</tr>\n");
        rows.stream().limit(MOST_SHOWN).forEach(row -> {
            page.append("<tr>");
            columns.forEach(column ->
                    page.append("<td>").append(Html.text(shown(row, column))).append("</td>"));
            page.append("</tr>\n");
        });
        page.append("</table>\n");
    }

    private static String shown(ObjectNode row, String column) {
        return column.equals("timestart")
                ? Json.time(Instant.ofEpochSecond(row.path(column).asLong()))
                : row.path(column).asText();
    }
}
