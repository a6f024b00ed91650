package org.convene.people;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import org.convene.ops.Settings;
import org.convene.people.directory.KnownPeople;

/** Who gets what somebody owned who left, as far as the directory knows: the manager who is still here, else the login named. */
@Singleton
public class Successors {
    private final KnownPeople people;
    private final HandOver rule;

    public Successors(KnownPeople people, Settings settings) {
        this.people = people;
        this.rule = HandOver.of(settings);
    }

    /** The login of whoever follows; empty when nobody does. */
    public Optional<String> of(KnownPerson leaver) throws SQLException {
        Optional<String> found = Optional.empty();
        String manager = leaver.attributes().path("manager").asText("");
        if (rule.toManager() && !manager.isEmpty()) {
            found = people.find(manager)
                    .filter(KnownPerson::active)
                    .map(person -> person.attributes().path("login").asText(""))
                    .filter(name -> !name.isEmpty());
        }
        return found.or(rule::login);
    }
}
