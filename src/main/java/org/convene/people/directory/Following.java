package org.convene.people.directory;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.Settings;
import org.convene.people.KnownPerson;
import org.convene.people.PersonFollower;

/** Tells followers of people who changed, until all of them have understood; and ends the time of grace of those who left. */
@Singleton
@Named("following")
public class Following {
    private static final int AT_ONCE = 100;

    private final DataSource database;
    private final Instance<PersonFollower> followers;
    private final Clock clock;
    private final Duration grace;

    public Following(DataSource database, Instance<PersonFollower> followers, Clock clock, Settings settings) {
        this.database = database;
        this.followers = followers;
        this.clock = clock;
        this.grace = settings.duration("convene.people.leavers.grace");
    }

    private record Some(List<StoredPerson> stored, List<KnownPerson> known) {}

    /** Tells of all who wait for it; returns of how many. A follower that fails leaves the rest for the next turn. */
    public int tell() throws Exception {
        int told = 0;
        Some some;
        do {
            some = untold();
            if (!some.known().isEmpty()) {
                for (PersonFollower follower : followers) {
                    follower.follow(some.known());
                }
                List<StoredPerson> understood = some.stored();
                Transactions.in(database, connection -> {
                    PersonStatements.told(connection, understood);
                    return null;
                });
            }
            told += some.known().size();
        } while (some.known().size() == AT_ONCE);
        return told;
    }

    private Some untold() throws SQLException {
        return Transactions.in(database, connection -> {
            List<StoredPerson> untold = PersonStatements.untold(connection, AT_ONCE);
            return new Some(untold, KnownPeople.known(connection, untold));
        });
    }

    /** Those who left longer ago than the time of grace are gone for good; returns how many. */
    public int endGrace() throws SQLException {
        Instant now = clock.instant();
        int ended = 0;
        int some;
        do {
            some = Transactions.in(database, connection -> {
                List<StoredPerson> gone = PersonStatements.overdue(connection, now.minus(grace), AT_ONCE).stream()
                        .map(person -> person.gone(now))
                        .toList();
                PersonStatements.update(connection, gone);
                return gone.size();
            });
            ended += some;
        } while (some == AT_ONCE);
        return ended;
    }
}
