package org.convene.phone.call;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.people.KnownPerson;
import org.convene.people.PersonFollower;
import org.convene.phone.number.PhoneNumbers;

/** Whose number is whose, as far as the directory of people knows; whoever left has none. */
@Singleton
public class NumbersOfPeople implements PersonFollower {
    private static final int LONGEST = 200;

    private final DataSource database;
    private final PhoneNumbers numbers;

    public NumbersOfPeople(DataSource database, PhoneNumbers numbers) {
        this.database = database;
        this.numbers = numbers;
    }

    @Override
    public void follow(List<KnownPerson> people) throws SQLException {
        List<Owner> owners = new ArrayList<>();
        for (KnownPerson person : people) {
            if (person.active()) {
                phones(person.attributes()).forEach(phone -> owners.add(owner(person, phone)));
            }
        }
        Transactions.in(database, connection -> {
            OwnerStatements.forget(
                    connection,
                    Owner.PEOPLE,
                    people.stream().map(KnownPerson::id).toList());
            OwnerStatements.insert(connection, owners);
            return null;
        });
    }

    private Set<String> phones(JsonNode attributes) {
        Set<String> phones = new LinkedHashSet<>();
        attributes
                .path("phones")
                .forEach(phone -> numbers.read(phone.asText()).key().ifPresent(phones::add));
        numbers.read(attributes.path("extension").asText("")).key().ifPresent(phones::add);
        return phones;
    }

    private static Owner owner(KnownPerson person, String phone) {
        JsonNode attributes = person.attributes();
        return new Owner(
                Owner.PEOPLE,
                person.id(),
                phone,
                LogEntry.cleaned(attributes.path("name").asText(""), LONGEST),
                LogEntry.cleaned(attributes.path("emails").path(0).asText(""), LONGEST));
    }
}
