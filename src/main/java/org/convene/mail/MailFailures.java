package org.convene.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Set;
import org.convene.vendor.VendorFailure;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/** What a mail server said, or did not say, in the vocabulary of failures. Never with an address in it. */
final class MailFailures {
    /** RFC 4954 section 6: who we are is not accepted, or must be said first. */
    private static final Set<Integer> SIGN_IN = Set.of(530, 534, 535, 538);

    private MailFailures() {}

    static VendorFailure of(Exception failed) {
        if (failed instanceof MailConnectException) {
            return new VendorFailure.Down("the mail server cannot be reached");
        }
        if (failed instanceof AuthenticationFailedException) {
            return unauthorized("");
        }
        int code = code(failed);
        if (code <= 0) {
            // the connection broke, or nothing came: perhaps after the server had the whole mail
            return new VendorFailure.Uncertain("the mail server did not say whether it has the mail");
        }
        if (SIGN_IN.contains(code)) {
            return unauthorized(" (" + code + ")");
        }
        if (code >= 500) {
            return new VendorFailure.Refused("the mail server refuses the mail (" + code
                    + "), correct the address or convene.mail.from, then replay");
        }
        return new VendorFailure.Down("the mail server asks for patience (" + code + ")");
    }

    private static VendorFailure unauthorized(String code) {
        return new VendorFailure.Unauthorized(
                "the mail server does not accept who we are" + code + ", correct convene.mail.username and .password");
    }

    /** What the server answered, by itself or about one of the addresses; 0 when it did not. */
    private static int code(Exception failed) {
        for (Exception at = failed; at != null; at = at instanceof MessagingException m ? m.getNextException() : null) {
            if (at instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (at instanceof SMTPSendFailedException sending && sending.getNextException() == null) {
                return sending.getReturnCode();
            }
        }
        return 0;
    }
}
