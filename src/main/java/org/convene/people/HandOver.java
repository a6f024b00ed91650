package org.convene.people;

import java.util.List;
import java.util.Optional;
import org.convene.ops.Commas;
import org.convene.ops.Settings;

/**
 * Who gets what somebody owned who left, as configuration says.
 *
 * @param toManager whom the person reported to, if there is such a person
 * @param login     else whoever has this login, if any
 */
public record HandOver(boolean toManager, Optional<String> login) {
    private static final String KEY = "convene.people.leavers.hand-over-to";
    private static final String MANAGER = "manager";

    public static HandOver of(Settings settings) {
        List<String> words = Commas.between(settings.optionalText(KEY).orElse(""));
        boolean manager = !words.isEmpty() && words.get(0).equals(MANAGER);
        List<String> logins = manager ? words.subList(1, words.size()) : words;
        if (logins.size() > 1 || logins.contains(MANAGER)) {
            throw Settings.wrong(KEY, "is manager, a login, or manager,LOGIN", "manager,secretary");
        }
        return new HandOver(manager, logins.stream().findFirst());
    }
}
