package org.convene.people.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.convene.vendor.VendorFailure;

/**
 * The conferences of an account whose person left. Those that the hub made itself belong to bookings of their own, which
 * give them another owner; of the others those still to come are handed over, one by one.
 */
final class LeftConferences {
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final int ONCE = 1;

    private final JsonNode user;
    private final Instant now;
    private final Deque<String> ids = new ArrayDeque<>();
    private final List<String> marked = new ArrayList<>();
    private final List<String> ownerless = new ArrayList<>();
    private int running;

    /** @param user {@code {login, id, uid}} */
    LeftConferences(JsonNode user, Instant now) {
        this.user = user;
        this.now = now;
    }

    void listed(JsonNode items) {
        for (JsonNode conference : items) {
            String id = conference.path("id").asText("");
            if (isOwned(conference) && !id.isEmpty()) {
                boolean ours = conference.has("tagged") || conference.has("marked");
                (ours ? marked : ids).add(id);
            }
        }
    }

    /** The server shows an owner with its name behind an @, and users sometimes with and sometimes without it. */
    private boolean isOwned(JsonNode conference) {
        String owner = conference.path("owner").asText("");
        for (String name : new String[] {"login", "id", "uid"}) {
            if (!owner.isEmpty() && owner.equalsIgnoreCase(user.path(name).asText(""))) {
                return true;
            }
        }
        String login = user.path("login").asText();
        boolean serverUnknown = !user.path("uid").asText("").contains("@")
                && !user.path("id").asText("").contains("@");
        return serverUnknown && owner.regionMatches(true, 0, login + "@", 0, login.length() + 1);
    }

    List<String> marked() {
        return marked;
    }

    boolean hasMore() {
        return !ids.isEmpty();
    }

    String next() {
        return ids.peek();
    }

    void done() {
        ids.poll();
    }

    /** Those for which there was no new owner. */
    List<String> ownerless() {
        return ownerless;
    }

    /** How many are running, and cannot be changed now. */
    int running() {
        return running;
    }

    VendorFailure busy() {
        return new VendorFailure.Busy(
                running + " conferences of somebody who left are running; they can be handed over when they are over.",
                A_WHILE);
    }

    /** In: the conference as the API has it. Whether it is to get the owner; if not, it is done with. */
    boolean weigh(JsonNode conference, Optional<String> newOwner) {
        boolean due = isOwned(conference) && isStillToCome(conference.path("schedule"));
        boolean runs = conference.path("state").asText().equals("running");
        if (due && runs) {
            running++;
        } else if (due && newOwner.isEmpty()) {
            ownerless.add(next());
        }
        boolean now = due && !runs && newOwner.isPresent();
        if (!now) {
            done();
        }
        return now;
    }

    /** What takes place every week, and rooms without a time, are always still to come. */
    private boolean isStillToCome(JsonNode schedule) {
        long end =
                schedule.path("start_time").asLong() + schedule.path("duration").asLong();
        return schedule.path("type").asInt(-1) != ONCE || end > now.getEpochSecond();
    }
}
