package org.convene.phone.voicemail;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.convene.mail.FlakyRelay;

/** A mailbox at a phone system, a mail server behind a relay that works, and a transcriber that answers as it is told. */
public class VoicemailParts implements QuarkusTestResourceLifecycleManager {
    static MailServer mails;
    static Mailbox mailbox;
    static FlakyRelay relay;
    static Scribe scribe;

    @Override
    public Map<String, String> start() {
        mails = new MailServer();
        mailbox = new Mailbox(id -> mails.messageIds().contains("<voicemail." + id + "@hub.school.example>"));
        scribe = new Scribe();
        try {
            relay = new FlakyRelay(mails.smtp(), 0, 1);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Map<String, String> settings = new HashMap<>();
        mailbox.environment()
                .forEach((key, value) -> settings.put(
                        key.toLowerCase(java.util.Locale.ROOT)
                                .replaceFirst("convene_mx_", "convene.mx.")
                                .replace('_', '-'),
                        value));
        settings.put("quarkus.mailer.port", String.valueOf(relay.port()));
        settings.put("convene.mail.sent-box.url", mails.sentBox());
        settings.put("convene.mail.sent-box.password", mails.password());
        settings.put("convene.phone.voicemail.transcriber.url", scribe.url());
        return settings;
    }

    @Override
    public void stop() {
        try {
            relay.close();
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
        mailbox.close();
        mails.close();
        scribe.close();
    }
}
