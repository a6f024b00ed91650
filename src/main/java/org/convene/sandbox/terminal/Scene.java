package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What goes on at a terminal, by parts. */
final class Scene {

    private final RoomTerminal terminal;
    private final ServerLink server;
    private final Calls calls;
    private final Devices devices;
    private final Layout layout;
    private final Options options;
    private final Files files;
    private final Slides slides;
    private final Showing showing;

    Scene(RoomTerminal terminal) {
        this.terminal = terminal;
        this.server = new ServerLink(terminal);
        this.calls = new Calls(terminal);
        this.devices = new Devices(terminal);
        this.layout = new Layout(terminal);
        this.options = new Options(terminal);
        this.files = new Files(terminal);
        this.slides = new Slides(terminal);
        this.showing = new Showing(terminal);
    }

    ServerLink server() {
        return server;
    }

    Calls calls() {
        return calls;
    }

    Devices devices() {
        return devices;
    }

    Layout layout() {
        return layout;
    }

    Options options() {
        return options;
    }

    Files files() {
        return files;
    }

    Slides slides() {
        return slides;
    }

    Showing showing() {
        return showing;
    }

    /** What {@code getAppState} and {@code appStateChanged} say (trueconf-room.md C2.3). */
    ObjectNode appState() {
        ObjectNode state = JsonNodeFactory.instance
                .objectNode()
                .put("appState", number())
                .put("embeddedHttpPort", terminal.site().port());
        state.set("desktopSharing", showing.sharing());
        state.set("broadcastPicture", showing.picture());
        return state.put("audioCaptureTest", devices.isTesting());
    }

    private int number() {
        if (calls.isEnding()) {
            return 6;
        }
        int state = server.appState();
        if (state < 3) {
            return state;
        }
        return calls.meeting().isPresent() ? 5 : calls.ringing().isPresent() ? 4 : 3;
    }

    void getAppState(Order order) {
        order.reply().removeAll();
        order.reply().setAll(appState());
    }

    /** The session in the room is over. */
    void sessionEnded() {
        layout.forget();
        if (options.isOn("changeUserAuthPinAfterConf")
                && terminal.access().protection(Seat.USER).isPin()) {
            terminal.access().protect(Seat.USER, Protection.pin(Access.newPin()));
            terminal.access().endTokens(Seat.USER);
            terminal.throwOut(Seat.USER, 7);
        }
    }
}
