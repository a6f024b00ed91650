package org.convene.phone.voicemail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A real mail server (SMTP and IMAP) with one mailbox. */
final class MailServer implements AutoCloseable {
    static final String ADDRESS = "voicemail@school.example";
    private static final String PASSWORD = "mailbox password";

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });

    MailServer() {
        server.start();
        server.setUser(ADDRESS, ADDRESS, PASSWORD);
    }

    int smtp() {
        return server.getSmtp().getPort();
    }

    String sentBox() {
        return "imap://" + ADDRESS.replace("@", "%40") + "@127.0.0.1:"
                + server.getImap().getPort() + "/INBOX";
    }

    String password() {
        return PASSWORD;
    }

    void clear() throws Exception {
        server.purgeEmailFromAllMailboxes();
    }

    List<MimeMessage> mails() {
        return Arrays.asList(server.getReceivedMessages());
    }

    /** The Message-IDs of all mails, each as often as it came. */
    List<String> messageIds() {
        return mails().stream().map(mail -> header(mail, "Message-ID")).toList();
    }

    static String header(MimeMessage mail, String name) {
        try {
            String[] values = mail.getHeader(name);
            return values == null ? null : String.join(" ", values);
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static List<String> recipients(MimeMessage mail) throws MessagingException {
        return Stream.of(mail.getAllRecipients()).map(Address::toString).toList();
    }

    /** The text, which comes first in a mail with a file. */
    static String text(MimeMessage mail) throws MessagingException, IOException {
        Object content = mail.getContent();
        while (content instanceof Multipart parts) {
            content = parts.getBodyPart(0).getContent();
        }
        return content.toString();
    }

    /** The file that goes with it. */
    static BodyPart attachment(MimeMessage mail) throws MessagingException, IOException {
        Multipart parts = (Multipart) mail.getContent();
        return parts.getBodyPart(parts.getCount() - 1);
    }

    @Override
    public void close() {
        server.stop();
    }
}
