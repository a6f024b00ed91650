package org.convene.mail;

import jakarta.inject.Singleton;
import jakarta.mail.Session;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.convene.ops.Settings;
import org.convene.vendor.VendorFailure;

/** The mail server (SMTP) of configuration, below {@code convene.mail}. */
@Singleton
public class MailSettings {
    private static final String URL = "convene.mail.url";
    private static final String EXAMPLE = "smtp://mail.school.example:587";

    private final Optional<URI> server;
    private final Optional<String> from;
    private final String username;
    private final String password;
    private final boolean startTls;
    private final Duration timeout;

    public MailSettings(Settings settings) {
        this.server = settings.optionalText(URL).map(MailSettings::address);
        this.from = settings.optionalText("convene.mail.from");
        this.username = settings.optionalText("convene.mail.username").orElse(null);
        this.password = settings.optionalText("convene.mail.password").orElse(null);
        this.startTls = settings.flag("convene.mail.start-tls");
        this.timeout = settings.duration("convene.mail.timeout");
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            boolean smtp = "smtp".equals(address.getScheme()) || "smtps".equals(address.getScheme());
            if (smtp && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException wrong) {
            // said below
        }
        throw Settings.wrong(URL, "is no address of a mail server", EXAMPLE);
    }

    /** Whoever mails something needs a server and a sender; stops the start with the key that is empty. */
    public void areNeeded(String what) {
        if (server.isEmpty()) {
            throw Settings.wrong(URL, "is empty, and " + what + " is to be mailed", EXAMPLE);
        }
        if (from.isEmpty()) {
            throw Settings.wrong(
                    "convene.mail.from", "is empty, and " + what + " is to be mailed", "convene@school.example");
        }
    }

    String from() throws VendorFailure {
        return from.orElseThrow(() -> new VendorFailure.Refused("convene.mail.from is empty"));
    }

    String username() {
        return username;
    }

    String password() {
        return password;
    }

    Session session() throws VendorFailure {
        URI address = server.orElseThrow(() -> new VendorFailure.Refused(URL + " is empty"));
        String prefix = "mail." + address.getScheme() + ".";
        String patience = String.valueOf(timeout.toMillis());
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", address.getScheme());
        properties.put(prefix + "host", address.getHost());
        if (address.getPort() > 0) {
            properties.put(prefix + "port", String.valueOf(address.getPort()));
        }
        properties.put(prefix + "auth", String.valueOf(username != null));
        properties.put(prefix + "connectiontimeout", patience);
        properties.put(prefix + "timeout", patience);
        properties.put(prefix + "writetimeout", patience);
        properties.put(prefix + "starttls.enable", String.valueOf(startTls));
        properties.put(prefix + "starttls.required", String.valueOf(startTls));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        return Session.getInstance(properties);
    }
}
