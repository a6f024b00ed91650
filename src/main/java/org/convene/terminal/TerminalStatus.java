package org.convene.terminal;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of a terminal.
 *
 * @param url        where it is, never with a secret in it
 * @param connection how far the connection is
 * @param since      since when
 * @param why        in words, when it is not {@link Connection#READY}; or what went wrong last
 * @param seat       {@code admin} or {@code user}, while we are signed in
 * @param appState   what it said of itself last: 0 none … 5 conference, 6 close (trueconf-room C2.3)
 * @param appStateWord the catalogue's word for it
 * @param conference the conference it is in
 * @param nextTry    when the next attempt to connect begins, while it is not connected
 * @param lastHeard  when any frame came last
 * @param lastEvent  the last event, by name
 * @param events     how many events were heard
 * @param commands   how many commands were sent
 */
public record TerminalStatus(
        String name,
        String url,
        Connection connection,
        Instant since,
        Optional<String> why,
        Optional<String> seat,
        Optional<Integer> appState,
        Optional<String> appStateWord,
        Optional<RunningConference> conference,
        Optional<Instant> nextTry,
        Optional<Instant> lastHeard,
        Optional<String> lastEvent,
        long events,
        long commands) {

    public enum Connection {
        /** Not reached; tried again by itself. */
        OFFLINE,
        /** The WebSocket is being opened. */
        CONNECTING,
        /** Signing in. */
        AUTHENTICATING,
        /** Asking for what was missed. */
        RESYNCING,
        /** Signed in, and its state is known. */
        READY,
        /** Somebody else took the seat; the hub waits for an operator's word, or for the configured quiet time. */
        YIELDED,
        /** It does not accept our credentials; tried again seldom. */
        REFUSED;

        /** As the API and the pages write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The conference a terminal is in. */
    public record RunningConference(String id, Optional<String> title, Optional<String> owner) {}
}
