package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.FaultScript;
import org.convene.sandbox.stage.FaultsOnPage;
import org.convene.sandbox.stage.Html;
import org.convene.sandbox.stage.Json;
import org.convene.sandbox.stage.RequestLog;

/** The back office for people: spaces, rooms with their links, calls and guests, and the fault script. */
final class BackOfficePage {

    private static final int ROOMS_PER_PAGE = 25;
    private static final String HINT = "For example <code>"
            + "[{\"method\":\"POST\",\"path\":\"/v1/spaces/*/rooms\",\"times\":2,\"status\":503,"
            + "\"headers\":{\"Retry-After\":\"2\"}}]"
            + "</code>; actions: answer, answer-after, drop, drop-after, half, garbage, cut, insert, short, length. Of webhooks: "
            + "<code>[{\"event\":\"*\",\"action\":\"lose\",\"probability\":0.3,\"seed\":1}]</code>; "
            + "actions: lose, double, delay, shuffle, forge.";

    private final World world;
    private final FaultsOnPage faults;
    private final AccessOperations access;
    private final CallsOnPage calls;

    BackOfficePage(World world, FaultScript faults, RequestLog log, AccessOperations access, CallsOnPage calls) {
        this.world = world;
        this.faults = new FaultsOnPage(faults, log, HINT);
        this.access = access;
        this.calls = calls;
    }

    Answer show(HttpServerRequest request) throws JsonProcessingException {
        String wanted = request.getParam("q", "").trim();
        List<Room> rooms = roomsLike(wanted);
        int pages = Math.max(1, (rooms.size() + ROOMS_PER_PAGE - 1) / ROOMS_PER_PAGE);
        int number = pageNumber(request.getParam("page", "1"), pages);
        StringBuilder page = new StringBuilder("<h1>Teleboss sandbox: back office</h1>\n");
        spaces(page);
        page.append("<h2>Rooms (").append(rooms.size()).append(")</h2>\n");
        page.append("<form method=\"get\" action=\"/backoffice\"><label>Name, id or alias <input name=\"q\" value=\"")
                .append(Html.text(wanted))
                .append("\"></label> <button>Search</button></form>\n");
        rooms.stream()
                .skip((long) (number - 1) * ROOMS_PER_PAGE)
                .limit(ROOMS_PER_PAGE)
                .forEach(room -> room(page, room, Heard.base(request)));
        pager(page, wanted, number, pages);
        faults.show(page);
        return Answer.html(200, Html.page("Teleboss sandbox", page.toString()));
    }

    private List<Room> roomsLike(String wanted) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        return world.rooms().stream()
                .filter(room -> room.name().toLowerCase(Locale.ROOT).contains(lower)
                        || room.id().equals(wanted)
                        || room.alias().equals(wanted))
                .toList();
    }

    private void spaces(StringBuilder page) {
        page.append(
                "<h2>Spaces</h2>\n<div class=\"scroll\"><table><tr><th>Name</th><th>Id</th><th>Webhook</th></tr>\n");
        for (Space space : world.spaces()) {
            page.append("<tr><td>")
                    .append(Html.text(space.name()))
                    .append("</td><td><code>")
                    .append(space.id())
                    .append("</code></td><td>")
                    .append(world.webhook(space.id())
                            .map(webhook -> Html.text(webhook.url()) + (webhook.isActive() ? "" : " (off)"))
                            .orElse("none"))
                    .append("</td></tr>\n");
        }
        page.append("</table></div>\n");
    }

    private void room(StringBuilder page, Room room, String base) {
        page.append("<h3>")
                .append(Html.text(room.name()))
                .append("</h3>\n<p class=\"note\"><code>")
                .append(room.id())
                .append("</code>, alias <code>")
                .append(room.alias())
                .append("</code>, ")
                .append(world.activeCall(room.id()).isPresent() ? "a call is running" : "no call")
                .append("</p>\n");
        button(page, room, "call", "start", "Start a call");
        button(page, room, "call", "finish", "Finish the call");
        button(page, room, "delete", "delete", "Delete behind the hub's back");
        button(page, room, "record", "start", "Start recording");
        button(page, room, "record", "stop", "Stop recording");
        links(page, room);
        calls.show(page, room, base);
    }

    private void links(StringBuilder page, Room room) {
        page.append("<div class=\"scroll\"><table><tr><th>Link</th><th>Role</th><th>External user</th>")
                .append("<th>External meeting</th><th>Valid until (UTC)</th><th>Opened</th></tr>\n");
        for (Link link : world.linksOf(room.id())) {
            page.append("<tr><td><a rel=\"noreferrer\" href=\"")
                    .append(Html.text(access.url(room, link)))
                    .append("\">")
                    .append(Html.text(link.username()))
                    .append("</a></td><td>")
                    .append(link.role())
                    .append("</td><td>")
                    .append(Html.text(link.externalUserId()))
                    .append("</td><td>")
                    .append(Html.text(link.externalMeetingId()))
                    .append("</td><td>")
                    .append(Json.time(link.expiresAt()))
                    .append("</td><td>")
                    .append(link.openings())
                    .append(link.isPermanent() ? "" : link.used() ? ", one-time, used" : ", one-time")
                    .append("</td></tr>\n");
        }
        page.append("</table></div>\n");
    }

    private static void button(StringBuilder page, Room room, String form, String action, String label) {
        page.append("<form method=\"post\" action=\"/backoffice/forms/rooms/")
                .append(room.id())
                .append("/")
                .append(form)
                .append("\"><button name=\"action\" value=\"")
                .append(action)
                .append("\">")
                .append(Html.text(label))
                .append("</button></form>\n");
    }

    private static void pager(StringBuilder page, String wanted, int number, int pages) {
        page.append("<form method=\"get\" action=\"/backoffice\"><input type=\"hidden\" name=\"q\" value=\"")
                .append(Html.text(wanted))
                .append("\"><p>Page ")
                .append(number)
                .append(" of ")
                .append(pages);
        if (number > 1) {
            page.append(" <button name=\"page\" value=\"").append(number - 1).append("\">Back</button>");
        }
        if (number < pages) {
            page.append(" <button name=\"page\" value=\"").append(number + 1).append("\">Next</button>");
        }
        page.append("</p></form>\n");
    }

    private static int pageNumber(String text, int pages) {
        try {
            return Math.min(pages, Math.max(1, Integer.parseInt(text)));
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}
