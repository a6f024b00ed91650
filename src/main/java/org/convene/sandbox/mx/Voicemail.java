package org.convene.sandbox.mx;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A message that somebody left, or a call that was recorded; what is empty is not told.
 *
 * @param mediaType {@link #MESSAGE} or {@link #RECORDING}
 * @param received unix seconds
 * @param duration seconds
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record Voicemail(
        String from,
        String fromName,
        String callerName,
        String to,
        String ownerType,
        String id,
        String mediaType,
        long received,
        int duration,
        boolean read,
        String note) {

    static final String MESSAGE = "VoiceMail";
    static final String RECORDING = "Recording";

    boolean recording() {
        return mediaType.equals(RECORDING);
    }

    Voicemail read(boolean nowRead) {
        return new Voicemail(
                from, fromName, callerName, to, ownerType, id, mediaType, received, duration, nowRead, note);
    }

    Voicemail noted(String newNote) {
        return new Voicemail(
                from, fromName, callerName, to, ownerType, id, mediaType, received, duration, read, newNote);
    }
}
