package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code GET /backoffice/state} tells: conferences and users as the API shows them, tokens by name only, and
 * what was heard.
 */
record StateView(
        List<? extends JsonNode> conferences,
        List<? extends JsonNode> users,
        List<Group> groups,
        List<TokenView> tokens,
        Habits habits,
        Map<String, Long> counters) {

    record TokenView(String name, Set<String> scopes, Instant expiresAt, boolean live) {

        static TokenView of(Token token, Instant now) {
            return new TokenView(token.name(), new TreeSet<>(token.scopes()), token.expiresAt(), token.live(now));
        }
    }

    static StateView of(
            Snapshot state, ConferenceView conferences, People people, Instant now, Map<String, Long> counters) {
        return new StateView(
                state.conferences().stream().map(conferences::json).toList(),
                state.users().stream().map(people::user).toList(),
                state.groups(),
                state.tokens().stream().map(token -> TokenView.of(token, now)).toList(),
                state.habits(),
                counters);
    }
}
