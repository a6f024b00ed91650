package org.convene.people.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.convene.booking.Booking;
import org.convene.people.account.AccountRules.Mode;
import org.convene.vendor.VendorFailure;

/**
 * The work on one person's account: says what is next, and hears what came of it. It calls nobody; routes do. Nothing is
 * written of a user before that user was looked at, and nothing at all of a user who is not ours.
 */
final class AccountWork {
    private static final String ACTIVE = "active";

    private final Booking booking;
    private final WantedAccount wanted;
    private final AccountState state;
    private final AccountRules rules;
    private final Instant now;
    private final Map<String, Optional<ObjectNode>> users = new HashMap<>();
    private final Set<String> tried = new HashSet<>();
    private final Map<String, LeftConferences> conferences = new HashMap<>();
    private ArrayNode differs = JsonNodeFactory.instance.arrayNode();
    private String problem;
    private boolean unkept;
    private String login = "";
    private ObjectNode change;
    private String group = "";

    AccountWork(Booking booking, AccountRules rules, Instant now) {
        this.booking = booking;
        this.wanted = new WantedAccount(booking);
        this.state = new AccountState(booking.seen().json());
        this.rules = rules;
        this.now = now;
    }

    Booking booking() {
        return booking;
    }

    /** Whom the next step is about. */
    String login() {
        return login;
    }

    /** What the next step changes. */
    ObjectNode change() {
        return change;
    }

    /** Which group the next step puts the user into. */
    String group() {
        return group;
    }

    /** The conference that the next step hands over. */
    String conference() {
        return conferences.get(login).next();
    }

    /**
     * @throws VendorFailure when nothing can be done now, or not without a person
     */
    Step next() throws VendorFailure {
        differs = JsonNodeFactory.instance.arrayNode();
        Step step =
                switch (rules.mode()) {
                    case OFF -> Step.NOTHING;
                    case LOOK -> compare();
                    case WRITE -> bringInStep();
                };
        if (step == Step.NOTHING && !unkept) {
            conclude();
        }
        return step;
    }

    private Step bringInStep() throws VendorFailure {
        Step step = wanted.isWanted() ? keep() : leave();
        for (ObjectNode former : state.formerList()) {
            if (step == Step.NOTHING && !unkept && !former.has(AccountState.RETIRED)) {
                step = retire(former);
                if (step == Step.NOTHING) {
                    former.put(AccountState.RETIRED, now.toString());
                }
            }
        }
        return step == Step.NOTHING && wanted.isGone() && rules.deletes() ? delete() : step;
    }

    /** Somebody who is to have an account. */
    private Step keep() throws VendorFailure {
        if (hasNewLogin() && rules.replaces()) {
            state.userIsFormer();
        }
        login = state.user().map(AccountState::login).orElseGet(this::expectedLogin);
        if (!users.containsKey(login)) {
            return Step.LOOK;
        }
        Optional<ObjectNode> there = users.get(login);
        if (there.isEmpty()) {
            return isMistaken() ? keep() : create();
        }
        if (state.user().isEmpty()) {
            if (!isThePersons(there.get()) && isMistaken()) {
                return keep();
            }
            adopt(there.get());
            if (hasNewLogin() && rules.replaces()) {
                return keep();
            }
        }
        state.user().ifPresent(user -> user.remove(List.of(AccountState.DISCONNECTED, AccountState.HANDED_OVER)));
        change = wanted.difference(there.get(), state.sent());
        if (!change.isEmpty() && tried.add(login)) {
            return Step.CHANGE;
        }
        mustBe(true, there.get());
        differs = WantedAccount.rows(change, there.get());
        return groups(there.get());
    }

    private boolean hasNewLogin() {
        return state.user()
                .filter(user -> !AccountState.login(user).equalsIgnoreCase(wanted.login()))
                .isPresent();
    }

    /** Where a user of ours may be, made without our knowing. */
    private String expectedLogin() {
        return state.creating().orElse(wanted.login());
    }

    /** That user was never made, and meanwhile another login is wanted. */
    private boolean isMistaken() {
        boolean mistaken = state.user().isEmpty() && !login.equals(wanted.login());
        if (mistaken) {
            state.creatingIsOver();
        }
        return mistaken;
    }

    private Step create() throws VendorFailure {
        if (wanted.email().isEmpty()) {
            throw new VendorFailure.Refused(
                    "TrueConf Server wants a mail address of every user, and no source tells one of this person.");
        }
        if (!state.made(login, wanted.email())) {
            state.creating(login, wanted.email());
            unkept = true;
            return Step.NOTHING;
        }
        if (!tried.add(login)) {
            throw new VendorFailure.Down("TrueConf Server said that it made the user, and does not show it");
        }
        return Step.CREATE;
    }

    private void adopt(JsonNode user) throws VendorFailure {
        if (!isThePersons(user)) {
            throw new VendorFailure.Refused("TrueConf Server has a user with the login " + login
                    + " and another mail address already, so it may be somebody else's. Give the person another login, the"
                    + " user this person's address, or set convene.people.trueconf.adopt=true.");
        }
        boolean made = state.made(login, user.path("email").asText());
        state.userIs(user);
        state.did(now, made ? "found again" : "adopted", login, null, null);
    }

    private boolean isThePersons(JsonNode user) {
        return rules.adopts()
                || wanted.hasEmailOf(user)
                || state.made(login, user.path("email").asText());
    }

    private Step groups(JsonNode user) {
        Set<String> in = new TreeSet<>();
        user.path("groups").forEach(one -> in.add(one.path("name").asText()));
        for (String name : wanted.groups()) {
            if (!in.contains(name)) {
                group = name;
                return Step.JOIN;
            }
        }
        noteSurplus(in);
        state.sent(wanted.account());
        return Step.NOTHING;
    }

    /** Groups of ours that the user is in and should not be in: no document tells how to take somebody out. */
    private void noteSurplus(Set<String> in) {
        Set<String> ours = new TreeSet<>(state.groups());
        ours.retainAll(in);
        state.groupsAre(ours);
        for (String name : in) {
            boolean managed = ours.contains(name) || rules.groups().leadTo(name);
            if (managed && !wanted.groups().contains(name)) {
                WantedAccount.row(differs, "groups", TextNode.valueOf(name), JsonNodeFactory.instance.missingNode());
                problem = "The API of TrueConf Server has no way to take a user out of a group: do it there.";
            }
        }
    }

    /** Somebody who left, or is to have no account any more. One that a crash made unseen is looked for. */
    private Step leave() throws VendorFailure {
        if (state.user().isEmpty() && !expectedLogin().isEmpty()) {
            login = expectedLogin();
            if (!users.containsKey(login)) {
                return Step.LOOK;
            }
            if (users.get(login).isEmpty() && isMistaken()) {
                return leave();
            }
            users.get(login).filter(this::isThePersons).ifPresent(state::userIs);
        }
        Optional<ObjectNode> user = state.user();
        return user.isPresent() ? retire(user.get()) : Step.NOTHING;
    }

    private Step retire(ObjectNode user) throws VendorFailure {
        login = AccountState.login(user);
        if (!users.containsKey(login)) {
            return Step.LOOK;
        }
        Optional<ObjectNode> there = users.get(login);
        if (there.isPresent() && there.get().path(ACTIVE).asBoolean()) {
            if (tried.add(login)) {
                user.remove(AccountState.DISCONNECTED);
                change = JsonNodeFactory.instance.objectNode().put(ACTIVE, false);
                return Step.CHANGE;
            }
            mustBe(false, there.get());
        }
        if (there.isPresent() && !user.has(AccountState.DISCONNECTED)) {
            return Step.DISCONNECT;
        }
        return user.has(AccountState.HANDED_OVER) ? Step.NOTHING : handOver(user);
    }

    private Step handOver(ObjectNode user) throws VendorFailure {
        LeftConferences left = conferences.get(login);
        if (left == null) {
            return Step.CONFERENCES;
        }
        if (left.hasMore()) {
            return Step.HAND_OVER;
        }
        if (left.running() > 0) {
            throw left.busy();
        }
        if (left.ownerless().isEmpty()) {
            user.put(AccountState.HANDED_OVER, now.toString());
        } else {
            left.ownerless()
                    .forEach(id -> WantedAccount.row(
                            differs,
                            "conference " + id,
                            TextNode.valueOf(login),
                            JsonNodeFactory.instance.missingNode()));
            problem = "There is nobody to whom conferences still to come can be handed over;"
                    + " set convene.people.leavers.hand-over-to.";
        }
        return Step.NOTHING;
    }

    private void mustBe(boolean active, JsonNode user) throws VendorFailure {
        if (user.path(ACTIVE).asBoolean() != active) {
            throw new VendorFailure.Down("TrueConf Server took the change, and the account is "
                    + (active ? "not active" : "active") + " all the same");
        }
    }

    private Step delete() {
        for (ObjectNode user : accounts()) {
            login = AccountState.login(user);
            if (users.get(login) == null || users.get(login).isPresent()) {
                return Step.DELETE;
            }
        }
        return Step.NOTHING;
    }

    private List<ObjectNode> accounts() {
        List<ObjectNode> accounts = state.formerList();
        state.user().ifPresent(accounts::add);
        return accounts;
    }

    /** Lists what differs, and does nothing about it. */
    private Step compare() {
        login = state.user().map(AccountState::login).orElse(wanted.login());
        if (login.isEmpty()) {
            return Step.NOTHING;
        }
        if (!users.containsKey(login)) {
            return Step.LOOK;
        }
        Optional<ObjectNode> there = users.get(login);
        if (there.isEmpty()) {
            if (wanted.isWanted()) {
                WantedAccount.row(
                        differs, "account", JsonNodeFactory.instance.missingNode(), TextNode.valueOf(wanted.login()));
            }
            return Step.NOTHING;
        }
        boolean theirs = state.user().isEmpty() && !rules.adopts() && !wanted.hasEmailOf(there.get());
        if (theirs && wanted.isWanted()) {
            WantedAccount.row(differs, "email", there.get().path("email"), TextNode.valueOf(wanted.email()));
        } else if (!theirs) {
            compare(there.get());
        }
        return Step.NOTHING;
    }

    private void compare(JsonNode user) {
        ObjectNode would = wanted.isWanted()
                ? wanted.difference(user, state.sent())
                : JsonNodeFactory.instance.objectNode().put(ACTIVE, false);
        if (wanted.isWanted() || user.path(ACTIVE).asBoolean()) {
            differs.addAll(WantedAccount.rows(would, user));
        }
        Set<String> in = new TreeSet<>();
        user.path("groups").forEach(one -> in.add(one.path("name").asText()));
        for (String name : wanted.groups()) {
            if (wanted.isWanted() && !in.contains(name)) {
                WantedAccount.row(differs, "groups", JsonNodeFactory.instance.missingNode(), TextNode.valueOf(name));
            }
        }
    }

    private void conclude() {
        if (wanted.isWanted() && rules.mode() != Mode.OFF && hasNewLogin()) {
            WantedAccount.row(
                    differs,
                    "login",
                    TextNode.valueOf(AccountState.login(state.user().orElseThrow())),
                    TextNode.valueOf(wanted.login()));
        }
        state.differs(differs);
        if (wanted.isGone()) {
            state.forget();
        }
    }

    /** What is about to be done must be kept before it is done: nothing more until then. */
    boolean isUnkept() {
        return unkept;
    }

    /** What a person should know though everything possible was done; {@code null} for nothing. */
    String problem() {
        return problem;
    }

    /** The server's user of {@link #login()}. */
    void found(ObjectNode user) {
        users.put(login, Optional.of(user));
    }

    void absent() {
        users.put(login, Optional.empty());
    }

    /** A new user, without a password. */
    ObjectNode creation() {
        return wanted.creation(login);
    }

    /** @param user as the server shows it, or {@code null} when it shows nothing */
    void created(JsonNode user) {
        ObjectNode made = user instanceof ObjectNode shown && shown.hasNonNull("login") ? shown : creation();
        users.put(login, Optional.of(made));
        state.userIs(made);
        state.did(now, "created", login, null, null);
    }

    void changed() {
        ObjectNode user = users.get(login).orElseThrow();
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        change.fieldNames().forEachRemaining(field -> before.set(field, user.path(field)));
        String what = "changed";
        if (change.has(ACTIVE)) {
            what = change.path(ACTIVE).asBoolean() ? "enabled" : "disabled";
            // said is not done: looked at again
            users.remove(login);
        } else {
            user.setAll(change);
        }
        state.did(now, what, login, before, change);
    }

    void disconnected() {
        account().put(AccountState.DISCONNECTED, now.toString());
        state.did(now, "disconnected", login, null, null);
    }

    private ObjectNode account() {
        return accounts().stream()
                .filter(user -> AccountState.login(user).equals(login))
                .findFirst()
                .orElseThrow();
    }

    void joined() {
        users.get(login).orElseThrow().withArrayProperty("groups").addObject().put("name", group);
        state.joined(group);
        state.did(now, "joined", group, null, null);
    }

    /** @param items of the server's listing of conferences */
    void listed(JsonNode items) {
        LeftConferences left = new LeftConferences(account(), now);
        left.listed(items);
        conferences.put(login, left);
        for (String id : left.marked()) {
            if (!state.hasDone("left to its source", id)) {
                state.did(now, "left to its source", id, null, null);
            }
        }
    }

    /** Who owns the conferences of an account that was replaced; empty for those of somebody who left. */
    Optional<String> successor() {
        return state.user()
                .filter(user -> wanted.isWanted())
                .map(AccountState::login)
                .filter(other -> !other.equals(login));
    }

    /** Whether the conference in hand is to get this owner. Otherwise it is passed over. */
    boolean isToBeHandedOver(JsonNode conference, Optional<String> newOwner) {
        return conferences.get(login).weigh(conference, newOwner.filter(owner -> !owner.equalsIgnoreCase(login)));
    }

    void handedOver(String newOwner) {
        state.did(now, "handed over", conference(), TextNode.valueOf(login), TextNode.valueOf(newOwner));
        conferences.get(login).done();
    }

    /** The conference in hand is not there any more. */
    void passOver() {
        conferences.get(login).done();
    }

    void deleted() {
        users.put(login, Optional.empty());
        state.did(now, "deleted", login, null, null);
    }
}
