package org.convene.mail;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.activation.DataHandler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.convene.ops.Daemons;
import org.convene.vendor.VendorFailure;

/**
 * Sends one mail over SMTP (RFC 5321), each over a connection of its own: one that was kept may have been closed meanwhile,
 * and whether its last mail was taken would be harder to know.
 *
 * <p>In: {@code {to, subject, text}}, {@code to} with commas; variable {@code messageId} (RFC 5322 section 3.6.4, without the
 * angle brackets) and, for an answer to an earlier mail, {@code inReplyTo}; the exchange property {@link #ATTACHMENT} for
 * a file. Completes when the server has taken the mail. Fails with {@code Down} when it has surely not, {@code Refused}
 * or {@code Unauthorized} when a person must act, and {@code Uncertain} when the connection broke too late to know.
 */
@Singleton
@Named("outgoingMail")
public class OutgoingMail {
    public static final String ATTACHMENT = "conveneAttachment";

    private static final int LONGEST_SUBJECT = 200;
    private static final int AT_ONCE = 4;

    private final MailSettings settings;
    private final ExecutorService threads = Daemons.pool("mail", AT_ONCE);

    public OutgoingMail(MailSettings settings) {
        this.settings = settings;
    }

    /** A file that goes with a mail. */
    public record Attachment(String name, String mediaType, byte[] content) {}

    public CompletionStage<Void> send(Exchange exchange) throws VendorFailure {
        Session session = settings.session();
        MimeMessage mail;
        try {
            mail = mail(session, exchange);
        } catch (MessagingException unwritable) {
            throw new VendorFailure.Refused("the mail cannot be written, an address in it is none");
        }
        CompletableFuture<Void> sent = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                send(session, mail);
                sent.complete(null);
            } catch (MessagingException | RuntimeException failed) {
                sent.completeExceptionally(MailFailures.of(failed));
            }
        });
        return sent;
    }

    private void send(Session session, MimeMessage mail) throws MessagingException {
        Transport transport = session.getTransport();
        try {
            transport.connect(settings.username(), settings.password());
            transport.sendMessage(mail, mail.getAllRecipients());
        } finally {
            try {
                transport.close();
            } catch (MessagingException brokenAnyway) {
                // what counts was said before
            }
        }
    }

    private MimeMessage mail(Session session, Exchange exchange) throws MessagingException, VendorFailure {
        JsonNode written = exchange.getMessage().getBody(JsonNode.class);
        MimeMessage mail = new NamedMail(session, bracketed(exchange.getVariable("messageId", String.class)));
        mail.setFrom(new InternetAddress(settings.from()));
        mail.setRecipients(
                Message.RecipientType.TO,
                InternetAddress.parse(written.path("to").asText(), true));
        if (mail.getAllRecipients() == null) {
            throw new VendorFailure.Refused("the mail names nobody it is sent to");
        }
        mail.setSubject(line(written.path("subject").asText()), "UTF-8");
        mail.setSentDate(new Date());
        // RFC 3834: nobody's absence note answers it
        mail.setHeader("Auto-Submitted", "auto-generated");
        String earlier = exchange.getVariable("inReplyTo", String.class);
        if (earlier != null) {
            mail.setHeader("In-Reply-To", bracketed(earlier));
            mail.setHeader("References", bracketed(earlier));
        }
        mail.setContent(content(written.path("text").asText(), exchange.getProperty(ATTACHMENT, Attachment.class)));
        mail.saveChanges();
        return mail;
    }

    private static MimeMultipart content(String text, Attachment file) throws MessagingException {
        MimeBodyPart words = new MimeBodyPart();
        words.setText(text, "UTF-8");
        MimeMultipart parts = new MimeMultipart(words);
        if (file != null) {
            MimeBodyPart attachment = new MimeBodyPart();
            attachment.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), file.mediaType())));
            attachment.setFileName(file.name());
            attachment.setDisposition(MimeBodyPart.ATTACHMENT);
            parts.addBodyPart(attachment);
        }
        return parts;
    }

    /** The library would give each mail a name of its own making. */
    private static final class NamedMail extends MimeMessage {
        private final String messageId;

        private NamedMail(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }

    private static String bracketed(String messageId) {
        return "<" + messageId + ">";
    }

    /** Names of callers are nobody's headers: one line, and not a long one. */
    private static String line(String text) {
        String plain = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        int end = plain.offsetByCodePoints(0, Math.min(LONGEST_SUBJECT, plain.codePointCount(0, plain.length())));
        return plain.substring(0, end);
    }
}
