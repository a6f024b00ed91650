package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The terminal's own connection to a conference server, and its account there. It has both from the start. */
final class ServerLink {

    private static final int STANDARD_PORT = 4307;
    private static final int SOON = 50;
    private static final int DISCONNECTED = 0;
    private static final int CONNECTING = 1;
    private static final int CONNECTED = 2;

    private final RoomTerminal terminal;
    private int state = CONNECTED;
    private boolean signedIn = true;
    private String server;
    private int port = STANDARD_PORT;
    private boolean service;

    ServerLink(RoomTerminal terminal) {
        this.terminal = terminal;
        this.server = terminal.site().domain();
    }

    boolean signedIn() {
        return state == CONNECTED && signedIn;
    }

    void mustBeSignedIn() {
        Order.require(state == CONNECTED, "The terminal is not connected to a server");
        Order.require(signedIn, "The terminal is not signed in at the server");
    }

    /** Of {@code appState}, as far as this decides it; 3 when all is well. */
    int appState() {
        return switch (state) {
            case DISCONNECTED -> 0;
            case CONNECTING -> 1;
            default -> signedIn ? 3 : 2;
        };
    }

    void connectToServer(Order order) {
        connect(order.text("server"), order.has("port") ? (int) order.whole("port") : STANDARD_PORT, false);
    }

    void connectToService(Order order) {
        connect(order.has("domain") ? order.text("domain") : terminal.site().domain(), STANDARD_PORT, true);
    }

    /** A server whose name begins with {@code unreachable} is that. */
    private void connect(String wanted, int wantedPort, boolean online) {
        terminal.scene().calls().dropAll();
        state = CONNECTING;
        signedIn = false;
        server = wanted;
        port = wantedPort;
        service = online;
        terminal.stateChanged();
        terminal.site().later(SOON, () -> {
            if (state == CONNECTING && wanted.equals(server)) {
                state = wanted.startsWith("unreachable") ? DISCONNECTED : CONNECTED;
                ObjectNode event = RoomTerminal.event(state == CONNECTED ? "serverConnected" : "serverDisconnected")
                        .put("service", service)
                        .put("server", server)
                        .put("port", port);
                terminal.tell(
                        state == CONNECTED ? event.put("domain", terminal.site().domain()) : event);
                terminal.stateChanged();
            }
        });
    }

    /** The server goes away by itself. */
    void lost() {
        terminal.scene().calls().dropAll();
        state = DISCONNECTED;
        signedIn = false;
        terminal.tell(RoomTerminal.event("serverDisconnected")
                .put("port", port)
                .put("service", service)
                .put("server", server));
        terminal.stateChanged();
    }

    /** It is back, with the account. */
    void back() {
        state = CONNECTED;
        terminal.tell(RoomTerminal.event("serverConnected")
                .put("service", service)
                .put("server", server)
                .put("port", port)
                .put("domain", terminal.site().domain()));
        signIn(0);
    }

    /** Any login is taken with any password but {@code wrong}; the account of the terminal stays its own. */
    void login(Order order) {
        Order.require(state == CONNECTED, "The terminal is not connected to a server");
        int result = signedIn ? 1 : order.text("password").equals("wrong") ? 3 : 0;
        terminal.site().later(SOON, () -> {
            if (state == CONNECTED) {
                signIn(result);
            }
        });
    }

    private void signIn(int result) {
        signedIn = signedIn || result == 0;
        terminal.tell(RoomTerminal.event("login")
                .put("result", result)
                .put("peerId", terminal.peer().id())
                .put("peerDn", terminal.peer().name()));
        terminal.stateChanged();
    }

    void logout(Order order) {
        boolean was = signedIn;
        terminal.site().later(1, () -> {
            terminal.scene().calls().dropAll();
            signedIn = false;
            terminal.tell(
                    RoomTerminal.event("logout").put("result", was ? 0 : 1).put("cause", 0));
            terminal.stateChanged();
        });
    }

    void getConnected(Order order) {
        order.reply().put("state", state);
        if (state == CONNECTED) {
            order.reply()
                    .putObject("serverInfo")
                    .put("server", server)
                    .put("service", service)
                    .put("port", port)
                    .put("domain", terminal.site().domain());
        } else {
            order.reply().remove("serverInfo");
        }
    }

    void getLogin(Order order) {
        order.reply().removeAll();
        order.reply().put("isLoggedIn", signedIn());
        if (signedIn()) {
            order.reply()
                    .put("peerId", terminal.peer().id())
                    .put("peerDn", terminal.peer().name());
        }
    }

    void getServerDomain(Order order) {
        order.reply().put("domain", state == CONNECTED ? terminal.site().domain() : "");
    }
}
