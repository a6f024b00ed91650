package org.convene.mail;

import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;
import org.convene.vendor.VendorFailure;

/** What a mail server said, or did not say, in the vocabulary of failures. Never with an address in it. */
final class MailFailures {
    /** RFC 4954 section 6: who we are is not accepted, or must be said first. */
    private static final Set<Integer> SIGN_IN = Set.of(530, 534, 535, 538);

    private MailFailures() {}

    static VendorFailure of(Throwable cause) {
        if (cause instanceof SMTPException refusal) {
            return refused(refusal);
        }
        if (isAnyOf(cause)) {
            return new VendorFailure.Down("the mail server cannot be reached");
        }
        // the connection broke, or nothing came: perhaps after the server had the whole mail
        return new VendorFailure.Uncertain("the mail server did not say whether it has the mail");
    }

    private static VendorFailure refused(SMTPException refusal) {
        int code = refusal.getReplyCode();
        if (SIGN_IN.contains(code)) {
            return new VendorFailure.Unauthorized("the mail server does not accept who we are (" + code
                    + "), correct quarkus.mailer.username and .password");
        }
        if (refusal.isPermanent()) {
            return new VendorFailure.Refused("the mail server refuses the mail (" + code
                    + "), correct the address or quarkus.mailer.from, then replay");
        }
        return new VendorFailure.Down("the mail server asks for patience (" + code + ")");
    }

    private static boolean isAnyOf(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof ConnectException || at instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
