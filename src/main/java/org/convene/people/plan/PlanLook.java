package org.convene.people.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.convene.audit.Look;

/** What the audit says of a plan that somebody decides about; what it changes of people is in their history. */
@Singleton
class PlanLook implements Look {
    private static final Set<String> DECISIONS = Set.of("api.apply-people-plan", "api.drop-people-plan");

    private final Plans plans;

    PlanLook(Plans plans) {
        this.plans = plans;
    }

    @Override
    public boolean sees(String operation) {
        return DECISIONS.contains(operation);
    }

    @Override
    public JsonNode at(Request request) throws SQLException {
        String no = request.parameter("no");
        Optional<Plan> plan =
                no != null && no.matches("[0-9]{1,18}") ? plans.find(Long.parseLong(no)) : Optional.empty();
        return plan.map(known -> JsonNodeFactory.instance
                        .objectNode()
                        .put("source", known.source())
                        .put("state", String.valueOf(known.state()))
                        .put("changes", known.changes())
                        .put("applied", known.applied())
                        .put("digest", known.digest()))
                .orElse(null);
    }
}
