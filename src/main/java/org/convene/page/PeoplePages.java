package org.convene.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.api.Caller;
import org.convene.ops.Rejected;
import org.convene.people.KnownPerson;
import org.convene.people.account.AccountViews;
import org.convene.people.directory.Directory;
import org.convene.people.directory.KnownPeople;
import org.convene.people.directory.KnownPeople.Search;
import org.convene.people.directory.PersonRecord;
import org.convene.people.plan.Plan;
import org.convene.people.plan.Plans;
import org.convene.people.reading.Readings;
import org.convene.people.view.PeopleViews;

/** The pages about people: who is known and from where, what waits for somebody, and what readings of sources came to. */
@Singleton
@Named("peoplePages")
public class PeoplePages {
    private static final int LAST_PLANS = 10;
    private static final int MOST_CHANGES = 200;
    private static final int MOST_UNCLEAR = 50;
    private static final int MOST_HISTORY = 50;

    private final KnownPeople people;
    private final Directory directory;
    private final Plans plans;
    private final Readings readings;
    private final AccountViews accounts;
    private final PageTimes times;
    private final Template list;
    private final Template person;
    private final Template plan;

    public PeoplePages(
            KnownPeople people,
            Directory directory,
            Plans plans,
            Readings readings,
            AccountViews accounts,
            PageTimes times,
            @Location("people.html") Template list,
            @Location("person.html") Template person,
            @Location("people-plan.html") Template plan) {
        this.people = people;
        this.directory = directory;
        this.plans = plans;
        this.readings = readings;
        this.accounts = accounts;
        this.times = times;
        this.list = list;
        this.person = person;
        this.plan = plan;
    }

    /** In: the same headers as the API. Out: the page of people, unclear records and plans. */
    public void list(Exchange exchange) throws SQLException, Rejected {
        Message query = exchange.getMessage();
        Search search = PeopleViews.search(query);
        List<PersonRecord> unclear = directory.unclear(MOST_UNCLEAR);
        List<KnownPerson> candidates = people.find(unclear.stream()
                .flatMap(one -> one.candidates().stream())
                .distinct()
                .toList());
        Pages.show(
                exchange,
                200,
                list,
                PeoplePage.of(
                        search,
                        people.counts(),
                        people.find(search),
                        UnclearRecords.of(unclear, candidates),
                        readings.last(),
                        plans.list(Long.MAX_VALUE, LAST_PLANS).stream()
                                .map(one -> PlanLine.of(one, times))
                                .toList()));
    }

    /** In: header {@code id}. Out: the page of one person. */
    public void person(Exchange exchange) throws SQLException, Rejected {
        String id = exchange.getMessage().getHeader("id", "", String.class);
        KnownPerson known = people.find(id)
                .orElseThrow(() -> Rejected.because(404, "There is no person '" + Rejected.quoted(id) + "'."));
        Pages.show(
                exchange,
                200,
                person,
                PersonPage.of(
                        known,
                        people.records(id),
                        people.names(id),
                        AccountPart.of(accounts.view(id).orElse(null), times),
                        people.history(id, MOST_HISTORY),
                        times));
    }

    /** In: header {@code no}. Out: the page of a plan, with its buttons for whoever may press them. */
    public void plan(Exchange exchange) throws SQLException, Rejected {
        String no = exchange.getMessage().getHeader("no", "", String.class);
        Plan found = no.matches("[0-9]{1,18}") ? plans.find(Long.parseLong(no)).orElse(null) : null;
        if (found == null) {
            throw Rejected.because(404, "There is no plan '" + Rejected.quoted(no) + "'.");
        }
        Pages.show(
                exchange,
                200,
                plan,
                PeoplePlanPage.of(
                        PlanLine.of(found, times),
                        plans.changes(found.no(), 0, MOST_CHANGES),
                        found.changes() > MOST_CHANGES,
                        found.isOpen() && Caller.mayOperate(exchange)));
    }

    /** In: variable {@code no}. After a button the browser loads the page anew, so that reloading it presses nothing again. */
    public void decided(Exchange exchange) {
        Pages.seeOther(exchange, "/people/plans/" + Addresses.escaped(exchange.getVariable("no", String.class)));
    }

    public void assigned(Exchange exchange) {
        Pages.seeOther(exchange, "/people#unclear");
    }
}
