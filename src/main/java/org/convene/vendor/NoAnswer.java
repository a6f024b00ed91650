package org.convene.vendor;

import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/**
 * Why a request was not answered.
 *
 * @param reached whether the vendor may have received it
 * @param words   to follow the vendor's name
 */
record NoAnswer(boolean reached, String words) {
    static NoAnswer of(String vendor, Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof ConnectException || t instanceof UnknownHostException) {
                return new NoAnswer(false, "cannot be reached");
            }
            if (t instanceof LimitedBody.TooLong) {
                return new NoAnswer(true, "answered with " + t.getMessage());
            }
            if (t instanceof SSLException) {
                return new NoAnswer(false, "cannot be trusted, see convene." + vendor + ".ca-file: " + t.getMessage());
            }
        }
        String text = String.valueOf(cause.getMessage());
        if (text.contains("timeout")) {
            return new NoAnswer(true, "did not answer in time");
        }
        return text.contains("closed")
                ? new NoAnswer(true, "closed the connection without an answer")
                : new NoAnswer(true, "did not answer: " + cause.getClass().getSimpleName());
    }
}
