package org.convene.sandbox.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * How the terminals are set up.
 *
 * @param host address to listen on
 * @param port port of the WebSockets, the embedded HTTP servers and the back office; 0 takes any free one
 * @param names of the terminals; each is the path of its WebSocket and its account on the server
 * @param pin of the administrator of each; null leaves them unsecured, as a terminal is at first start
 * @param domain what stands after the @ of a TrueConf ID
 */
public record TerminalSettings(String host, int port, List<String> names, String pin, String domain) {

    /** Any free port on loopback; {@code room-101} and {@code room-102}, unsecured. */
    public static TerminalSettings standard() {
        return new TerminalSettings("127.0.0.1", 0, List.of("room-101", "room-102"), null, "sandbox.trueconf.example");
    }

    public TerminalSettings withHost(String newHost) {
        return new TerminalSettings(newHost, port, names, pin, domain);
    }

    public TerminalSettings withPort(int newPort) {
        return new TerminalSettings(host, newPort, names, pin, domain);
    }

    public TerminalSettings withNames(List<String> newNames) {
        return new TerminalSettings(host, port, List.copyOf(newNames), pin, domain);
    }

    /** {@code room-0001} and so on, so many. */
    public TerminalSettings withCount(int count) {
        List<String> numbered = new ArrayList<>(count);
        for (int number = 1; number <= count; number++) {
            numbered.add("room-%04d".formatted(number));
        }
        return withNames(numbered);
    }

    public TerminalSettings withPin(String newPin) {
        return new TerminalSettings(host, port, names, newPin, domain);
    }
}
