package org.convene.vendor;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Codes that people type on a telephone to get into a conference; nobody can guess the next from the last. */
@Singleton
@Named("accessCodes")
public class AccessCodes {
    private static final int FIRST = 10_000_000;
    private static final int AFTER_LAST = 100_000_000;

    private final SecureRandom random = new SecureRandom();

    /** Eight digits, the first of them not 0. */
    public int code() {
        return random.nextInt(FIRST, AFTER_LAST);
    }
}
