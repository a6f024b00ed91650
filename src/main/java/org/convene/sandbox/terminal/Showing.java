package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the terminal sends in the place of its camera, or beside it: a picture, its own view, a captured screen. */
final class Showing {

    private final RoomTerminal terminal;
    private StoredFile picture;
    private Long captured;
    private boolean selfie;
    private long fps = 3;

    Showing(RoomTerminal terminal) {
        this.terminal = terminal;
    }

    boolean isSelfieOn() {
        return selfie;
    }

    ObjectNode sharing() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("running", captured != null);
        return captured == null ? json : json.put("name", name()).put("id", captured);
    }

    ObjectNode picture() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("running", picture != null);
        return picture == null ? json : json.put("fileName", picture.name()).put("fileId", picture.id());
    }

    private String name() {
        return "Display " + captured + "(1920x1080)";
    }

    void startBroadcastPicture(Order order) {
        picture = terminal.scene().files().required(order.whole("fileId"));
        pictureChanged();
    }

    void stopBroadcastPicture(Order order) {
        Order.require(picture != null, "No picture is broadcast");
        picture = null;
        pictureChanged();
    }

    private void pictureChanged() {
        ObjectNode event = RoomTerminal.event("broadcastPictureStateChanged");
        event.setAll(picture());
        terminal.tell(event);
        terminal.stateChanged();
    }

    void getBroadcastPicture(Order order) {
        Order.require(picture != null, "No picture is broadcast");
        order.reply().put("fileName", picture.name()).put("fileId", picture.id());
    }

    void setBroadcastSelfie(Order order) {
        selfie = order.yes("enabled");
        fps = order.has("fps") ? order.whole("fps") : fps;
        order.tell(RoomTerminal.event("broadcastSelfieChanged")
                .put("enabled", selfie)
                .put("fps", fps));
    }

    void getBroadcastSelfie(Order order) {
        order.reply().put("enabled", selfie).put("fps", fps);
    }

    void startCapture(Order order) {
        captured = order.whole("captureId");
        order.tell(RoomTerminal.event("dsStarted").put("captureId", captured).put("name", name()));
        terminal.stateChanged();
    }

    void stopCapture(Order order) {
        Order.require(captured != null, "Nothing is captured");
        order.tell(RoomTerminal.event("dsStopped").put("captureId", captured));
        captured = null;
        terminal.stateChanged();
    }
}
