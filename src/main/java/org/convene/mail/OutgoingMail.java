package org.convene.mail;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.convene.vendor.VendorFailure;

/**
 * Sends one mail over SMTP (RFC 5321), by what {@code quarkus.mailer.*} says.
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

    private final ReactiveMailer mailer;
    private final Duration timeout;

    public OutgoingMail(ReactiveMailer mailer, Settings settings) {
        this.mailer = mailer;
        this.timeout = settings.duration("convene.mail.timeout");
    }

    /** A file that goes with a mail. */
    public record Attachment(String name, String mediaType, byte[] content) {}

    public CompletionStage<Void> send(Exchange exchange) throws VendorFailure {
        Mail mail = mail(exchange);
        CompletableFuture<Void> sent = new CompletableFuture<>();
        mailer.send(mail).subscribe().with(sent::complete, cause -> sent.completeExceptionally(MailFailures.of(cause)));
        return sent;
    }

    private static Mail mail(Exchange exchange) throws VendorFailure {
        JsonNode written = exchange.getMessage().getBody(JsonNode.class);
        String[] to = Arrays.stream(written.path("to").asText().split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toArray(String[]::new);
        if (to.length == 0) {
            throw new VendorFailure.Refused("the mail names nobody it is sent to");
        }
        Mail mail = new Mail()
                .addTo(to)
                .setSubject(line(written.path("subject").asText()))
                .setText(written.path("text").asText())
                .addHeader("Message-ID", bracketed(exchange.getVariable("messageId", String.class)))
                // RFC 3834: nobody's absence note answers it
                .addHeader("Auto-Submitted", "auto-generated");
        String earlier = exchange.getVariable("inReplyTo", String.class);
        if (earlier != null) {
            mail.addHeader("In-Reply-To", bracketed(earlier)).addHeader("References", bracketed(earlier));
        }
        Attachment file = exchange.getProperty(ATTACHMENT, Attachment.class);
        if (file != null) {
            mail.addAttachment(file.name(), file.content(), file.mediaType());
        }
        return mail;
    }

    private static String bracketed(String messageId) {
        return "<" + messageId + ">";
    }

    /** Names of callers are nobody's headers: one line, and not a long one. */
    private static String line(String text) {
        String plain = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return plain.substring(
                0, plain.offsetByCodePoints(0, Math.min(LONGEST_SUBJECT, plain.codePointCount(0, plain.length()))));
    }
}
