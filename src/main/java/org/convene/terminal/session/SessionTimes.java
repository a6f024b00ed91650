package org.convene.terminal.session;

import java.time.Duration;
import java.util.Optional;
import org.convene.ops.Settings;

/**
 * How sessions behave, the same for all terminals: {@code convene.terminal.*}.
 *
 * @param apiVersion    told to the terminal before signing in; not told when empty
 * @param pace          the least time between two commands (the vendor's own programs wait 50 ms, trueconf-room C1.1)
 * @param reply         how long to wait for a reply
 * @param outcome       how long to wait for the event that tells what became of a command
 * @param heartbeat     after how long without a word the terminal is asked for one
 * @param silence       how long it may take to say it; then the connection is given up
 * @param leastPause    before the first attempt to connect again; each failure doubles it
 * @param longestPause  the longest between two attempts
 * @param refusedPause  between attempts at a terminal that does not accept our credentials
 * @param takeBackAfter how long after somebody else took the seat the hub takes it back; never when empty
 * @param waiting       how many commands may wait for one terminal
 */
public record SessionTimes(
        Optional<String> apiVersion,
        Duration pace,
        Duration connect,
        Duration reply,
        Duration outcome,
        Duration heartbeat,
        Duration silence,
        Duration leastPause,
        Duration longestPause,
        Duration refusedPause,
        Optional<Duration> takeBackAfter,
        int waiting) {

    static SessionTimes of(Settings settings) {
        return new SessionTimes(
                settings.optionalText("convene.terminal.api-version"),
                settings.duration("convene.terminal.pace"),
                settings.duration("convene.vendors.connect-timeout"),
                settings.duration("convene.terminal.reply-timeout"),
                settings.duration("convene.terminal.outcome-timeout"),
                settings.duration("convene.terminal.heartbeat"),
                settings.duration("convene.terminal.silence"),
                settings.duration("convene.terminal.reconnect-after"),
                settings.duration("convene.terminal.reconnect-longest"),
                settings.duration("convene.terminal.refused-pause"),
                settings.optionalText("convene.terminal.take-back-after")
                        .map(set -> settings.duration("convene.terminal.take-back-after")),
                settings.number("convene.terminal.waiting", 1, 100_000));
    }
}
