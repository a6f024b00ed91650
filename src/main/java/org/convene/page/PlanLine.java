package org.convene.page;

import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.List;
import org.convene.people.plan.Plan;

/**
 * A plan in a line.
 *
 * @param tone  how its state is coloured
 * @param grave that nothing happens until somebody looks at it
 */
@TemplateData
public record PlanLine(
        long no,
        String title,
        String when,
        List<String> facts,
        String state,
        String tone,
        String reason,
        boolean grave,
        long leavers) {

    static PlanLine of(Plan plan, PageTimes times) {
        List<String> facts = new ArrayList<>();
        facts.add(plan.whole() ? "everybody" : "changes");
        facts.add(plan.heard() + " people read");
        facts.add(plan.changes() + " changes");
        if (plan.leavers() > 0) {
            facts.add(plan.leavers() + " leave");
        }
        if (plan.applied() > 0) {
            facts.add(plan.applied() + " done");
        }
        if (plan.decidedBy() != null) {
            facts.add("by " + plan.decidedBy());
        }
        return new PlanLine(
                plan.no(),
                plan.source() + ", " + plan.origin(),
                times.lately(plan.beganAt()),
                facts,
                plan.state().word(),
                switch (plan.state()) {
                    case APPLIED -> "ready";
                    case UNCHANGED, DROPPED -> "cancelled";
                    case HELD, BROKEN, DRIFTED -> "failed";
                    case READING, WAITING, APPLYING -> "pending";
                },
                plan.reason(),
                plan.state() == Plan.State.HELD,
                plan.leavers());
    }
}
