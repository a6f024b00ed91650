package org.convene.sandbox.trueconf;

import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Html;

/** What people see who follow the link of a conference: what it is, whether it runs, and when it is. */
final class ConferencePage {

    private final World world;

    ConferencePage(World world) {
        this.world = world;
    }

    Answer show(Heard heard) {
        return world.conference(heard.path("conference"))
                .map(conference -> Answer.html(200, page(conference)))
                .orElseGet(() -> Answer.html(
                        404,
                        Html.page(
                                "There is no such conference",
                                "<h1>There is no such conference</h1>\n"
                                        + "<p>It was deleted, or the address is incomplete.</p>")));
    }

    private static String page(Conference conference) {
        Details details = conference.details();
        return Html.page(
                details.topic(),
                "<h1>" + Html.text(details.topic()) + "</h1>\n<p class=\"who\" id=\"state\" data-state=\""
                        + conference.state() + "\">"
                        + (conference.running() ? "The conference is running." : "The conference is not running.")
                        + "</p>\n<p id=\"time\">" + Html.text(details.schedule().words())
                        + "</p>\n<p class=\"note\">This is the sandbox's stand-in for a conference of TrueConf Server; "
                        + "there is no sound and no picture.</p>");
    }
}
