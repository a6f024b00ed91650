package org.convene.people.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convene.booking.Booking;
import org.convene.booking.Change;
import org.convene.booking.Ledger;
import org.convene.people.KnownPerson;
import org.convene.people.PersonFollower;
import org.convene.people.directory.KnownPeople;
import org.convene.people.directory.KnownPeople.Search;

/**
 * Says which account each person is to have: a booking of the kind {@code account} under the person's id. What it looks like
 * is made by {@code routes/people/person.to-account.jq}; whoever left and never had one gets none.
 */
@Singleton
@Named("accounts")
public class Accounts implements PersonFollower {
    private static final int AT_ONCE = 200;
    private static final int LONGEST_TITLE = 200;
    /** An account has no time, and every booking has one. */
    private static final String ALWAYS = "2000-01-01T00:00:00Z";

    private final Ledger ledger;
    private final KnownPeople people;
    private final AccountSettings settings;
    private final AccountMapping mapping;
    private volatile boolean caughtUp;

    public Accounts(Ledger ledger, KnownPeople people, AccountSettings settings, AccountMapping mapping) {
        this.ledger = ledger;
        this.people = people;
        this.settings = settings;
        this.mapping = mapping;
        this.caughtUp = settings.isOff();
    }

    @Override
    public void follow(List<KnownPerson> some) throws SQLException {
        if (settings.isOff()) {
            return;
        }
        Map<String, Booking> known = ledger.findAll(
                Booking.ACCOUNT, some.stream().map(KnownPerson::id).toList());
        List<Change> changes = new ArrayList<>();
        for (KnownPerson person : some) {
            ObjectNode document = document(person);
            boolean wanted = WantedAccount.isWanted(document);
            if (wanted || known.containsKey(person.id())) {
                changes.add(new Change.Wanted(Booking.ACCOUNT, person.id(), AccountSettings.VENDOR, document));
            }
        }
        ledger.acceptAll(changes.iterator());
    }

    /** Once after a start, of everybody: configuration or the mapping may have changed while the hub was down. */
    public void catchUp() throws SQLException {
        if (caughtUp) {
            return;
        }
        String after = null;
        List<KnownPerson> page;
        do {
            page = people.find(new Search(null, null, after, AT_ONCE));
            follow(page);
            after = page.isEmpty() ? null : page.get(page.size() - 1).id();
        } while (page.size() == AT_ONCE);
        caughtUp = true;
    }

    /** What is wanted; of whoever is gone nothing but that. */
    private ObjectNode document(KnownPerson person) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("title", "")
                .put("startsAt", ALWAYS)
                .put("endsAt", ALWAYS)
                .put("mode", settings.rules().mode().name());
        if (person.gone()) {
            return document.put("gone", true);
        }
        account(person).ifPresent(account -> {
            String name = account.path("name").asText("");
            document.put("title", name.substring(0, Math.min(LONGEST_TITLE, name.length())));
            document.set("account", account);
        });
        copy(person.attributes(), "emails", document);
        copy(person.attributes(), "manager", document);
        return document;
    }

    private static void copy(ObjectNode from, String field, ObjectNode to) {
        if (from.has(field)) {
            to.set(field, from.get(field));
        }
    }

    /** By the mapping, with those of the groups that are to be groups at the server; nothing for whoever needs none. */
    private Optional<ObjectNode> account(KnownPerson person) {
        Optional<ObjectNode> account = mapping.account(person);
        account.ifPresent(mapped -> {
            List<String> names = new ArrayList<>();
            mapped.path("groups").forEach(name -> names.add(name.asText()));
            ArrayNode groups = JsonNodeFactory.instance.arrayNode();
            settings.rules().groups().targets(names).forEach(groups::add);
            mapped.set("groups", groups);
        });
        return account;
    }
}
