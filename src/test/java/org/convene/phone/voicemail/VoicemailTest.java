package org.convene.phone.voicemail;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sound.sampled.AudioSystem;
import org.convene.booking.LedgerAnew;
import org.convene.mail.FlakyRelay.Fate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Voicemail from the phone system to a real mail server: what people find in their mail, and what never happens. */
@QuarkusTest
@TestProfile(VoicemailTest.Mailed.class)
class VoicemailTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Another second in each test, so that what the hub still does about the last message is about another one. */
    private static long received = 1502213652;

    public static class Mailed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("convene.data-dir", "target/voicemail-test"),
                    Map.entry("convene.demo.samples", ""),
                    Map.entry("convene.sandbox.enabled", "false"),
                    Map.entry("convene.public-url", "https://hub.school.example"),
                    Map.entry("convene.page.zone", "Europe/Moscow"),
                    Map.entry("convene.storage.uri", "file:target/voicemail-test/archive"),
                    Map.entry("convene.phone.voicemail.poll", "200ms"),
                    Map.entry("convene.phone.voicemail.mail-to", MailServer.ADDRESS),
                    Map.entry("convene.mail.from", "convene@school.example"),
                    Map.entry("convene.mail.start-tls", "false"),
                    Map.entry("quarkus.datasource.jdbc.url", "jdbc:h2:mem:voicemail-test"),
                    Map.entry("quarkus.http.test-port", "0"));
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(VoicemailParts.class));
        }
    }

    @Inject
    LedgerAnew ledger;

    private final MailServer mails = VoicemailParts.mails;
    private final Mailbox mailbox = VoicemailParts.mailbox;
    private final Scribe scribe = VoicemailParts.scribe;

    @BeforeEach
    void startAnew() throws Exception {
        received++;
        mailbox.clear();
        VoicemailParts.relay.next(Fate.ACCEPTED);
        scribe.works = true;
        ledger.start();
        mails.clear();
    }

    private static String id() {
        return "82-" + received;
    }

    private void leave() {
        mailbox.leave(82, "+74955550123", "Anna \r\nBcc: x@evil.example", received, false);
    }

    private MimeMessage mail(int number) {
        await("mail " + number).atMost(SOON).until(() -> mails.mails().size() >= number);
        return mails.mails().get(number - 1);
    }

    private static String shown(String field) {
        return given().get("/phone/voicemails/" + id()).then().extract().path(field);
    }

    @Test
    void somebodyFindsTheMessageInTheirMailAndCanPlayIt() throws Exception {
        leave();
        MimeMessage mail = mail(1);

        assertEquals(List.of(MailServer.ADDRESS), MailServer.recipients(mail), "a caller's name adds nobody");
        assertEquals("Voicemail from Anna Bcc: x@evil.example (+74955550123), 0:01", mail.getSubject());
        assertEquals("<voicemail." + id() + "@hub.school.example>", MailServer.header(mail, "Message-ID"));
        assertEquals("auto-generated", MailServer.header(mail, "Auto-Submitted"));
        String text = MailServer.text(mail);
        assertTrue(text.contains("Received: 2017-08-08 20:34"), text);
        assertTrue(text.contains("Please call me back."), text);
        BodyPart file = MailServer.attachment(mail);
        byte[] audio = file.getInputStream().readAllBytes();
        assertEquals("voicemail-" + id() + ".wav", file.getFileName());
        assertTrue(file.isMimeType("audio/wav"), file.getContentType());
        assertArrayEquals(Mailbox.audio(82), audio);
        assertEquals(
                8000,
                AudioSystem.getAudioInputStream(new ByteArrayInputStream(audio)).getFrameLength());
        assertTrue(scribe.heard.contains("name=\"model\""), "the speech service is told which model");
    }

    @Test
    void itIsMarkedReadOnlyWhenTheMailServerHasTheMail() {
        VoicemailParts.relay.next(Fate.TRY_LATER);
        leave();
        await().atMost(SOON).until(() -> "the mail server asks for patience (451)".equals(shown("problem")));
        assertEquals(0, mailbox.read());

        await().atMost(SOON).until(() -> mailbox.read() == 1);
        assertEquals(Set.of(), mailbox.markedTooEarly());
        await().atMost(SOON).until(() -> "ready".equals(shown("state")));
        assertTrue(Instant.parse(shown("mailedAt")).isBefore(Instant.parse(shown("markedReadAt"))));
        assertEquals(1, mails.mails().size());
    }

    @Test
    void aMailOfWhichTheServerSaidNothingIsLookedForAndNotSentTwice() {
        int silent = VoicemailParts.relay.count(Fate.SILENT);
        VoicemailParts.relay.next(Fate.SILENT);
        leave();
        await().atMost(SOON).until(() -> mailbox.read() == 1);

        assertEquals(silent + 1, VoicemailParts.relay.count(Fate.SILENT));
        assertEquals(1, mails.mails().size());
    }

    @Test
    void aMailThatWasLostOnTheWayIsSentAgain() {
        VoicemailParts.relay.next(Fate.LOST);
        leave();
        await().atMost(SOON).until(() -> mailbox.read() == 1);

        assertEquals(1, mails.mails().size());
    }

    @Test
    void whenNobodyCanTranscribeTheMessageGoesAndTheTranscriptFollows() throws Exception {
        scribe.works = false;
        leave();
        MimeMessage message = mail(1);
        assertFalse(MailServer.text(message).contains("Please"), MailServer.text(message));
        await().atMost(SOON).until(() -> mailbox.read() == 1);
        await().atMost(SOON).until(() -> "There is no transcript yet; it follows.".equals(shown("problem")));
        assertEquals("ready", shown("state"));

        scribe.works = true;
        MimeMessage transcript = mail(2);
        assertEquals("<voicemail." + id() + "@hub.school.example>", MailServer.header(transcript, "In-Reply-To"));
        assertTrue(MailServer.text(transcript).contains("Please call me back."), MailServer.text(transcript));
        await().atMost(SOON).until(() -> "Please call me back.".equals(shown("transcript")));
        await().atMost(SOON).until(() -> shown("problem") == null);
        assertEquals(2, mails.mails().size());
    }

    @Test
    void whatSomebodyHeardBeforeIsArchivedAndBothersNobody() {
        mailbox.leave(82, "3095", "", received, true);
        await().atMost(SOON).until(() -> shown("archived.sha256") != null);
        await().atMost(SOON).until(() -> "ready".equals(shown("state")));

        assertNull(shown("mailedAt"));
        assertEquals(List.of(), mails.mails());
    }

    @Test
    void theMessageCanBePlayedFromTheHubWhenItIsGoneFromThePhoneSystem() {
        leave();
        await().atMost(SOON).until(() -> mailbox.read() == 1);
        mailbox.delete(82);

        // that it was marked is written down a moment later
        Response audio = await().atMost(SOON)
                .until(() -> given().get("/phone/voicemails/" + id() + "/audio"), one -> one.statusCode() == 200);
        assertArrayEquals(Mailbox.audio(82), audio.asByteArray());
    }
}
