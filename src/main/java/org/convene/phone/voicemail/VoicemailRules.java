package org.convene.phone.voicemail;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.convene.mail.MailSettings;
import org.convene.ops.Settings;

/**
 * Which step comes next. A message is archived first; then mailed, with its transcript when that comes at the first try;
 * marked read only once the mail server has the mail; and a transcript that comes later follows in a mail of its own. One
 * that somebody had heard before the hub saw it is archived, and nobody is bothered.
 */
@Singleton
class VoicemailRules {
    private final Optional<String> mailTo;
    private final boolean transcribes;
    private final Duration transcriptWithin;
    private final Clock clock;

    VoicemailRules(Settings settings, MailSettings mail, Clock clock) {
        this.mailTo = settings.optionalText("convene.phone.voicemail.mail-to");
        this.transcribes =
                settings.optionalUrl("convene.phone.voicemail.transcriber.url").isPresent();
        this.transcriptWithin = settings.duration("convene.phone.voicemail.transcript-within");
        this.clock = clock;
        settings.duration("convene.phone.voicemail.poll");
        settings.number("convene.phone.voicemail.in-flight", 1, 100);
        if (mailTo.isPresent()) {
            mail.areNeeded("voicemail");
        }
    }

    Optional<String> mailTo() {
        return mailTo;
    }

    Step next(VoicemailState state, boolean heardBefore, Instant firstSeen) {
        boolean mails = mailTo.isPresent() && !heardBefore;
        if (!state.has(Step.ARCHIVE)) {
            return Step.ARCHIVE;
        }
        if (wantsTranscript(state, firstSeen) && state.transcriptTries() == 0) {
            return Step.TRANSCRIBE;
        }
        if (mails && !state.has(Step.MAIL)) {
            return Step.MAIL;
        }
        if (mails && !state.has(Step.MARK)) {
            return Step.MARK;
        }
        boolean follows = mails && state.transcript().isPresent() && !state.wasMailedWithTranscript();
        if (follows && !state.has(Step.MAIL_TRANSCRIPT)) {
            return Step.MAIL_TRANSCRIPT;
        }
        return wantsTranscript(state, firstSeen) ? Step.TRANSCRIBE : Step.NOTHING;
    }

    private boolean wantsTranscript(VoicemailState state, Instant firstSeen) {
        return transcribes
                && state.transcript().isEmpty()
                && clock.instant().isBefore(firstSeen.plus(transcriptWithin));
    }
}
