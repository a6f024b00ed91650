package org.convene.sandbox.teleboss;

import java.util.List;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Html;
import org.convene.sandbox.stage.Json;

/** The page a personal link opens: who came in as what, and everybody who has come so far. */
final class RoomPage {

    private final World world;
    private final CallEvents calls;

    RoomPage(World world, CallEvents calls) {
        this.world = world;
        this.calls = calls;
    }

    Answer open(Heard heard) {
        Entry entry = calls.open(heard.path("alias"), heard.query("accessToken"));
        if (entry instanceof Entry.Welcome welcome) {
            return Answer.html(200, welcome(welcome));
        }
        if (entry instanceof Entry.RoomDeleted deleted) {
            return closed(410, "This room was deleted", deleted.name(), "The meeting was cancelled or is long over.");
        }
        if (entry instanceof Entry.UsedLink used) {
            return closed(
                    410,
                    "This link has been used",
                    used.room().name(),
                    "It was good for one visit only. Ask for a new one.");
        }
        if (entry instanceof Entry.ExpiredLink expired) {
            return closed(410, "This link has expired", expired.room().name(), "Its time is over. Ask for a new one.");
        }
        if (entry instanceof Entry.UnknownLink unknown) {
            return closed(
                    403,
                    "This link does not open the room",
                    unknown.room().name(),
                    "The room needs a personal link, and this is none of its links.");
        }
        return closed(404, "There is no such room", "", "The address may be incomplete.");
    }

    /** The visitor leaves; the last one ends the call. */
    Answer leave(Heard heard) {
        return calls.leave(heard.path("alias"), heard.query("accessToken")).isPresent()
                ? Answer.html(200, Html.page("You left", "<h1>You left the room</h1>"))
                : closed(404, "You are not in this room", "", "You may have left before, or the call is over.");
    }

    /** A look at the address without coming in: uses nothing up and tells nothing. */
    Answer glance(Heard heard) {
        return Answer.html(200, Html.page("Teleboss sandbox", ""));
    }

    private String welcome(Entry.Welcome welcome) {
        Participant who = welcome.who();
        StringBuilder page = new StringBuilder()
                .append("<h1>")
                .append(Html.text(welcome.room().name()))
                .append("</h1>\n<p class=\"who\" id=\"me\" data-role=\"")
                .append(Html.text(who.role()))
                .append("\">You came in as <strong>")
                .append(Html.text(who.username()))
                .append("</strong>, ")
                .append(role(who.role()))
                .append(".</p>\n<form method=\"post\" action=\"/room/")
                .append(welcome.room().alias())
                .append("/leave\"><input type=\"hidden\" name=\"accessToken\" value=\"")
                .append(Html.text(who.linkToken()))
                .append(
                        "\"><button>Leave</button></form>\n<h2>Who has come</h2>\n<div class=\"scroll\"><table id=\"participants\">")
                .append("<thead><tr><th>Name</th><th>Role</th><th>Came at (UTC)</th></tr></thead><tbody>\n");
        for (Call call : world.callsOf(welcome.room().id())) {
            call.participants().forEach(participant -> row(page, participant));
        }
        page.append("</tbody></table></div>\n<p class=\"note\">This is the sandbox's stand-in for a Teleboss room; ")
                .append("there is no sound and no picture.</p>");
        return Html.page(welcome.room().name(), page.toString());
    }

    private static void row(StringBuilder page, Participant participant) {
        List<Presence> presences = participant.presences();
        page.append("<tr data-role=\"")
                .append(Html.text(participant.role()))
                .append("\"><td>")
                .append(Html.text(participant.username()))
                .append("</td><td>")
                .append(role(participant.role()))
                .append("</td><td>")
                .append(presences.isEmpty() ? "" : Json.time(presences.get(0).joinedAt()))
                .append(presences.size() > 1 ? " and " + (presences.size() - 1) + " more" : "")
                .append(participant.present() ? "" : ", has left")
                .append("</td></tr>\n");
    }

    private static String role(String role) {
        return role.equals("moderator") ? "moderator" : "user";
    }

    private static Answer closed(int status, String title, String room, String why) {
        String name = room.isEmpty() ? "" : "<p>Room: " + Html.text(room) + "</p>";
        return Answer.html(status, Html.page(title, "<h1>" + Html.text(title) + "</h1>" + name + "<p>" + why + "</p>"));
    }
}
