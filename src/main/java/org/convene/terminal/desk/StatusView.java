package org.convene.terminal.desk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.convene.terminal.TerminalStatus;

/** A terminal as programs see it. */
public final class StatusView {
    private StatusView() {}

    /** Everything that is known. */
    public static ObjectNode of(TerminalStatus status) {
        ObjectNode view = brief(status);
        status.lastHeard().ifPresent(at -> view.put("lastHeard", at.toString()));
        status.lastEvent().ifPresent(event -> view.put("lastEvent", event));
        view.put("events", status.events()).put("commands", status.commands());
        return view;
    }

    /** What people want to see at once, without what changes all the time. */
    public static ObjectNode brief(TerminalStatus status) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("name", status.name())
                .put("url", status.url())
                .put("connection", status.connection().word())
                .put("since", status.since().toString());
        status.why().ifPresent(why -> view.put("why", why));
        status.seat().ifPresent(seat -> view.put("seat", seat));
        status.appState().ifPresent(state -> view.put("appState", state));
        status.appStateWord().ifPresent(word -> view.putObject("explained").put("appState", word));
        status.conference().ifPresent(running -> {
            ObjectNode conference = view.putObject("conference").put("id", running.id());
            running.title().ifPresent(title -> conference.put("title", title));
            running.owner().ifPresent(owner -> conference.put("owner", owner));
        });
        status.nextTry().ifPresent(at -> view.put("nextTry", at.toString()));
        return view;
    }
}
