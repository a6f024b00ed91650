package org.convene.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convene.people.KnownPerson;
import org.convene.people.Successors;
import org.convene.people.directory.Identities;

/** What the directory of people knows of those whom a calendar calls by an address. */
@Singleton
public class Participants {
    private final Identities identities;
    private final Successors successors;

    public Participants(Identities identities, Successors successors) {
        this.identities = identities;
        this.successors = successors;
    }

    /**
     * Somebody whom the directory knows.
     *
     * @param left      not to be invited any more
     * @param emails    other addresses, by which the vendor may know the person
     * @param login     the person's, or empty
     * @param successor the login of who gets what somebody owned who left
     */
    record Known(boolean left, List<String> emails, String login, Optional<String> successor) {}

    /** Those who are known, by the address that was asked for. */
    Map<String, Known> byEmail(Collection<String> emails) throws SQLException {
        Map<String, Known> known = new HashMap<>();
        for (Map.Entry<String, KnownPerson> found : identities.byEmails(emails).entrySet()) {
            KnownPerson person = found.getValue();
            JsonNode attributes = person.attributes();
            List<String> others = new ArrayList<>();
            attributes.path("emails").forEach(email -> others.add(email.asText()));
            known.put(
                    found.getKey(),
                    new Known(
                            !person.active(),
                            others,
                            attributes.path("login").asText(""),
                            person.active() ? Optional.empty() : successors.of(person)));
        }
        return known;
    }
}
