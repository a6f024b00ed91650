package org.convene.terminal.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.convene.terminal.TerminalStatus.RunningConference;

/** What a terminal said of itself, in replies and events. */
final class KnownState {
    private static final int IN_CONFERENCE = 5;

    private volatile Optional<Integer> appState = Optional.empty();
    private volatile Optional<RunningConference> conference = Optional.empty();
    private Map<String, String> settings = Map.of();

    Optional<Integer> appState() {
        return appState;
    }

    Optional<RunningConference> conference() {
        return conference;
    }

    void heard(String event, ObjectNode body) {
        switch (event) {
            case "appStateChanged" -> appState(body);
            case "conferenceCreated" -> conferences(body);
            case "conferenceDeleted" -> conference = Optional.empty();
            case "settingsChanged" ->
                setting(body.path("name").asText(""), body.path("value").toString());
            default -> {}
        }
    }

    /** From a reply to {@code getAppState}, or an {@code appStateChanged}, which repeats it. */
    void appState(ObjectNode said) {
        JsonNode state = said.path("appState");
        if (state.canConvertToInt() || state.isTextual()) {
            appState = Optional.of(state.asInt(-1));
            if (state.asInt(-1) != IN_CONFERENCE && state.asInt(-1) != 6) {
                conference = Optional.empty();
            }
        }
    }

    /** From a reply to {@code getConferences}, or a {@code conferenceCreated}. */
    void conferences(ObjectNode said) {
        String id = said.path("confId").asText("");
        conference = id.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new RunningConference(id, text(said.path("confTitle")), text(said.path("conferenceOwner"))));
    }

    /** From a reply to {@code getSettings}; returns what changed since it was asked for last. */
    ObjectNode settings(ObjectNode said) {
        Map<String, String> before = settings;
        Map<String, String> now = new TreeMap<>();
        said.path("settings")
                .forEach(setting -> now.put(
                        setting.path("name").asText("").intern(),
                        setting.path("value").toString().intern()));
        settings = now;
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        now.forEach((name, value) -> {
            String was = before.getOrDefault(name, value);
            if (!was.equals(value)) {
                changes.putObject(name).put("before", was).put("after", value);
            }
        });
        return changes;
    }

    private void setting(String name, String value) {
        if (settings.containsKey(name)) {
            settings.put(name, value);
        }
    }

    ObjectNode summary() {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        appState.ifPresent(state -> summary.put("appState", state));
        conference.ifPresent(running -> summary.put("conference", running.id()));
        return summary;
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.of(value.asText("")).filter(text -> !text.isEmpty());
    }
}
