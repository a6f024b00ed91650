package org.convene.people.addressbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.convene.booking.Attempts;
import org.convene.booking.Bench;
import org.convene.booking.Booking;
import org.convene.booking.Change;
import org.convene.booking.Change.Outcome;
import org.convene.booking.Ledger;
import org.convene.ops.Commas;
import org.convene.ops.Settings;
import org.convene.people.KnownPerson;
import org.convene.people.PersonFollower;
import org.convene.people.account.AccountMapping;
import org.convene.people.account.GroupRules;
import org.convene.people.directory.KnownPeople;
import org.convene.people.directory.KnownPeople.Search;
import org.convene.terminal.Terminals;

/**
 * Keeps the address books of the terminals in {@code convene.people.terminals} in step with people who have an account. A change
 * of people makes them due; each is compared as a whole, at most once in a while.
 */
@Singleton
@Named("addressBooks")
public class AddressBooks implements PersonFollower, Bench {
    private static final String TERMINALS = "convene.people.terminals";
    private static final String GROUPS = "convene.people.terminals.groups";
    private static final String ALWAYS = "2000-01-01T00:00:00Z";
    private static final String OURS = "ours";
    private static final String AT = "at";
    private static final Duration A_WHILE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 500;
    private static final int LONGEST_NAME = 200;

    private final Ledger ledger;
    private final Attempts attempts;
    private final KnownPeople people;
    private final AccountMapping mapping;
    private final Clock clock;
    private final List<String> terminals;
    private final GroupRules groups;
    private final int most;
    private final Duration verify;
    private volatile boolean caughtUp;

    AddressBooks(
            Ledger ledger,
            Attempts attempts,
            KnownPeople people,
            AccountMapping mapping,
            Terminals known,
            Clock clock,
            Settings settings) {
        this.ledger = ledger;
        this.attempts = attempts;
        this.people = people;
        this.mapping = mapping;
        this.clock = clock;
        this.terminals = Commas.between(settings.optionalText(TERMINALS).orElse(""));
        this.groups = GroupRules.of(GROUPS, settings.optionalText(GROUPS).orElse(""));
        this.most = settings.number("convene.people.terminals.most", 1, 10_000);
        this.verify = settings.duration("convene.people.trueconf.verify");
        for (String terminal : terminals) {
            if (known.find(terminal).isEmpty()) {
                throw Settings.wrong(
                        TERMINALS, "names '" + terminal + "', which convene.terminals does not have", "room-101");
            }
        }
    }

    @Override
    public String kind() {
        return Booking.CONTACTS;
    }

    @Override
    public void follow(List<KnownPerson> some) throws SQLException {
        ledger.acceptAll(terminals.stream()
                .<Change>map(
                        terminal -> new Change.Wanted(Booking.CONTACTS, terminal, "trueconf-room", document(terminal)))
                .iterator());
        for (String terminal : terminals) {
            ledger.hint(Booking.CONTACTS, terminal);
        }
    }

    /** Once after a start: configuration may name other terminals and groups than before. */
    public void catchUp() throws SQLException {
        if (!caughtUp) {
            follow(List.of());
            caughtUp = true;
        }
    }

    private static ObjectNode document(String terminal) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("title", "Address book of " + terminal)
                .put("startsAt", ALWAYS)
                .put("endsAt", ALWAYS);
    }

    /** Variable {@code terminal}, and {@code due}: false for one that was written a moment ago, or is no longer named. */
    @Override
    public void begin(Exchange exchange, Booking booking) {
        exchange.setVariable("terminal", booking.id());
        exchange.setVariable(
                "due", terminals.contains(booking.id()) && pause(booking).isZero());
    }

    private Duration pause(Booking booking) {
        String last = booking.seen().json().path(AT).asText("");
        Instant next = last.isEmpty() ? Instant.MIN : Instant.parse(last).plus(A_WHILE);
        Instant now = clock.instant();
        return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
    }

    /** In: the terminal's address book. Out: commands for it. */
    public List<ObjectNode> compare(Exchange exchange) throws SQLException {
        Booking booking = Attempts.booking(exchange);
        booking.seen().json().put(AT, clock.instant().toString());
        JsonNode book = exchange.getMessage().getBody(JsonNode.class).path("abook");
        return list(booking).commands(book, wanted());
    }

    /** Who is to stand in the books, by login, as far as there is room. */
    private Map<String, String> wanted() throws SQLException {
        TreeMap<String, String> wanted = new TreeMap<>();
        String after = null;
        List<KnownPerson> page;
        do {
            page = people.find(new Search(null, true, after, AT_ONCE));
            for (KnownPerson person : page) {
                mapping.account(person).filter(this::isWanted).ifPresent(account -> {
                    String login = account.path("login").asText();
                    String name = account.path("name").asText(login);
                    wanted.put(login, name.substring(0, Math.min(LONGEST_NAME, name.length())));
                });
            }
            after = page.isEmpty() ? null : page.get(page.size() - 1).id();
        } while (page.size() == AT_ONCE && wanted.size() < most);
        while (wanted.size() > most) {
            wanted.pollLastEntry();
        }
        return wanted;
    }

    private boolean isWanted(JsonNode account) {
        List<String> names = new ArrayList<>();
        account.path("groups").forEach(name -> names.add(name.asText()));
        return groups.rules().isEmpty() || !groups.targets(names).isEmpty();
    }

    private static ContactList list(Booking booking) {
        return new ContactList(booking.seen().json().withObjectProperty(OURS));
    }

    /** The terminal did what variable {@code command} says. */
    public void did(Exchange exchange) {
        list(Attempts.booking(exchange)).did(exchange.getVariable("command", JsonNode.class));
    }

    /** Until people change, or it is time to look again. */
    public CompletionStage<Booking> settle(Exchange exchange) {
        Booking booking = Attempts.booking(exchange);
        boolean named = terminals.contains(booking.id());
        boolean done = !named || exchange.getVariable("due", Boolean.class);
        return attempts.conclude(
                exchange,
                done
                        ? new Outcome.Settled(booking, named ? clock.instant().plus(verify) : null, null)
                        : new Outcome.Waiting(booking, pause(booking)));
    }
}
