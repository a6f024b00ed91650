package org.convene.people.account;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A password that nobody knows: made for the one call that creates a user, and neither kept nor logged. People sign in by
 * what the server offers them: single sign-on, or a new password that they or an administrator set.
 */
final class InitialPassword {
    private static final List<String> KINDS =
            List.of("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "-_.!#%+");
    private static final SecureRandom RANDOM = new SecureRandom();

    private InitialPassword() {}

    /** With capital and small letters, digits and signs in it, as servers want it. */
    static String of(int length) {
        List<Character> letters = new ArrayList<>(length);
        String all = String.join("", KINDS);
        KINDS.forEach(kind -> letters.add(oneOf(kind)));
        while (letters.size() < length) {
            letters.add(oneOf(all));
        }
        Collections.shuffle(letters, RANDOM);
        StringBuilder password = new StringBuilder(length);
        letters.forEach(password::append);
        return password.toString();
    }

    private static char oneOf(String letters) {
        return letters.charAt(RANDOM.nextInt(letters.length()));
    }
}
