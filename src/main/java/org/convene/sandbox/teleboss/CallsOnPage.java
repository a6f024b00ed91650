package org.convene.sandbox.teleboss;

import java.util.List;
import org.convene.sandbox.stage.Html;
import org.convene.sandbox.stage.Json;

/** The back-office page's part about the calls of a room: who was there, the reports, the records with their files. */
final class CallsOnPage {

    private final World world;
    private final RecordLinks links;

    CallsOnPage(World world, RecordLinks links) {
        this.world = world;
        this.links = links;
    }

    /** @param base under which the reader has reached the page */
    void show(StringBuilder page, Room room, String base) {
        List<RoomRecord> records = world.recordings().ofRoom(room.id());
        for (Call call : world.callsOf(room.id())) {
            page.append("<p>")
                    .append(call.isBreakoutRoom() ? "Breakout call " : "Call ")
                    .append(Json.time(call.startedAt()))
                    .append(call.active() ? ", running: " : " to " + Json.time(call.finishedAt()) + ": ")
                    .append(Html.text(String.join(
                            ", ",
                            call.participants().stream()
                                    .map(who -> who.username() + " (" + who.role() + ")")
                                    .toList())));
            report(page, call);
            page.append("</p>\n");
            List<RoomRecord> ofCall = records.stream()
                    .filter(record -> record.callId().equals(call.id()))
                    .toList();
            if (!ofCall.isEmpty()) {
                records(page, ofCall, base);
            }
        }
    }

    private void report(StringBuilder page, Call call) {
        String path = "/backoffice/rooms/" + call.roomId() + "/calls/" + call.id() + "/report?format=";
        page.append(". Report: <a href=\"")
                .append(path)
                .append("json\">JSON</a>, <a href=\"")
                .append(path)
                .append("xlsx\">XLSX</a>")
                .append(call.reported(world.now()) ? "" : " (the API does not have it yet)");
    }

    private void records(StringBuilder page, List<RoomRecord> records, String base) {
        page.append("<div class=\"scroll\"><table><tr><th>Record</th><th>Size</th><th>State</th><th>Begun (UTC)</th>")
                .append("<th>File</th></tr>\n");
        for (RoomRecord record : records) {
            page.append("<tr><td>")
                    .append(Html.text(record.name()))
                    .append(" <code>")
                    .append(record.id())
                    .append("</code></td><td>")
                    .append(record.size())
                    .append("</td><td>")
                    .append(Html.text(record.state()))
                    .append("</td><td>")
                    .append(Json.time(record.startedAt()))
                    .append("</td><td>");
            file(page, record, base);
            page.append("</td></tr>\n");
        }
        page.append("</table></div>\n");
    }

    private void file(StringBuilder page, RoomRecord record, String base) {
        if (!record.ready(world.now())) {
            page.append(record.running() ? "running" : record.readyAt() == null ? "none" : "not ready yet");
            return;
        }
        page.append("<a href=\"")
                .append(Html.text(links.url(base, record, world.now())))
                .append("\">download</a> <form method=\"post\" action=\"/backoffice/forms/records/")
                .append(record.id())
                .append("/expire\"><button>Expire its links</button></form>");
    }
}
