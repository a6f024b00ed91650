package org.convene.mail;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;
import jakarta.mail.search.HeaderTerm;
import java.net.URI;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.convene.ops.Daemons;
import org.convene.ops.Settings;
import org.convene.vendor.VendorFailure;

/**
 * A mailbox in which mail of ours can be seen (IMAP, RFC 9051): that of the one it is sent to. SMTP cannot say whether a mail
 * of which no answer came was taken; whoever may have sent it before looks here for its Message-ID.
 */
@Singleton
@Named("sentBox")
public class SentBox {
    private static final String KEY = "convene.mail.sent-box.url";
    private static final String TIMEOUT = "20000";

    private final Optional<URI> box;
    private final String password;
    private final ExecutorService threads = Daemons.pool("sent-box", 1);

    public SentBox(Settings settings) {
        this.box = settings.optionalText(KEY).map(SentBox::address);
        this.password = settings.optionalText("convene.mail.sent-box.password").orElse("");
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            boolean imap = "imap".equals(address.getScheme()) || "imaps".equals(address.getScheme());
            if (imap && address.getHost() != null && address.getUserInfo() != null) {
                return address;
            }
        } catch (IllegalArgumentException wrong) {
            // said below
        }
        throw Settings.wrong(
                KEY, "is no address of a mailbox", "imaps://voicemail%40school.example@mail.school.example/INBOX");
    }

    /** Whether there is one to look into. */
    public boolean isThere() {
        return box.isPresent();
    }

    /**
     * Out: variable {@code arrived}, whether the mail of the variable {@code messageId} is there. Fails with {@code Down} when
     * that cannot be seen.
     */
    public CompletionStage<Void> look(Exchange exchange) {
        String messageId = exchange.getVariable("messageId", String.class);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                exchange.setVariable("arrived", has("<" + messageId + ">"));
                answer.complete(null);
            } catch (MessagingException | RuntimeException away) {
                answer.completeExceptionally(
                        new VendorFailure.Down("the mailbox in which sent mail is looked for cannot be read"));
            }
        });
        return answer;
    }

    private boolean has(String messageId) throws MessagingException {
        URI address = box.orElseThrow();
        String protocol = address.getScheme();
        Properties properties = new Properties();
        properties.put("mail." + protocol + ".connectiontimeout", TIMEOUT);
        properties.put("mail." + protocol + ".timeout", TIMEOUT);
        properties.put("mail." + protocol + ".ssl.checkserveridentity", "true");
        String folder =
                address.getPath().isEmpty() ? "INBOX" : address.getPath().substring(1);
        URLName name =
                new URLName(protocol, address.getHost(), address.getPort(), folder, address.getUserInfo(), password);
        try (Store store = Session.getInstance(properties).getStore(name)) {
            store.connect();
            try (Folder opened = store.getFolder(folder)) {
                opened.open(Folder.READ_ONLY);
                return opened.search(new HeaderTerm("Message-ID", messageId)).length > 0;
            }
        }
    }
}
