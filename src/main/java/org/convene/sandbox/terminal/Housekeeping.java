package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rest of a terminal: containers of data, its window, its HTTP server, the schedule, the background, its end. */
final class Housekeeping {

    private static final int STOPPED = 1;
    private static final int STARTING = 2;
    private static final int RUNNING = 3;
    private static final int STOPPING = 4;
    private static final int SOON = 30;

    private final RoomTerminal terminal;
    private final Map<String, String> containers = new LinkedHashMap<>(0);
    private final Map<String, Long> httpSettings = new LinkedHashMap<>();
    private final Map<String, Long> pending = new LinkedHashMap<>(0);
    private ArrayNode schedule = JsonNodeFactory.instance.arrayNode();
    private int http = RUNNING;
    private int delayTest = 1;
    private long background;

    Housekeeping(RoomTerminal terminal) {
        this.terminal = terminal;
        httpSettings.put("port", (long) terminal.site().port());
        httpSettings.put("connectionsLimit", 10000L);
        httpSettings.put("maxPostFileSizeInBytes", -1L);
    }

    boolean serves() {
        return http == RUNNING;
    }

    /** -1 for no limit. */
    long longestUpload() {
        return httpSettings.get("maxPostFileSizeInBytes");
    }

    void saveData(Order order) {
        String name = order.text("containerName");
        String flag = order.has("flags") ? order.text("flags") : "def";
        String before = containers.getOrDefault(name, "");
        String data = order.text("data");
        containers.put(
                name,
                switch (flag) {
                    case "beg" -> data + before;
                    case "ate" -> before + data;
                    default -> data;
                });
        order.tell(RoomTerminal.event("dataSaved")
                .put("containerName", name)
                .put("data", data)
                .put("flag", flag));
    }

    void loadData(Order order) {
        String name = order.text("containerName");
        Order.require(containers.containsKey(name), "There is no such container");
        order.reply().put("data", containers.get(name)).put("containerName", name);
    }

    void deleteData(Order order) {
        String name = order.text("containerName");
        Order.require(containers.remove(name) != null, "There is no such container");
        order.tell(RoomTerminal.event("dataDeleted").put("containerName", name));
    }

    void changeWindowState(Order order) {
        order.tell(RoomTerminal.event("windowStateChanged")
                .put("windowState", order.whole("windowState"))
                .put("stayOnTop", order.yes("stayOnTop")));
    }

    void getHttpServerState(Order order) {
        order.reply().put("state", http);
    }

    void stopHttpServer(Order order) {
        Order.require(http == RUNNING, "The HTTP server does not run");
        become(STOPPING, STOPPED);
    }

    /** Settings that waited for a new start count from now; the port of the sandbox stays what it is. */
    void startHttpServer(Order order) {
        Order.require(http == STOPPED, "The HTTP server is not stopped");
        pending.forEach(httpSettings::put);
        pending.clear();
        become(STARTING, RUNNING);
    }

    private void become(int first, int then) {
        http(first);
        terminal.site().later(SOON, () -> http(then));
    }

    private void http(int state) {
        http = state;
        terminal.tell(RoomTerminal.event("httpServerStateChanged").put("state", state));
        terminal.stateChanged();
    }

    void getHttpServerSettings(Order order) {
        ArrayNode list = order.reply().putArray("settings");
        httpSettings.keySet().forEach(name -> list.add(setting(name)));
    }

    private ObjectNode setting(String name) {
        boolean atOnce = name.equals("maxPostFileSizeInBytes");
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("value", httpSettings.get(name))
                .put("httpServerRestartNeededForApplying", !atOnce);
        if (!atOnce) {
            json.put("isPendingToBeApplied", pending.containsKey(name));
            if (pending.containsKey(name)) {
                json.put("pendingValue", pending.get(name));
            }
        }
        return json;
    }

    void setHttpServerSettings(Order order) {
        order.param("settings").properties().forEach(entry -> {
            Order.require(httpSettings.containsKey(entry.getKey()), "There is no setting " + entry.getKey());
            Order.require(entry.getValue().isIntegralNumber(), entry.getKey() + " has a wrong type");
        });
        order.param("settings").properties().forEach(entry -> {
            boolean atOnce = entry.getKey().equals("maxPostFileSizeInBytes");
            (atOnce ? httpSettings : pending)
                    .put(entry.getKey(), entry.getValue().asLong());
            ObjectNode event = RoomTerminal.event("httpServerSettingChanged");
            order.tell(event.setAll(setting(entry.getKey())));
        });
    }

    /** What the terminal knows of the server's schedule; set in the back office. */
    void schedule(ArrayNode conferences) {
        schedule = conferences;
    }

    void getScheduler(Order order) {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("cnt", schedule.size());
        list.set("conferences", schedule);
        order.reply().removeAll();
        switch (terminal.habits().scheduler()) {
            case "reply" -> order.reply().setAll(list);
            case "shape" ->
                order.reply()
                        .put("method", "event")
                        .put("event", "conferenceList")
                        .<ObjectNode>setAll(list)
                        .put("succeed", true);
            default -> {
                ObjectNode event = RoomTerminal.event("conferenceList");
                order.tell(event.<ObjectNode>setAll(list).put("succeed", true));
            }
        }
    }

    void startAudioDelayDetectorTest(Order order) {
        Order.require(delayTest != 2, "The test is running");
        delayed(2, 0);
        terminal.site().later(SOON, () -> {
            if (delayTest == 2) {
                delayed(1, 10);
            }
        });
    }

    void stopAudioDelayDetectorTest(Order order) {
        Order.require(delayTest == 2, "No test is running");
        delayed(1, 0);
    }

    private void delayed(int state, int delay) {
        delayTest = state;
        terminal.tell(RoomTerminal.event("audioDelayDetectorTestStateChanged")
                .put("state", state)
                .put("delay", delay));
    }

    void getAudioDelayDetectorInfo(Order order) {
        order.reply().put("state", delayTest).put("delay", 10);
    }

    void setBackground(Order order) {
        background = order.param("fileId").asLong();
    }

    void getBackground(Order order) {
        order.reply().put("fileId", background);
    }

    void getSystemInfo(Order order) {
        order.reply()
                .putObject("authInfo")
                .put("peerId", terminal.peer().id())
                .put("peerDn", terminal.peer().name());
        order.reply().putArray("receivers");
    }

    void getInfoWidgetsState(Order order) {
        Options options = terminal.scene().options();
        order.reply()
                .put("logoDisplaying", options.isOn("showLogo"))
                .put("timeDisplaying", options.isOn("showTime"))
                .put("connectInfoDisplaying", options.isOn("showInfoConnect"))
                .put("currentUserInfoWidgetDisplaying", options.isOn("showCurrentUserWidget"))
                .put("incomingRequestWidgetDisplaying", options.isOn("showIncomingRequestWidget"));
    }

    /** Broadcast to the other client of the terminal, not to the one who sent it. */
    void fireMyEvent(Order order) {
        ObjectNode event = order.params().deepCopy();
        event.remove("requestId");
        event.put("event", "myEvent").put("method", "event");
        String text = new Dialect(terminal.habits()).event(event);
        for (Seat seat : Seat.values()) {
            terminal.seated(seat).filter(line -> line != order.line()).ifPresent(line -> line.write(text));
        }
    }

    /** The terminal goes off, or starts anew, soon: what goes on ends, and so do tokens and connections. */
    void goOff(Order order) {
        terminal.site().later(SOON, () -> {
            terminal.scene().calls().dropAll();
            for (Seat seat : Seat.values()) {
                terminal.access().endTokens(seat);
            }
            terminal.closeAll(1001, "the terminal is switched off");
        });
    }
}
