package org.convene.sandbox.mx;

import org.convene.sandbox.stage.Answer;

/** Where apps want their pushes; none is ever sent. */
final class PushOperations {

    private static final int SHORTEST = 20;

    private final Mx mx;

    PushOperations(Mx mx) {
        this.mx = mx;
    }

    Answer register(Heard heard) {
        mx.put(read(heard));
        return Answer.empty(204);
    }

    Answer remove(Heard heard) {
        if (!mx.remove(read(heard))) {
            throw Refusal.notFound();
        }
        return Answer.empty(204);
    }

    private PushToken read(Heard heard) {
        String type = heard.path("type");
        String topic = heard.path("topic") + (heard.asked("sandbox") ? "~" : "");
        switch (type) {
            case "apn" -> known(mx.habits().apnTopics().contains(topic), "APNS topic ID or sandbox flag");
            case "fcm" -> known(mx.habits().fcmApps().contains(topic), "FCM application ID");
            default -> throw new Refusal(404, "unsupported push type \"" + type + "\"");
        }
        if (heard.path("token").length() < SHORTEST) {
            throw new Refusal(400, "bad push token");
        }
        return new PushToken(type, topic, heard.path("token"));
    }

    private static void known(boolean known, String what) {
        if (!known) {
            throw new Refusal(404, "unsupported " + what);
        }
    }
}
