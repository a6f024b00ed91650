package org.convene.phone.voicemail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * How far one voicemail has come; what the ledger keeps of it as seen:
 *
 * <pre>{@code
 * { "archived":   {"name", "size", "sha256", "where", "at"},
 *   "transcript": {"text", "at"}, "transcriptTries": 2,
 *   "mayBeMailed": true,                                   // an attempt ended before the mail server's word was kept
 *   "mailed":     {"at", "withTranscript": false},
 *   "marked":     {"at"},                                  // read, at the phone system
 *   "transcriptMailed": {"at"} }
 * }</pre>
 */
record VoicemailState(ObjectNode json) {
    private static final String TRIES = "transcriptTries";
    private static final String MAY_BE_MAILED = "mayBeMailed";

    boolean has(Step step) {
        return json.has(step.done());
    }

    void done(Step step, Instant now) {
        json.withObjectProperty(step.done()).put("at", now.toString());
    }

    JsonNode archived() {
        return json.path(Step.ARCHIVE.done());
    }

    Optional<String> transcript() {
        return Optional.ofNullable(json.path(Step.TRANSCRIBE.done()).get("text"))
                .map(JsonNode::asText);
    }

    void transcriptIs(String text, Instant now) {
        done(Step.TRANSCRIBE, now);
        json.withObjectProperty(Step.TRANSCRIBE.done()).put("text", text);
    }

    int transcriptTries() {
        return json.path(TRIES).asInt();
    }

    void transcriptFailed() {
        json.put(TRIES, transcriptTries() + 1);
    }

    /** Whether the mail that went had the transcript in it. */
    boolean wasMailedWithTranscript() {
        return json.path(Step.MAIL.done()).path("withTranscript").asBoolean();
    }

    void mailed(boolean withTranscript, Instant now) {
        done(Step.MAIL, now);
        json.withObjectProperty(Step.MAIL.done()).put("withTranscript", withTranscript);
        json.remove(MAY_BE_MAILED);
    }

    boolean mayBeMailed() {
        return json.path(MAY_BE_MAILED).asBoolean();
    }

    void mayBeMailed(boolean may) {
        if (may) {
            json.put(MAY_BE_MAILED, true);
        } else {
            json.remove(MAY_BE_MAILED);
        }
    }
}
