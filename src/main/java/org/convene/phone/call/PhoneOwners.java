package org.convene.phone.call;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.convene.booking.Booking;
import org.convene.booking.Transactions;
import org.convene.document.Documents;
import org.convene.ops.Portions;
import org.convene.ops.Settings;
import org.convene.phone.number.PhoneNumber;
import org.convene.phone.number.PhoneNumbers;

/**
 * Whose number is whose: the contacts of the phone system, which are replaced as a whole, and participants of lessons with a
 * telephone, of which the lesson that changed last counts. Both are looked at now and then, and lessons only where they
 * changed.
 */
@Singleton
@Named("phoneOwners")
public class PhoneOwners {
    /** Clocks of replicas differ a little. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final String LESSONS = "lessons";
    private static final int AT_ONCE = 500;
    private static final int LONGEST = 200;

    private final DataSource database;
    private final PhoneNumbers numbers;
    private final Clock clock;
    private final Duration fresh;
    private volatile Instant lookedAt = Instant.MIN;
    private volatile Collection<Owner> contacts = List.of();

    @Inject
    public PhoneOwners(DataSource database, PhoneNumbers numbers, Clock clock, Settings settings) {
        this(database, numbers, clock, settings.duration("convene.phone.calls.people"));
    }

    PhoneOwners(DataSource database, PhoneNumbers numbers, Clock clock, Duration fresh) {
        this.fresh = fresh;
        this.database = database;
        this.numbers = numbers;
        this.clock = clock;
    }

    /** Whether what is known is old; whoever is told so looks, and nobody else for a while. */
    public synchronized boolean areOld() {
        Instant now = clock.instant();
        boolean old = lookedAt.equals(Instant.MIN) || !now.isBefore(lookedAt.plus(fresh));
        lookedAt = old ? now : lookedAt;
        return old;
    }

    /** In: the contacts as the phone system lists them. */
    public void keepContacts(Exchange exchange) throws SQLException {
        Map<List<String>, Owner> listed = new LinkedHashMap<>();
        for (JsonNode contact : exchange.getMessage().getBody(JsonNode.class)) {
            String ext = contact.path("ext").asText("");
            String person = contact.path("jid").asText(ext);
            String name = contact.path("firstName").asText("") + " "
                    + contact.path("lastName").asText("");
            String email = contact.path("email").asText("");
            extension(ext).ifPresent(phone -> add(listed, owner(Owner.CONTACT, person, phone, name, email)));
            for (String field : new String[] {"did", "cellPhone", "homePhone"}) {
                full(contact.path(field).asText(""))
                        .ifPresent(phone -> add(listed, owner(Owner.CONTACT, person, phone, name, email)));
            }
        }
        List<Owner> now = List.copyOf(listed.values());
        if (!now.equals(contacts)) {
            Transactions.in(database, connection -> {
                OwnerStatements.forgetAll(connection, Owner.CONTACT);
                for (List<Owner> some : Portions.of(now, AT_ONCE)) {
                    OwnerStatements.insert(connection, some);
                }
                return null;
            });
            contacts = now;
        }
        exchange.getMessage().setBody(null);
    }

    /** Reads the lessons that changed since the last time, some at a time. */
    public void readLessons() throws SQLException {
        Instant now = clock.instant();
        LogCursor before = Transactions.in(database, connection -> CursorStatements.read(connection, LESSONS));
        Instant since = before.newest().map(at -> at.minus(SKEW)).orElse(Instant.EPOCH);
        long place = 0;
        List<LessonText> page;
        do {
            long after = place;
            page = Transactions.in(
                    database, connection -> OwnerStatements.lessons(connection, Booking.LESSON, after, since, AT_ONCE));
            keepParticipants(page);
            place = page.isEmpty() ? place : page.get(page.size() - 1).no();
        } while (page.size() == AT_ONCE);
        LogCursor moved = new LogCursor(Optional.empty(), Optional.of(now), Optional.empty(), Optional.empty(), 0);
        Transactions.in(database, connection -> {
            CursorStatements.write(connection, LESSONS, moved);
            return null;
        });
    }

    /** A lesson's document, and its place among all. */
    record LessonText(long no, Instant updatedAt, String document) {}

    private void keepParticipants(List<LessonText> lessons) throws SQLException {
        Map<String, Owner> byPerson = new LinkedHashMap<>();
        List<LessonText> inOrder = new ArrayList<>(lessons);
        inOrder.sort((a, b) -> a.updatedAt().compareTo(b.updatedAt()));
        for (LessonText lesson : inOrder) {
            for (JsonNode participant : Documents.read(lesson.document()).path("participants")) {
                full(participant.path("phone").asText("")).ifPresent(phone -> {
                    Owner owner = owner(
                            Owner.LESSON,
                            participant.path("id").asText(""),
                            phone,
                            participant.path("name").asText(""),
                            participant.path("email").asText(""));
                    byPerson.put(owner.person(), owner);
                });
            }
        }
        Transactions.in(database, connection -> {
            OwnerStatements.replace(connection, List.copyOf(byPerson.values()));
            return null;
        });
    }

    private static void add(Map<List<String>, Owner> owners, Owner owner) {
        owners.put(List.of(owner.person(), owner.phone()), owner);
    }

    private static Owner owner(String source, String person, String phone, String name, String email) {
        return new Owner(source, cleaned(person), phone, cleaned(name), cleaned(email));
    }

    private static String cleaned(String text) {
        return LogEntry.cleaned(text, LONGEST);
    }

    private Optional<String> full(String text) {
        return numbers.read(text) instanceof PhoneNumber.Full full ? Optional.of(full.e164()) : Optional.empty();
    }

    private Optional<String> extension(String text) {
        return numbers.read(text) instanceof PhoneNumber.Extension extension ? extension.key() : Optional.empty();
    }
}
