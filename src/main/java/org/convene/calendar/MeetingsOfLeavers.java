package org.convene.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.convene.booking.Booking;
import org.convene.booking.Cursor;
import org.convene.booking.Ledger;
import org.convene.people.KnownPerson;
import org.convene.people.PersonFollower;

/** Meetings to come in which somebody takes part who left are looked at again: they get another owner, and one guest fewer. */
@Singleton
public class MeetingsOfLeavers implements PersonFollower {
    private static final int AT_ONCE = 200;

    private final Ledger ledger;
    private final Clock clock;

    public MeetingsOfLeavers(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void follow(List<KnownPerson> people) throws SQLException {
        Set<String> emails = new HashSet<>();
        for (KnownPerson person : people) {
            if (!person.active()) {
                person.attributes()
                        .path("emails")
                        .forEach(email -> emails.add(email.asText().toLowerCase(Locale.ROOT)));
            }
        }
        if (!emails.isEmpty()) {
            hint(emails);
        }
    }

    private void hint(Set<String> emails) throws SQLException {
        String after = null;
        List<Booking> page;
        do {
            page = ledger.list(new Ledger.Listing(Booking.MEETING, null, clock.instant(), null, null, after, AT_ONCE));
            for (Booking meeting : page) {
                if (!meeting.cancelled() && hasAny(meeting.desired(), emails)) {
                    ledger.hint(Booking.MEETING, meeting.id());
                }
            }
            if (!page.isEmpty()) {
                Booking last = page.get(page.size() - 1);
                after = new Cursor(last.startsAt(), last.id()).toString();
            }
        } while (page.size() == AT_ONCE);
    }

    private static boolean hasAny(JsonNode meeting, Set<String> emails) {
        for (JsonNode participant : meeting.path("participants")) {
            if (emails.contains(participant.path("email").asText("").toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
