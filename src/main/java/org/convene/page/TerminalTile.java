package org.convene.page;

import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.convene.terminal.TerminalStatus;

/**
 * A terminal as somebody sees it from across the room.
 *
 * @param rank     what needs a person comes first
 * @param group    {@code trouble}, {@code conference} or {@code other}
 * @param label    how it is, in a word or two
 * @param headline the conference it is in, or empty
 * @param detail   what went wrong last, or empty
 * @param seat     the seat we have there, or none
 * @param since    since when the connection is as it is
 */
@TemplateData
@RegisterForReflection
public record TerminalTile(
        String name,
        String href,
        int rank,
        String group,
        String tone,
        String label,
        String headline,
        String detail,
        String seat,
        String since) {
    static final String TROUBLE = "trouble";
    static final String CONFERENCE = "conference";
    static final String OTHER = "other";

    static TerminalTile of(TerminalStatus status, PageTimes times) {
        Look look = Look.of(status);
        String headline = status.conference()
                .map(running -> running.title().orElse(running.id()))
                .orElse("");
        return new TerminalTile(
                status.name(),
                "/terminals/" + Addresses.escaped(status.name()),
                look.rank(),
                look.group(),
                look.tone(),
                look.label(),
                headline,
                status.why().orElse(""),
                status.seat().orElse("none"),
                times.lately(status.since()));
    }

    /** @param tone the class that gives it its colour, as states of lessons have them */
    private record Look(int rank, String group, String tone, String label) {

        static Look of(TerminalStatus status) {
            return switch (status.connection()) {
                case REFUSED -> new Look(0, TROUBLE, "failed", "not accepted");
                case YIELDED -> new Look(1, TROUBLE, "failed", "seat taken");
                case OFFLINE -> new Look(2, TROUBLE, "failed", "offline");
                case CONNECTING -> new Look(3, TROUBLE, "pending", "connecting");
                case AUTHENTICATING -> new Look(3, TROUBLE, "pending", "signing in");
                case RESYNCING -> new Look(3, TROUBLE, "pending", "asking");
                case READY -> ready(status);
            };
        }

        private static Look ready(TerminalStatus status) {
            return status.conference().isPresent()
                    ? new Look(4, CONFERENCE, "ready", "in conference")
                    : new Look(
                            5,
                            OTHER,
                            "cancelled",
                            status.appStateWord().orElse("ready").replace('-', ' '));
        }
    }
}
