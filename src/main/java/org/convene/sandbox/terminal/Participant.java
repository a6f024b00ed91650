package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Somebody in a conference: a terminal of the sandbox, or somebody elsewhere. */
final class Participant {

    static final int DEVICE_MUTED = 1;
    static final int DEVICE_ON = 2;
    static final int COMMON = 1;
    static final int CREATOR = 2;
    static final int ON_PODIUM = 4;
    static final int REMARK = 5;

    final Peer peer;
    int mic = DEVICE_ON;
    int video = DEVICE_ON;
    int role = COMMON;
    /** 0 ordinary, 1 creator, 2 operator, 3 moderator. */
    int leaderType;

    boolean broadcast = true;
    boolean audioReceiving = true;
    boolean videoReceiving = true;
    int extraVideo;
    boolean recordingMe;
    boolean slideShow;

    Participant(Peer peer) {
        this.peer = peer;
    }

    /** @param roles whether the conference has roles; without, nobody has one */
    ObjectNode json(boolean roles) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("peerId", peer.id())
                .put("peerDn", peer.name())
                .put("recordingMe", recordingMe)
                .put("recordingByMe", false)
                .put("mic", mic)
                .put("video", video)
                .put("slideShowFlag", slideShow);
        if (roles) {
            json.put("role", role).put("broadcast", broadcast);
        }
        return json.put("audioReceiving", audioReceiving)
                .put("videoReceiving", videoReceiving)
                .put("extraVideo", extraVideo)
                .put("leaderType", leaderType);
    }
}
