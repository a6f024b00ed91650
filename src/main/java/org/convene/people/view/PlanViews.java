package org.convene.people.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.api.Caller;
import org.convene.ops.Answers;
import org.convene.ops.PageLimit;
import org.convene.ops.Rejected;
import org.convene.page.PageTimes;
import org.convene.people.directory.ChangeStatements.Kept;
import org.convene.people.plan.Plan;
import org.convene.people.plan.Plan.State;
import org.convene.people.plan.Plans;

/** Plans as the API shows them, and what somebody says becomes of them. */
@Singleton
@Named("planViews")
public class PlanViews {
    private final Plans plans;
    private final PeopleViews people;
    private final PageTimes times;

    public PlanViews(Plans plans, PeopleViews people, PageTimes times) {
        this.plans = plans;
        this.people = people;
        this.times = times;
    }

    /** In: headers {@code before}, {@code limit}. Out: {@code {items, next}}, the newest first. */
    public String list(Exchange exchange) throws SQLException, Rejected {
        Message query = exchange.getMessage();
        int limit = PageLimit.of(query);
        List<Plan> page = plans.list(Numbers.of(query, "before", Long.MAX_VALUE), limit);
        ObjectNode answer = Answers.items(page, this::view);
        if (page.size() == limit) {
            answer.put("next", page.get(page.size() - 1).no());
        }
        return Answers.json(exchange, 200, answer);
    }

    /** In: headers {@code no}, {@code after}, {@code limit}. Out: the plan and some of its changes: {@code {..., items, next}}. */
    public String read(Exchange exchange) throws SQLException, Rejected {
        Message query = exchange.getMessage();
        Plan plan = existing(query);
        int limit = PageLimit.of(query);
        List<Kept> changes = plans.changes(plan.no(), Numbers.of(query, "after", 0), limit);
        ObjectNode view = view(plan);
        ArrayNode items = view.putArray("items");
        changes.forEach(kept -> items.add(people.change(kept)));
        if (changes.size() == limit) {
            view.put("next", changes.get(changes.size() - 1).no());
        }
        return Answers.json(exchange, 200, view);
    }

    /** In: headers {@code no} and, of a plan that is held, {@code leavers}: how many are meant to leave. Out: the plan. */
    public String apply(Exchange exchange) throws SQLException, Rejected {
        Message query = exchange.getMessage();
        Plan plan = existing(query);
        if (plan.state() == State.HELD && Numbers.of(query, "leavers", Long.MAX_VALUE) != plan.leavers()) {
            throw Rejected.because(
                    409,
                    "This plan is held: " + plan.reason() + ". Say leavers=" + plan.leavers() + " if that is meant.");
        }
        Plan applied = plans.apply(plan.no(), Caller.of(exchange)).orElseThrow(() -> closed(plan));
        return Answers.json(exchange, applied.state() == State.APPLIED ? 200 : 409, view(applied));
    }

    /** In: header {@code no}. Out: the plan, which nobody will apply any more. */
    public String drop(Exchange exchange) throws SQLException, Rejected {
        Plan plan = existing(exchange.getMessage());
        if (!plans.drop(plan.no(), Caller.of(exchange))) {
            throw closed(plan);
        }
        return Answers.json(exchange, 200, view(existing(exchange.getMessage())));
    }

    private static Rejected closed(Plan plan) {
        return Rejected.because(409, "Plan " + plan.no() + " is " + plan.state().word() + " already.");
    }

    private Plan existing(Message query) throws SQLException, Rejected {
        long no = Numbers.of(query, "no");
        return plans.find(no).orElseThrow(() -> Rejected.because(404, "There is no plan " + no + "."));
    }

    /** A plan without its changes. */
    public ObjectNode view(Plan plan) {
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("no", plan.no())
                .put("source", plan.source())
                .put("origin", plan.origin())
                .put("whole", plan.whole())
                .put("state", plan.state().word());
        put(view, "reason", plan.reason());
        view.put("heard", plan.heard())
                .put("known", plan.known())
                .put("leavers", plan.leavers())
                .put("changes", plan.changes())
                .put("applied", plan.applied());
        put(view, "digest", plan.digest());
        put(view, "decidedBy", plan.decidedBy());
        view.put("beganAt", times.local(plan.beganAt()).toString());
        if (plan.endedAt() != null) {
            view.put("endedAt", times.local(plan.endedAt()).toString());
        }
        return view;
    }

    private static void put(ObjectNode view, String field, String text) {
        if (text != null) {
            view.put(field, text);
        }
    }
}
