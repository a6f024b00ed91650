package org.convene.people.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.ops.Answers;
import org.convene.ops.Rejected;

/** A person's account for people to look at. */
@Singleton
@Named("accountViews")
public class AccountViews {
    private final Ledger ledger;
    private final AccountSettings settings;

    AccountViews(Ledger ledger, AccountSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /** In: header {@code id}, a person. Out: the account, as below. */
    public String read(Exchange exchange) throws SQLException, Rejected {
        String person = exchange.getMessage().getHeader("id", "", String.class);
        ObjectNode view = view(person)
                .orElseThrow(() -> Rejected.because(
                        404, "'" + Rejected.quoted(person) + "' neither has an account nor is to have one."));
        return Answers.json(exchange, 200, view);
    }

    /**
     * {@code {person, vendor, mode, state, wanted, login, formerLogins, differs: [{field, is, wanted}], done: [{at, what,
     * object, before, after}], problem, updatedAt}}; nothing for whoever neither has nor is to have an account. The state is
     * {@code pending}, {@code ready} or {@code failed}.
     */
    public Optional<ObjectNode> view(String person) throws SQLException {
        return ledger.find(Booking.ACCOUNT, person).map(this::view);
    }

    private ObjectNode view(Booking booking) {
        WantedAccount wanted = new WantedAccount(booking);
        AccountState state = new AccountState(booking.seen().json());
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("person", booking.id())
                .put("vendor", booking.vendor())
                .put("mode", settings.rules().mode().name().toLowerCase(Locale.ROOT))
                .put("state", booking.state())
                .put("wanted", wanted.isWanted());
        view.put("login", state.user().map(AccountState::login).orElse(null));
        state.formerList().forEach(one -> view.withArrayProperty("formerLogins").add(AccountState.login(one)));
        view.set("differs", state.differs().isMissingNode() ? view.arrayNode() : state.differs());
        view.set("done", state.done().isMissingNode() ? view.arrayNode() : state.done());
        return view.put("problem", booking.problem())
                .put("updatedAt", booking.updatedAt().toString());
    }
}
