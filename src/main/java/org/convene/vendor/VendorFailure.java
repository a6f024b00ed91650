package org.convene.vendor;

import java.time.Duration;

/**
 * A vendor did not do what we asked. The kinds are the whole vocabulary in which error policies speak; the door of each
 * vendor translates its status codes and error bodies into it, and nothing beyond the door knows them.
 */
public abstract sealed class VendorFailure extends Exception {
    private final String kind;

    private VendorFailure(String kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    /** The word used in mappings, specs, metrics and the quarantine. */
    public String kind() {
        return kind;
    }

    /** How long the vendor asked us to wait; zero when it did not say. */
    public Duration retryAfter() {
        return Duration.ZERO;
    }

    /** When several calls for one thing failed, the highest decides what happens next. */
    public int gravity() {
        if (this instanceof NotFound) {
            return 5;
        }
        if (this instanceof Unauthorized) {
            return 4;
        }
        if (this instanceof Busy) {
            return 3;
        }
        // what can still succeed is tried before a person is bothered with what cannot
        return this instanceof Refused ? 1 : 2;
    }

    /** Whether it says something about the vendor as a whole, and not only about what we asked. */
    boolean speaksOfTheVendor() {
        return this instanceof Down || this instanceof Uncertain || this instanceof Unauthorized;
    }

    /** No stack trace: a vendor's answer is no programming error, and thousands may arrive while it is down. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    public static VendorFailure of(String kind, String reason, Duration retryAfter) {
        return switch (kind) {
            case "not-found" -> new NotFound(reason);
            case "refused" -> new Refused(reason);
            case "unauthorized" -> new Unauthorized(reason);
            case "busy" -> new Busy(reason, retryAfter);
            case "down" -> new Down(reason);
            case "uncertain" -> new Uncertain(reason);
            default -> throw new IllegalArgumentException("no such kind of vendor failure: " + kind);
        };
    }

    /** What we named is not there (any more). */
    public static final class NotFound extends VendorFailure {
        public NotFound(String reason) {
            super("not-found", reason);
        }
    }

    /** It will be refused again until a person changes something: the document or the configuration. */
    public static final class Refused extends VendorFailure {
        public Refused(String reason) {
            super("refused", reason);
        }
    }

    /** The vendor does not accept our token: nothing can be done there until an operator has put it right. */
    public static final class Unauthorized extends VendorFailure {
        public Unauthorized(String reason) {
            super("unauthorized", reason);
        }
    }

    /** The vendor asks for patience. */
    public static final class Busy extends VendorFailure {
        private final transient Duration retryAfter;

        public Busy(String reason, Duration retryAfter) {
            super("busy", reason);
            this.retryAfter = retryAfter;
        }

        @Override
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** Nothing was done, and it may be asked again. */
    public static final class Down extends VendorFailure {
        public Down(String reason) {
            super("down", reason);
        }
    }

    /** We do not know whether it was done. Whoever asked must look before asking again. */
    public static final class Uncertain extends VendorFailure {
        public Uncertain(String reason) {
            super("uncertain", reason);
        }
    }
}
