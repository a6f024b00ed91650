package org.convene.people.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.convene.people.KnownPerson;

/** What a person's account should be, by {@code routes/people/person.to-account.jq}, which integrators may edit. */
@Singleton
public class AccountMapping {
    private final ProducerTemplate routes;

    AccountMapping(ProducerTemplate routes) {
        this.routes = routes;
    }

    /** {@code {login, name, …, active, groups: [names]}}; nothing for whoever is to have none. */
    public Optional<ObjectNode> account(KnownPerson person) {
        ObjectNode attributes = person.attributes().deepCopy().put("active", person.active());
        JsonNode mapped = routes.requestBody("direct:people.map-account", attributes, JsonNode.class);
        return mapped instanceof ObjectNode account ? Optional.of(account) : Optional.empty();
    }
}
