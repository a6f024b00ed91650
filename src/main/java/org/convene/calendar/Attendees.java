package org.convene.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.convene.booking.Attempts;
import org.convene.ops.Settings;
import org.convene.vendor.VendorFailure;

/**
 * Which account of the vendor each person of a calendar has: by the mapping file, else by the e-mail address of the
 * vendor's users, of whom a listing is kept for some minutes. Whoever has none is a guest.
 */
@Singleton
@Named("attendees")
public class Attendees {
    /** Longer than a listing takes; whoever asks longer has failed in a way that nobody heard of. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration SHORTLY = Duration.ofMillis(500);

    private final Participants participants;
    private final Clock clock;
    private final Settings settings;
    private final Duration keep;
    private final Map<String, String> mapped;
    private final Map<String, Accounts> accounts = new ConcurrentHashMap<>();
    private final Map<String, Instant> asking = new ConcurrentHashMap<>();

    private record Accounts(Map<String, String> loginByEmail, Instant asOf) {}

    public Attendees(Participants participants, Clock clock, Settings settings) {
        this.participants = participants;
        this.clock = clock;
        this.settings = settings;
        this.keep = settings.duration("convene.meetings.users-kept");
        this.mapped = settings.optionalText("convene.meetings.people")
                .map(file -> mapping(Path.of(file)))
                .orElse(Map.of());
    }

    /** Lines of {@code mail@school.example=login}. */
    private static Map<String, String> mapping(Path file) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException unreadable) {
            throw Settings.wrong(
                    "convene.meetings.people", "is '" + file + "', which cannot be read", "./people.properties");
        }
        Map<String, String> mapping = new HashMap<>();
        lines.stringPropertyNames()
                .forEach(mail -> mapping.put(
                        mail.toLowerCase(Locale.ROOT), lines.getProperty(mail).strip()));
        return mapping;
    }

    /**
     * Whether the vendor of the variable {@code vendor} should be asked for its users; one asks for all, and meanwhile an
     * older listing has to do.
     *
     * @throws VendorFailure.Busy when somebody asks and there is none
     */
    public boolean unknown(Exchange exchange) throws VendorFailure {
        String vendor = vendor(exchange);
        Instant now = clock.instant();
        Accounts known = accounts.get(vendor);
        if (known != null && known.asOf().plus(keep).isAfter(now)) {
            return false;
        }
        boolean ours = mayAsk(vendor, now);
        if (!ours && known == null) {
            throw new VendorFailure.Busy("The vendor's users are being listed.", SHORTLY);
        }
        return ours;
    }

    private synchronized boolean mayAsk(String vendor, Instant now) {
        Instant since = asking.get(vendor);
        if (since != null && since.plus(PATIENCE).isAfter(now)) {
            return false;
        }
        asking.put(vendor, now);
        return true;
    }

    /** In: {@code {items: [{login, email, active}]}}, the users of the vendor. */
    public void know(Exchange exchange) {
        Map<String, String> logins = new HashMap<>();
        for (JsonNode user : exchange.getMessage().getBody(JsonNode.class).path("items")) {
            String email = user.path("email").asText("").toLowerCase(Locale.ROOT);
            String login = user.path("login").asText("");
            if (!email.isEmpty() && !login.isEmpty() && user.path("active").asBoolean(true)) {
                logins.putIfAbsent(email, login);
            }
        }
        keep(exchange, logins);
    }

    /** The vendor does not show its users: the mapping file is all there is. */
    public void knowNobody(Exchange exchange) {
        keep(exchange, Map.of());
    }

    private void keep(Exchange exchange, Map<String, String> logins) {
        accounts.put(vendor(exchange), new Accounts(logins, clock.instant()));
        asking.remove(vendor(exchange));
    }

    /** Asking failed: the next may. */
    public void failed(Exchange exchange) throws VendorFailure {
        asking.remove(vendor(exchange));
        throw Attempts.failure(exchange);
    }

    /**
     * In: a meeting. Out: the same with {@code login} for each participant who has an account, its {@code owner}, and
     * whether guests may come in by the calendar's policy. Whoever left is not invited, and owns nothing any more.
     */
    public void resolve(Exchange exchange) throws SQLException {
        ObjectNode meeting = exchange.getMessage().getBody(ObjectNode.class).deepCopy();
        Map<String, String> logins = accounts.getOrDefault(vendor(exchange), new Accounts(Map.of(), Instant.MIN))
                .loginByEmail();
        Map<String, Participants.Known> people = participants.byEmail(emails(meeting));
        boolean external = false;
        String organizer = null;
        for (JsonNode person : meeting.path("participants")) {
            String email = email(person);
            Optional<Participants.Known> known = Optional.ofNullable(people.get(email));
            boolean left = known.filter(Participants.Known::left).isPresent();
            String login = left ? null : mapped.getOrDefault(email, login(email, known, logins));
            if (login != null) {
                ((ObjectNode) person).put("login", login);
            }
            external |= login == null && !left;
            if (person.path("role").asText().equals("organizer")) {
                organizer = left ? known.get().successor().orElse(null) : login;
            }
        }
        own(meeting, organizer, vendor(exchange));
        String guests = meeting.path("guests").asText();
        meeting.withObjectProperty("settings")
                .put("allowGuests", guests.equals("allow") || external && guests.equals("allow-when-external"));
        exchange.getMessage().setBody(meeting);
    }

    private static Set<String> emails(JsonNode meeting) {
        Set<String> emails = new HashSet<>();
        meeting.path("participants").forEach(person -> emails.add(email(person)));
        return emails;
    }

    private static String email(JsonNode person) {
        return person.path("email").asText("").toLowerCase(Locale.ROOT);
    }

    /** The account with this address, else with another of the same person, else with the login that the directory knows. */
    private static String login(String email, Optional<Participants.Known> known, Map<String, String> logins) {
        String login = logins.get(email);
        if (login != null || known.isEmpty()) {
            return login;
        }
        for (String other : known.get().emails()) {
            login = logins.get(other.toLowerCase(Locale.ROOT));
            if (login != null) {
                return login;
            }
        }
        return logins.containsValue(known.get().login()) ? known.get().login() : null;
    }

    /** The organizer owns the conference, else whom the calendar names, else whom the vendor's configuration names. */
    private void own(ObjectNode meeting, String organizer, String vendor) {
        String named = meeting.path("owner").asText("");
        String owner = organizer != null
                ? organizer
                : named.isEmpty()
                        ? settings.optionalText("convene." + vendor + ".owner").orElse("")
                        : named;
        meeting.put("owner", owner);
    }

    private static String vendor(Exchange exchange) {
        return exchange.getVariable("vendor", String.class);
    }
}
