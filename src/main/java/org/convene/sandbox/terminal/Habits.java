package org.convene.sandbox.terminal;

import java.util.List;

/**
 * How a terminal behaves where versions differ or the document and real traffic do (trueconf-room.md C3), and how badly it
 * is; set in the back office for all or for one. What is not said has its standard.
 *
 * @param eventOrder when the events that a command causes come: {@code before} its reply, which is the standard and the
 *     harder case, {@code after} it, or the reply anywhere among them at {@code random}
 * @param eventMethod which events carry {@code method:"event"}: {@code printed} (all but those whose sample lacks it),
 *     {@code all} or {@code none}
 * @param fileIds {@code printed} (numbers here and texts there, as in the document), {@code numbers} or {@code texts}
 * @param httpPortText whether {@code embeddedHttpPort} is a text, as in the document, or a number, as in real traffic
 * @param bom whether every frame begins with U+FEFF
 * @param printedNames whether replies and events carry the wrong names that the document prints
 * @param selfView {@code #self:0}, or {@code VideoCaptureSlot} of old versions
 * @param scheduler what {@code getScheduler} brings: a plain reply and the {@code event}, the reply in the {@code shape} of
 *     that event, or a {@code reply} of newer versions
 * @param unquotedConferences whether {@code getConferences} answers as printed, which is no JSON
 * @param echo whether a {@code requestId} comes back
 * @param authFailure {@code full} with {@code resultCode} and {@code error}, or {@code bare}
 * @param freeLicence whether there is no user account
 * @param apiVersion the newest version that {@code setUsedApiVersion} takes
 * @param answers whether commands are answered at all; they are heard and done nevertheless
 * @param answerDelay milliseconds before each reply
 * @param handshake {@code open}, {@code reset} (the connection is reset), {@code silent} (never answered), or a status
 *     such as {@code 503}
 * @param handshakeDelay milliseconds before the WebSocket opens
 */
record Habits(
        String eventOrder,
        String eventMethod,
        String fileIds,
        boolean httpPortText,
        boolean bom,
        Boolean printedNames,
        String selfView,
        String scheduler,
        boolean unquotedConferences,
        Boolean echo,
        String authFailure,
        boolean freeLicence,
        int apiVersion,
        Boolean answers,
        int answerDelay,
        String handshake,
        int handshakeDelay) {

    Habits {
        eventOrder = eventOrder == null ? "before" : eventOrder;
        eventMethod = eventMethod == null ? "printed" : eventMethod;
        fileIds = fileIds == null ? "printed" : fileIds;
        printedNames = printedNames == null || printedNames;
        selfView = selfView == null ? "#self:0" : selfView;
        scheduler = scheduler == null ? "event" : scheduler;
        echo = echo == null || echo;
        authFailure = authFailure == null ? "full" : authFailure;
        apiVersion = apiVersion == 0 ? 2 : apiVersion;
        answers = answers == null || answers;
        handshake = handshake == null ? "open" : handshake;
    }

    static Habits standard() {
        return new Habits(
                null, null, null, false, false, null, null, null, false, null, null, false, 0, null, 0, null, 0);
    }

    /** What is wrong with them, or null. */
    String problem() {
        if (!List.of("before", "after", "random").contains(eventOrder)) {
            return "eventOrder is before, after or random";
        }
        if (!List.of("printed", "all", "none").contains(eventMethod)) {
            return "eventMethod is printed, all or none";
        }
        if (!List.of("printed", "numbers", "texts").contains(fileIds)) {
            return "fileIds is printed, numbers or texts";
        }
        if (!List.of("event", "shape", "reply").contains(scheduler)) {
            return "scheduler is event, shape or reply";
        }
        if (!List.of("full", "bare").contains(authFailure)) {
            return "authFailure is full or bare";
        }
        if (!handshake.matches("open|reset|silent|[45]\\d\\d")) {
            return "handshake is open, reset, silent or a status from 400 to 599";
        }
        return answerDelay < 0 || handshakeDelay < 0 ? "delays are not negative" : null;
    }
}
