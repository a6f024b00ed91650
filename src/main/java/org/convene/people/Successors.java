package org.convene.people;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import org.convene.ops.Settings;
import org.convene.people.directory.KnownPeople;

/**
 * Who gets what somebody owned who left, by {@code convene.people.leavers.hand-over-to}: {@code manager}, a login, or
 * {@code manager,login}: the manager where there is one who is still here, else that login.
 */
@Singleton
public class Successors {
    private static final String KEY = "convene.people.leavers.hand-over-to";
    private static final String MANAGER = "manager";

    private final KnownPeople people;
    private final boolean manager;
    private final Optional<String> login;

    public Successors(KnownPeople people, Settings settings) {
        this.people = people;
        String[] rule = settings.optionalText(KEY).orElse("").split(",");
        this.manager = rule[0].strip().equals(MANAGER);
        if (rule.length > (manager ? 2 : 1)) {
            throw Settings.wrong(KEY, "is neither manager, nor a login, nor both", "manager,head.of.school");
        }
        this.login =
                Optional.of(rule[rule.length - 1].strip()).filter(name -> !name.isEmpty() && !name.equals(MANAGER));
    }

    /** The login of whoever follows; empty when nobody does. */
    public Optional<String> of(KnownPerson leaver) throws SQLException {
        Optional<String> found = Optional.empty();
        if (manager && leaver.attributes().hasNonNull(MANAGER)) {
            found = people.find(leaver.attributes().path(MANAGER).asText())
                    .filter(KnownPerson::active)
                    .map(person -> person.attributes().path("login").asText(""))
                    .filter(name -> !name.isEmpty());
        }
        return found.isPresent() ? found : login;
    }
}
