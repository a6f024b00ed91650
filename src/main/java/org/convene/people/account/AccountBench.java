package org.convene.people.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.convene.booking.Attempts;
import org.convene.booking.Bench;
import org.convene.booking.Booking;
import org.convene.booking.Change.Outcome;
import org.convene.booking.Ledger;
import org.convene.people.HandOver;
import org.convene.vendor.VendorFailure;

/** What the routes of {@code people/accounts.camel.yaml} ask and tell about the account in hand. */
@Singleton
@Named("accountBench")
public class AccountBench implements Bench {
    private static final String WORK = "conveneAccountWork";
    private static final String LOGIN = "login";
    private static final int HIGHEST_MANAGER = 5;
    private static final String LDAP = "takes its accounts from LDAP";

    private final Ledger ledger;
    private final Attempts attempts;
    private final AccountSettings settings;
    private final Clock clock;

    AccountBench(Ledger ledger, Attempts attempts, AccountSettings settings, Clock clock) {
        this.ledger = ledger;
        this.attempts = attempts;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Booking.ACCOUNT;
    }

    @Override
    public void begin(Exchange exchange, Booking booking) {
        exchange.setProperty(WORK, new AccountWork(booking, settings.rules(), clock.instant()));
    }

    /** Out: variable {@code step}, see {@link Step}, and {@code login}, {@code group} and {@code roomId} for it. */
    public void plan(Exchange exchange) throws VendorFailure {
        AccountWork work = work(exchange);
        Step step = work.next();
        exchange.setVariable("step", step.word());
        exchange.setVariable(LOGIN, work.login());
        exchange.setVariable("group", work.group());
        exchange.setVariable("roomId", step == Step.HAND_OVER ? work.conference() : "");
        exchange.getMessage().setBody(null);
    }

    /** In: the server's user. */
    public void found(Exchange exchange) throws VendorFailure {
        if (!(exchange.getMessage().getBody() instanceof ObjectNode user) || !user.hasNonNull(LOGIN)) {
            throw new VendorFailure.Down("TrueConf Server was asked for a user and answered something else");
        }
        work(exchange).found(user);
    }

    public void absent(Exchange exchange) {
        work(exchange).absent();
    }

    /** Out: the user to be made, with a password that nobody keeps. */
    public ObjectNode creation(Exchange exchange) {
        return work(exchange).creation().put("password", InitialPassword.of(settings.passwordLength()));
    }

    /** In: the new user, or nothing. */
    public void created(Exchange exchange) {
        work(exchange).created(exchange.getMessage().getBody(JsonNode.class));
    }

    /** Out: what is to be changed. */
    public ObjectNode change(Exchange exchange) {
        return work(exchange).change();
    }

    public void changed(Exchange exchange) {
        work(exchange).changed();
    }

    public void disconnected(Exchange exchange) {
        work(exchange).disconnected();
    }

    /** Out: who is to be in the group. */
    public ObjectNode member(Exchange exchange) {
        return JsonNodeFactory.instance.objectNode().put(LOGIN, work(exchange).login());
    }

    public void joined(Exchange exchange) {
        work(exchange).joined();
    }

    /** In: the server's conferences. */
    public void listed(Exchange exchange) throws VendorFailure {
        JsonNode listing = exchange.getMessage().getBody(JsonNode.class);
        if (listing.has("incomplete")) {
            throw new VendorFailure.Down("Whose conferences there are cannot be seen: "
                    + listing.path("incomplete").asText());
        }
        work(exchange).listed(listing.path("items"));
    }

    /** In: a conference as the API has it. Out: variable {@code owner}, not set when the conference is passed over. */
    public void weigh(Exchange exchange) throws SQLException {
        AccountWork work = work(exchange);
        JsonNode body = exchange.getMessage().getBody(JsonNode.class);
        JsonNode conference = body.has("conference") ? body.path("conference") : body;
        Optional<String> owner = work.successor();
        if (owner.isEmpty()) {
            owner = heir(work.booking());
        }
        boolean goes = work.isToBeHandedOver(conference, owner);
        exchange.setVariable("owner", goes ? owner.orElseThrow() : null);
    }

    /** Whom the rule of configuration names: whoever is nearest above and has an account, else the one it names. */
    private Optional<String> heir(Booking leaver) throws SQLException {
        HandOver rule = settings.rules().handOver();
        Booking person = leaver;
        for (int level = 0; rule.toManager() && person != null && level < HIGHEST_MANAGER; level++) {
            String manager = person.desired().path("manager").asText("");
            person = manager.isEmpty()
                    ? null
                    : ledger.find(Booking.ACCOUNT, manager).orElse(null);
            if (person != null && new WantedAccount(person).isWanted()) {
                Optional<ObjectNode> user = new AccountState(person.seen().json()).user();
                if (user.isPresent()) {
                    return user.map(AccountState::login);
                }
            }
        }
        return rule.login();
    }

    public void handedOver(Exchange exchange) {
        work(exchange).handedOver(exchange.getVariable("owner", String.class));
    }

    public void passOver(Exchange exchange) {
        work(exchange).passOver();
    }

    public void deleted(Exchange exchange) {
        work(exchange).deleted();
    }

    /** In step, until something changes or it is time to look again. */
    public CompletionStage<Booking> settle(Exchange exchange) {
        AccountWork work = work(exchange);
        return work.isUnkept()
                ? attempts.conclude(exchange, new Outcome.Waiting(work.booking(), Duration.ZERO))
                : settle(exchange, work.problem());
    }

    private CompletionStage<Booking> settle(Exchange exchange, String problem) {
        Booking booking = work(exchange).booking();
        boolean over = settings.isOff() || new WantedAccount(booking).isGone();
        return attempts.conclude(exchange, new Outcome.Settled(booking, over ? null : nextLook(), problem));
    }

    /** Not all at the same time. */
    private Instant nextLook() {
        Duration verify = settings.verify();
        return clock.instant()
                .plus(verify)
                .plusMillis(ThreadLocalRandom.current().nextLong(verify.toMillis() / 4 + 1));
    }

    /** One reason that holds for everybody is no matter for each: it is said, and looked at again later. */
    public CompletionStage<Booking> refused(Exchange exchange) {
        String reason = Attempts.failure(exchange).getMessage();
        return reason.contains(LDAP) ? settle(exchange, reason) : attempts.quarantine(exchange);
    }

    private static AccountWork work(Exchange exchange) {
        return exchange.getProperty(WORK, AccountWork.class);
    }
}
