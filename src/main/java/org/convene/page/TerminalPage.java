package org.convene.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.convene.document.Problem;
import org.convene.document.Violation;
import org.convene.terminal.TerminalReply;
import org.convene.terminal.TerminalStatus;
import org.convene.terminal.audit.AuditEntry;
import org.convene.terminal.catalogue.Catalogue;
import org.convene.terminal.catalogue.Command;

/**
 * What {@code terminal.html} shows: one terminal, what it says, and what it can be told.
 *
 * @param operator whether the reader may give commands
 * @param form     of the command that was chosen, or {@code null}
 * @param answer   to the command that was just sent, or {@code null}
 */
@TemplateData
public record TerminalPage(
        TerminalTile tile,
        List<Fact> facts,
        List<Said> events,
        boolean operator,
        List<Told> history,
        List<Group> groups,
        CommandForm form,
        Answer answer,
        String zone) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 400;

    @TemplateData
    public record Fact(String name, String value) {}

    @TemplateData
    public record Said(String at, String event, String body) {}

    @TemplateData
    public record Told(String at, String who, String method, String params, String result, boolean good, String why) {}

    @TemplateData
    public record Group(String name, List<Named> commands) {}

    @TemplateData
    public record Named(String name, boolean chosen) {}

    /** @param violations what must be corrected, each with where it is */
    @TemplateData
    public record Answer(boolean good, String title, String text, List<Violation> violations) {}

    static Answer reply(String method, JsonNode reply) {
        boolean good = TerminalReply.isGood(reply);
        String title = method + (good ? ": the terminal’s reply" : ": the terminal did not do it");
        return new Answer(good, title, pretty(reply), List.of());
    }

    static Answer problem(String method, Problem problem) {
        return new Answer(false, method + ": " + problem.title(), problem.detail(), problem.errors());
    }

    private static String pretty(JsonNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static List<Fact> facts(TerminalStatus status, PageTimes times) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Connection", status.connection().word() + ", since " + times.lately(status.since())));
        status.why().ifPresent(why -> facts.add(new Fact("Last trouble", why)));
        status.nextTry().ifPresent(at -> facts.add(new Fact("Next try", times.toTheSecond(at))));
        status.appState()
                .ifPresent(state -> facts.add(new Fact(
                        "State",
                        status.appStateWord()
                                .map(word -> word + " (" + state + ")")
                                .orElse(String.valueOf(state)))));
        status.conference().ifPresent(running -> {
            facts.add(new Fact("Conference", running.title().orElse(running.id())));
            running.owner().ifPresent(owner -> facts.add(new Fact("Its owner", owner)));
        });
        status.seat().ifPresent(seat -> facts.add(new Fact("Seat", seat)));
        facts.add(new Fact("Address", status.url()));
        status.lastHeard().ifPresent(at -> facts.add(new Fact("Last heard", times.toTheSecond(at))));
        facts.add(new Fact("Since the hub began", status.events() + " events, " + status.commands() + " commands"));
        return facts;
    }

    static Said said(byte[] text, PageTimes times) {
        try {
            JsonNode event = JSON.readTree(text);
            return new Said(
                    times.toTheSecond(Instant.parse(event.path("at").asText())),
                    event.path("event").asText(),
                    cut(event.path("body").toString()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static Told told(AuditEntry entry, PageTimes times) {
        return new Told(
                times.lately(entry.sentAt()),
                entry.who(),
                entry.method(),
                entry.params().equals("{}") ? "" : cut(entry.params()),
                entry.result(),
                entry.result().equals("done") || entry.result().equals("accepted"),
                entry.words());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** The commands by their groups, in the order of the alphabet. */
    static List<Group> groups(Catalogue catalogue, String chosen) {
        Map<String, List<Named>> groups = catalogue.commands().stream()
                .collect(Collectors.groupingBy(
                        Command::group,
                        TreeMap::new,
                        Collectors.mapping(
                                command ->
                                        new Named(command.name(), command.name().equals(chosen)),
                                Collectors.toList())));
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }
}
