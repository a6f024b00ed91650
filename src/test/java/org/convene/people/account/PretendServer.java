package org.convene.people.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.convene.vendor.VendorFailure;

/** A server of users, groups and conferences that fails as it likes: before the work, or after it. */
final class PretendServer {
    final Map<String, ObjectNode> users = new TreeMap<>();
    final Map<String, String> owners = new TreeMap<>();
    int writes;
    boolean fails;
    private final Random dice;

    PretendServer(Random dice) {
        this.dice = dice;
    }

    void user(String login, String email) {
        ObjectNode user = JsonNodeFactory.instance
                .objectNode()
                .put("id", login)
                .put("uid", login + "@server")
                .put("login", login)
                .put("email", email)
                .put("active", true);
        user.putArray("groups");
        users.put(login, user);
    }

    /** Step after step until nothing is left to do, as the routes do it. */
    void bringInStep(AccountWork work, Optional<String> heir) throws VendorFailure {
        Step step = work.next();
        for (int steps = 0; step != Step.NOTHING; steps++) {
            if (steps > 60) {
                throw new AssertionError("it never ends: " + step + " " + work.booking());
            }
            take(step, work, heir);
            step = work.next();
        }
    }

    private void take(Step step, AccountWork work, Optional<String> heir) throws VendorFailure {
        String login = work.login();
        switch (step) {
            case LOOK -> look(work, login);
            case CREATE -> {
                ObjectNode creation = work.creation();
                if (users.containsKey(login)) {
                    throw new VendorFailure.Refused("uniqueValueAlreadyInUse");
                }
                write(() -> {
                    user(login, "");
                    users.get(login).setAll(creation);
                });
                work.created(users.get(login).deepCopy());
            }
            case CHANGE -> {
                ObjectNode user = known(login);
                ObjectNode change = work.change().deepCopy();
                write(() -> user.setAll(change));
                work.changed();
            }
            case JOIN -> {
                ArrayNode groups = known(login).withArrayProperty("groups");
                String name = work.group();
                write(() -> groups.addObject().put("id", name).put("name", name));
                work.joined();
            }
            case DISCONNECT -> {
                known(login);
                write(() -> {});
                work.disconnected();
            }
            case CONFERENCES -> {
                mayFail();
                work.listed(conferences());
            }
            case HAND_OVER -> handOver(work, heir);
            case DELETE -> {
                write(() -> users.remove(login));
                work.deleted();
            }
            case NOTHING -> throw new AssertionError();
        }
    }

    private void look(AccountWork work, String login) throws VendorFailure {
        mayFail();
        if (users.containsKey(login)) {
            work.found(users.get(login).deepCopy());
        } else {
            work.absent();
        }
    }

    private void handOver(AccountWork work, Optional<String> heir) throws VendorFailure {
        mayFail();
        String id = work.conference();
        ObjectNode conference =
                JsonNodeFactory.instance.objectNode().put("id", id).put("owner", owners.get(id));
        Optional<String> owner = work.successor().or(() -> heir);
        if (work.isToBeHandedOver(conference, owner)) {
            write(() -> owners.put(id, owner.orElseThrow() + "@server"));
            work.handedOver(owner.orElseThrow());
        }
    }

    private JsonNode conferences() {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        owners.forEach((id, owner) -> items.addObject().put("id", id).put("owner", owner));
        return items;
    }

    private ObjectNode known(String login) throws VendorFailure {
        if (!users.containsKey(login)) {
            throw new VendorFailure.NotFound("userNotFound");
        }
        return users.get(login);
    }

    private void write(Runnable work) throws VendorFailure {
        mayFail();
        writes++;
        work.run();
        if (fails && dice.nextInt(6) == 0) {
            throw new VendorFailure.Uncertain("done, and not told");
        }
    }

    private void mayFail() throws VendorFailure {
        if (fails && dice.nextInt(6) == 0) {
            throw dice.nextBoolean()
                    ? new VendorFailure.Down("not done")
                    : new VendorFailure.Uncertain("not done, and not told");
        }
    }
}
