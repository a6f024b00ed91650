package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Microphone, camera and loudspeaker, whether they are muted, the modes of the camera, and the microphone's test. */
final class Devices {

    private static final long LEVEL_EVERY = 200;

    private final RoomTerminal terminal;
    private boolean micMuted;
    private boolean videoMuted;
    private boolean audioMuted;
    private boolean testing;
    private String pin = "RGB";
    private String mode = "NTSC_433";
    private int angle;

    Devices(RoomTerminal terminal) {
        this.terminal = terminal;
    }

    int micStatus() {
        return micMuted ? Participant.DEVICE_MUTED : Participant.DEVICE_ON;
    }

    int videoStatus() {
        return videoMuted ? Participant.DEVICE_MUTED : Participant.DEVICE_ON;
    }

    boolean isTesting() {
        return testing;
    }

    void getMicMute(Order order) {
        order.reply().put("mute", micMuted);
    }

    void getVideoMute(Order order) {
        order.reply().put("mute", videoMuted);
    }

    void getAudioMute(Order order) {
        order.reply().put("mute", audioMuted);
    }

    void setMicMute(Order order) {
        muteMic(order.yes("mute"));
    }

    /** No event where nothing changes: the facts are silent, and a caller that waits for one waits for ever. */
    void muteMic(boolean mute) {
        if (mute != micMuted) {
            micMuted = mute;
            terminal.tell(RoomTerminal.event("audioCapturerMute").put("mute", mute));
            tellOthers();
        }
    }

    void setVideoMute(Order order) {
        muteVideo(order.yes("mute"));
    }

    void muteVideo(boolean mute) {
        if (mute != videoMuted) {
            videoMuted = mute;
            terminal.tell(RoomTerminal.event("videoCapturerMute").put("mute", mute));
            tellOthers();
        }
    }

    void setAudioMute(Order order) {
        if (order.yes("mute") != audioMuted) {
            audioMuted = order.yes("mute");
            order.tell(RoomTerminal.event("audioRendererMute").put("mute", audioMuted));
        }
    }

    private void tellOthers() {
        terminal.scene().calls().meeting().ifPresent(meeting -> {
            meeting.person(terminal.peer().id()).ifPresent(self -> {
                self.mic = micStatus();
                self.video = videoStatus();
            });
            ObjectNode event = RoomTerminal.event("deviceStatusReceived")
                    .put("peerId", terminal.peer().id())
                    .put("mic", micStatus())
                    .put("confId", meeting.confId())
                    .put("video", videoStatus());
            meeting.tellOthers(terminal.peer(), event);
        });
    }

    void getModes(Order order) {
        order.reply().put("activeMode", mode).put("activePin", pin);
    }

    void setModes(Order order) {
        ObjectNode known = Phrasebook.standard().find("getModes").orElseThrow().reply();
        Order.require(contains(known, "modeList", order.text("mode")), "There is no such mode");
        Order.require(contains(known, "pinList", order.text("pin")), "There is no such pin");
        mode = order.text("mode");
        pin = order.text("pin");
        ObjectNode event = RoomTerminal.event("deviceModesDone")
                .put("videoCapturerName", known.path("videoCapturerName").asText())
                .put("videoCapturerDescription", "device");
        event.set("modeList", known.get("modeList"));
        event.set("pinList", known.get("pinList"));
        order.tell(event.put("activePin", pin).put("activeMode", mode).put("supportPTZ", true));
    }

    private static boolean contains(ObjectNode known, String list, String wanted) {
        for (var one : known.path(list)) {
            if (one.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    void testAudioCapturerStart(Order order) {
        Order.require(terminal.scene().calls().meeting().isEmpty(), "The terminal is in a conference");
        Order.require(!testing, "The test is running");
        testing = true;
        order.tell(RoomTerminal.event("testAudioCapturerStateChanged").put("started", true));
        terminal.stateChanged();
        level();
    }

    private void level() {
        terminal.site().later(LEVEL_EVERY, () -> {
            if (testing) {
                terminal.tell(RoomTerminal.event("testAudioCapturerLevel").put("lvl", Math.random() / 10));
                level();
            }
        });
    }

    void testAudioCapturerStop(Order order) {
        Order.require(testing, "No test is running");
        testing = false;
        order.tell(RoomTerminal.event("testAudioCapturerStateChanged").put("started", false));
        terminal.stateChanged();
    }

    void setAppSndDev(Order order) {
        order.tell(RoomTerminal.event("appSndDevChanged")
                .put("name", order.text("name"))
                .put("description", order.text("description")));
    }

    void setOutputSelfVideoRotateAngle(Order order) {
        angle = (int) order.whole("rotateAngle");
    }

    void getOutputSelfVideoRotateAngle(Order order) {
        order.reply().put("outputSelfVideoRotateAngle", angle);
    }
}
