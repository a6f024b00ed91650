package org.convene.people.account;

import java.util.List;
import java.util.Optional;
import org.convene.ops.Commas;
import org.convene.ops.Settings;

/**
 * Who gets the conferences of somebody who left.
 *
 * @param toManager whom the person reported to, if that person has an account
 * @param login     else this account, if any
 */
record HandOver(boolean toManager, Optional<String> login) {
    private static final String KEY = "convene.people.leavers.hand-over-to";
    private static final String MANAGER = "manager";

    static HandOver of(String text) {
        List<String> words = Commas.between(text);
        boolean manager = !words.isEmpty() && words.get(0).equals(MANAGER);
        List<String> logins = manager ? words.subList(1, words.size()) : words;
        if (logins.size() > 1 || logins.contains(MANAGER)) {
            throw Settings.wrong(KEY, "is manager, a login, or manager,LOGIN", "manager,secretary");
        }
        return new HandOver(manager, logins.stream().findFirst());
    }
}
