package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** The terminal's own camera, which turns, nods and zooms in steps between its ends. */
final class Camera {

    private static final class Axis {
        private final int least;
        private final int most;
        private final int standard;
        private final int step;
        private int now;

        private Axis(int least, int most, int standard, int step) {
            this.least = least;
            this.most = most;
            this.standard = standard;
            this.step = step;
            this.now = standard;
        }

        private ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("support", true)
                    .put("minValue", least)
                    .put("maxValue", most)
                    .put("currentValue", now)
                    .put("defValue", standard)
                    .put("step", step);
        }

        private boolean to(int wanted) {
            int before = now;
            now = Math.max(least, Math.min(most, wanted));
            return now != before;
        }
    }

    private final RoomTerminal terminal;
    private final Axis pan = new Axis(-10, 10, 0, 1);
    private final Axis tilt = new Axis(-10, 10, 0, 1);
    private final Axis zoom = new Axis(1, 5, 1, 1);

    Camera(RoomTerminal terminal) {
        this.terminal = terminal;
    }

    void getPtzControls(Order order) {
        order.reply().setAll(json());
    }

    void ptzRight(Order order) {
        move(pan, pan.step);
    }

    void ptzLeft(Order order) {
        move(pan, -pan.step);
    }

    void ptzUp(Order order) {
        move(tilt, tilt.step);
    }

    void ptzDown(Order order) {
        move(tilt, -tilt.step);
    }

    void ptzZoomInc(Order order) {
        move(zoom, zoom.step);
    }

    void ptzZoomDec(Order order) {
        move(zoom, -zoom.step);
    }

    /** One step in a direction; at the end nothing changes, and no event comes. */
    private void move(Axis axis, int by) {
        if (axis.to(axis.now + by)) {
            changed();
        }
    }

    void setPanPos(Order order) {
        set(pan, order.whole("pos"));
    }

    void setTiltPos(Order order) {
        set(tilt, order.whole("pos"));
    }

    void setZoomPos(Order order) {
        set(zoom, order.whole("pos"));
    }

    private void set(Axis axis, long wanted) {
        Order.require(wanted >= axis.least && wanted <= axis.most, "The camera does not reach this position");
        if (axis.to((int) wanted)) {
            changed();
        }
    }

    void setPtzDefaults(Order order) {
        long moved = Arrays.stream(new Axis[] {pan, tilt, zoom})
                .filter(axis -> axis.to(axis.standard))
                .count();
        if (moved > 0) {
            changed();
        }
    }

    private void changed() {
        ObjectNode event = RoomTerminal.event("ptzControlsChanged");
        event.setAll(json());
        terminal.tell(event);
    }

    private ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("pan", pan.json());
        json.set("tilt", tilt.json());
        json.set("zoom", zoom.json());
        return json;
    }
}
