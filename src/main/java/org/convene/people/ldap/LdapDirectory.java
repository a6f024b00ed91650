package org.convene.people.ldap;

import com.unboundid.ldap.sdk.Filter;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convene.people.PeopleDuty;
import org.convene.people.ldap.LdapSettings.Server;
import org.convene.people.reading.Mapping;
import org.convene.people.reading.Readings;
import org.convene.people.reading.RouteMappings;
import org.convene.vendor.VendorFailure;

/**
 * The LDAP directory as a source of people. Everybody is read at first, and again after a while, to see who is not there any
 * more; in between only what changed is. What is remembered for that is forgotten with the process.
 */
@Singleton
@Named("ldapDirectory")
public class LdapDirectory {
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final Optional<Server> server;
    private final PeopleDuty duty;
    private final Readings readings;
    private final Mapping mapping;
    private final Clock clock;

    private Instant next = Instant.MIN;
    private Instant nextWhole = Instant.MIN;
    private Optional<LdapCursor> cursor = Optional.empty();
    /** Entries behind the cursor that are known as they are, by key. */
    private Map<String, String> seen = new HashMap<>();

    private Map<String, String> seenGroups = new HashMap<>();

    public LdapDirectory(LdapSettings settings, PeopleDuty duty, Readings readings, RouteMappings routes, Clock clock) {
        this.server = settings.server();
        this.duty = duty;
        this.readings = readings;
        this.mapping = routes.of("ldap.describe-entry");
        this.clock = clock;
    }

    /**
     * Reads it when it is time.
     *
     * @throws VendorFailure it could not be read, and nothing of it is used; the next turn tries again
     */
    public void look() throws VendorFailure {
        if (server.isEmpty()) {
            return;
        }
        if (!duty.isOurs()) {
            nextWhole = Instant.MIN; // whoever reads it meanwhile knows more
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(server.get().poll());
        read(server.get(), now);
    }

    private void read(Server server, Instant now) throws VendorFailure {
        try (LdapSession session = open(server, now)) {
            if (!now.isBefore(nextWhole) || cursor.isEmpty() || isElsewhere(session) || haveGroupsChanged(session)) {
                readWhole(session, server, now);
            } else {
                readChanges(session, server, now);
            }
        } catch (IOException | SQLException failed) {
            throw new VendorFailure.Down(server + ": " + failed.getMessage());
        }
    }

    private LdapSession open(Server server, Instant now) throws IOException {
        try {
            return LdapSession.open(server);
        } catch (IOException away) {
            readings.failed(LdapRoster.SOURCE, server.toString(), now, away.getMessage());
            throw away;
        }
    }

    private void readWhole(LdapSession session, Server server, Instant now) throws IOException, SQLException {
        LdapRoster roster = new LdapRoster(session, server, mapping, now, Optional.empty());
        readings.take(roster);
        nextWhole = now.plus(server.full());
        seen = new HashMap<>();
        Duration took = Duration.between(now, clock.instant());
        cursor = session.isActiveDirectory() ? usn(session) : LdapCursor.behind(roster.latest(), took, OVERLAP);
    }

    private static Optional<LdapCursor> usn(LdapSession session) {
        return session.controller()
                .flatMap(controller -> session.highestChange().map(number -> new LdapCursor.Usn(controller, number)));
    }

    private void readChanges(LdapSession session, Server server, Instant now) throws IOException, SQLException {
        Map<String, String> found = stamps(session, Filter.createANDFilter(server.people(), since().filter()));
        if (seen.entrySet().containsAll(found.entrySet())) {
            return;
        }
        LdapRoster roster = new LdapRoster(session, server, mapping, now, cursor);
        readings.take(roster);
        if (session.isActiveDirectory()) {
            cursor = usn(session);
            seen = new HashMap<>();
        } else {
            Duration took = Duration.between(now, clock.instant());
            cursor = LdapCursor.behind(roster.latest(), took, OVERLAP).or(() -> cursor);
            // a time counts seconds, and in the latest of them more may change
            found.values()
                    .removeIf(at -> LdapCursor.time(at)
                            .map(time -> time.isAfter(now.minus(OVERLAP)))
                            .orElse(true));
            seen = found;
        }
    }

    private LdapCursor since() {
        return cursor.orElseThrow();
    }

    private boolean isElsewhere(LdapSession session) {
        return since() instanceof LdapCursor.Usn usn && !session.controller().equals(Optional.of(usn.controller()));
    }

    /** Somebody who comes into a group does not change, so all are looked at. */
    private boolean haveGroupsChanged(LdapSession session) throws IOException {
        if (server.orElseThrow().groups().isEmpty()) {
            return false;
        }
        Filter changed = Filter.createANDFilter(server.get().groups().get(), since().filter());
        Map<String, String> found = stamps(session, changed);
        boolean known = seenGroups.entrySet().containsAll(found.entrySet());
        seenGroups = found;
        return !known;
    }

    /** When each of these entries changed, by its key. */
    private Map<String, String> stamps(LdapSession session, Filter filter) throws IOException {
        String stamp = since().stamp();
        List<String> attributes = new ArrayList<>(List.of(EntryKey.ATTRIBUTES));
        attributes.add(stamp);
        Map<String, String> stamps = new HashMap<>();
        session.each(
                filter,
                attributes,
                entry -> stamps.put(
                        EntryKey.of(entry).orElse(entry.getDN()), String.valueOf(entry.getAttributeValue(stamp))));
        return stamps;
    }
}
