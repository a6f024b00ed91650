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
    private final Talk talk;
    private final Camera camera;
    private final Contacts contacts;
    private final Council council;
    private final RemoteCameras remoteCameras;
    private final Housekeeping housekeeping;

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
        this.talk = new Talk(terminal);
        this.camera = new Camera(terminal);
        this.contacts = new Contacts(terminal);
        this.council = new Council(terminal);
        this.remoteCameras = new RemoteCameras(terminal);
        this.housekeeping = new Housekeeping(terminal);
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

    Talk talk() {
        return talk;
    }

    Camera camera() {
        return camera;
    }

    Contacts contacts() {
        return contacts;
    }

    Council council() {
        return council;
    }

    RemoteCameras remoteCameras() {
        return remoteCameras;
    }

    Housekeeping housekeeping() {
        return housekeeping;
    }

    /** What {@code getAppState} and {@code appStateChanged} say (trueconf-room.md C2.3). */
    ObjectNode appState() {
        ObjectNode state = JsonNodeFactory.instance
                .objectNode()
                .put("appState", number())
                .put("embeddedHttpPort", housekeeping.serves() ? terminal.site().port() : 0);
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
        council.forget();
        remoteCameras.forget();
        if (options.isOn("changeUserAuthPinAfterConf")
                && terminal.access().protection(Seat.USER).isPin()) {
            terminal.access().protect(Seat.USER, Protection.pin(Access.newPin()));
            terminal.access().endTokens(Seat.USER);
            terminal.throwOut(Seat.USER, 7);
        }
    }
}
