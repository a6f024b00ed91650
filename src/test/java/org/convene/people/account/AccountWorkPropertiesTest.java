package org.convene.people.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.convene.booking.Booking;
import org.convene.booking.Seen;
import org.convene.people.HandOver;
import org.convene.people.account.AccountRules.Mode;
import org.convene.vendor.VendorFailure;

/** Whatever joins, changes, leaves and faults there are: in the end the server has what is wanted, and nothing else changed. */
class AccountWorkPropertiesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final List<String> NAMES = List.of("Anna", "Ivan", "Maria");
    private static final List<String> GROUPS = List.of("Class 7a", "Class 7b");
    private static final Set<String> STRANGERS = Set.of("root", "stranger");

    /** Of each person what is wanted, and what the ledger has seen. */
    private static final class World {
        final Random dice;
        final AccountRules rules;
        final PretendServer server;
        final Map<String, ObjectNode> wanted = new TreeMap<>();
        final Map<String, ObjectNode> seen = new TreeMap<>();
        final Set<String> settled = new TreeSet<>();
        int loginsGiven;

        World(long seed, boolean replaces, boolean deletes) {
            dice = new Random(seed);
            server = new PretendServer(dice);
            rules = new AccountRules(
                    Mode.WRITE,
                    false,
                    deletes,
                    replaces,
                    GroupRules.of("groups", "Class *"),
                    new HandOver(false, Optional.of("root")));
            STRANGERS.forEach(login -> server.user(login, login + "@elsewhere.example"));
            server.owners.put("of root", "root@server");
        }

        void somethingHappens() {
            String id = "p" + dice.nextInt(4);
            ObjectNode before = wanted.get(id);
            String was = String.valueOf(before);
            switch (before == null ? 0 : dice.nextInt(9)) {
                case 0, 1, 2 -> wanted.put(id, document(id, before, true));
                case 3, 4 -> wanted.put(id, document(id, before, false));
                case 5 -> account(before).ifPresent(account -> account.put("login", "login" + loginsGiven++));
                case 6 -> somebodyEditsByHand(id);
                case 7 -> conferenceOf(id);
                default -> {
                    boolean active = account(before)
                            .map(it -> it.path("active").asBoolean())
                            .orElse(false);
                    if (!active && settled.contains(id)) {
                        wanted.put(id, JsonNodeFactory.instance.objectNode().put("gone", true));
                    }
                }
            }
            if (!was.equals(String.valueOf(wanted.get(id)))) {
                settled.remove(id);
            }
        }

        private ObjectNode document(String id, ObjectNode before, boolean active) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ObjectNode account = document.putObject("account");
            String login = account(before)
                    .map(old -> old.path("login").asText())
                    .orElseGet(() -> before == null && dice.nextInt(8) == 0 ? "stranger" : "login" + loginsGiven++);
            account.put("login", login)
                    .put("name", NAMES.get(dice.nextInt(3)))
                    .put("email", id + "@x")
                    .put("active", active);
            if (dice.nextBoolean()) {
                account.put("company", "Sales");
            }
            if (dice.nextBoolean()) {
                account.putArray("phones").add("1");
            }
            ArrayNode groups = account.putArray("groups");
            GROUPS.stream().filter(group -> dice.nextBoolean()).forEach(groups::add);
            document.putArray("emails").add(id + "@x");
            return document;
        }

        private void somebodyEditsByHand(String id) {
            ourLogin(id)
                    .map(server.users::get)
                    .ifPresent(user -> user.put("name", "By Hand").put("active", dice.nextBoolean()));
        }

        private void conferenceOf(String id) {
            ourLogin(id).ifPresent(login -> server.owners.put("c" + server.owners.size(), login + "@server"));
        }

        Optional<String> ourLogin(String id) {
            return new AccountState(seen(id)).user().map(AccountState::login);
        }

        ObjectNode seen(String id) {
            return seen.computeIfAbsent(id, any -> JsonNodeFactory.instance.objectNode());
        }

        /** Returns whether it went through; what was seen is kept in any case, as the ledger does, but for a crash. */
        boolean attempt(String id, boolean crash) {
            while (true) {
                ObjectNode working = seen(id).deepCopy();
                AccountWork work = new AccountWork(booking(id, wanted.get(id), working), rules, NOW);
                try {
                    server.bringInStep(work, rules.handOver().login());
                } catch (VendorFailure failed) {
                    if (!crash) {
                        seen.put(id, working);
                    }
                    return false;
                }
                seen.put(id, working);
                if (!work.isUnkept()) {
                    settled.add(id);
                    return true;
                }
            }
        }
    }

    private static Optional<ObjectNode> account(ObjectNode document) {
        return Optional.ofNullable(document).map(it -> (ObjectNode) it.get("account"));
    }

    private static Booking booking(String id, ObjectNode document, ObjectNode seen) {
        return new Booking(
                1,
                Booking.ACCOUNT,
                id,
                "trueconf",
                1,
                Booking.PENDING,
                false,
                NOW,
                NOW,
                document,
                new Seen(seen),
                null,
                0,
                null,
                NOW);
    }

    @Property(tries = 1500)
    void programsOfJoinsChangesLeavesAndFaultsEndAsWanted(
            @ForAll long seed, @ForAll boolean replaces, @ForAll boolean deletes) {
        World world = new World(seed, replaces, deletes);
        Map<String, ObjectNode> strangers = copies(world.server.users);
        for (int turn = 0; turn < 30; turn++) {
            world.somethingHappens();
            world.server.fails = world.dice.nextBoolean();
            List<String> ids = List.copyOf(world.wanted.keySet());
            world.attempt(ids.get(world.dice.nextInt(ids.size())), world.dice.nextInt(4) == 0);
        }
        world.server.fails = false;
        for (String id : world.wanted.keySet()) {
            boolean refused = !world.attempt(id, false) && !world.attempt(id, false);
            assertEquals(wantsStranger(world, id), refused, () -> id + " " + world.wanted.get(id) + world.seen(id));
        }
        world.wanted.keySet().forEach(id -> inStep(world, id));
        STRANGERS.forEach(login -> assertEquals(strangers.get(login), world.server.users.get(login)));
        assertEquals("root@server", world.server.owners.get("of root"));

        int writes = world.server.writes;
        world.wanted.keySet().forEach(id -> world.attempt(id, false));
        assertEquals(writes, world.server.writes, "nothing is left to do");
    }

    private static Map<String, ObjectNode> copies(Map<String, ObjectNode> users) {
        Map<String, ObjectNode> copies = new TreeMap<>();
        users.forEach((login, user) -> copies.put(login, user.deepCopy()));
        return copies;
    }

    /** Somebody whose first account would be another's; whoever has one keeps it. */
    private static boolean wantsStranger(World world, String id) {
        Optional<ObjectNode> account = account(world.wanted.get(id));
        return account.map(it -> it.path("active").asBoolean()
                        && STRANGERS.contains(it.path("login").asText()))
                .orElse(false);
    }

    private static void inStep(World world, String id) {
        Optional<ObjectNode> account = account(world.wanted.get(id));
        Set<String> active = new TreeSet<>();
        world.server.users.values().stream()
                .filter(user -> user.path("email").asText().equals(id + "@x"))
                .filter(user -> user.path("active").asBoolean())
                .forEach(user -> active.add(user.path("login").asText()));
        if (account.isEmpty() || !account.get().path("active").asBoolean() || wantsStranger(world, id)) {
            assertEquals(Set.of(), active, id);
            return;
        }
        String login = world.ourLogin(id).orElseThrow();
        assertEquals(Set.of(login), active, id);
        if (world.rules.replaces()) {
            assertEquals(account.get().path("login").asText(), login);
        }
        JsonNode user = world.server.users.get(login);
        for (String field : List.of("name", "company", "phones")) {
            JsonNode ours = account.get().path(field);
            assertTrue(ours.isMissingNode() || ours.equals(user.path(field)), () -> field + " " + user);
        }
        Set<String> groups = new TreeSet<>();
        user.path("groups")
                .forEach(group -> assertTrue(groups.add(group.path("name").asText()), "twice in " + group));
        account.get().path("groups").forEach(group -> assertTrue(groups.contains(group.asText()), group::asText));
        world.server.owners.values().forEach(owner -> assertFalse(isFormer(world, id, owner), owner));
    }

    private static boolean isFormer(World world, String id, String owner) {
        return new AccountState(world.seen(id))
                .formerList().stream().anyMatch(one -> owner.equals(AccountState.login(one) + "@server"));
    }
}
