package org.convene.sandbox.mx;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What {@code GET /backoffice/state} tells: everything but the call log, which may be long, and what was heard.
 *
 * @param connectedSince since when the proxy hears the phone system; null while it does not
 * @param logged how many entries the call log has
 */
record StateView(
        Instant connectedSince,
        Instant backAt,
        CallMode callMode,
        List<Call> calls,
        int logged,
        List<Voicemail> voicemails,
        List<Conference> conferences,
        List<Contact> contacts,
        List<Service> services,
        List<PushToken> pushTokens,
        Habits habits,
        Map<String, Long> counters) {

    static StateView of(Mx mx, Proxy proxy, Map<String, Long> counters) {
        Snapshot state = mx.snapshot();
        return new StateView(
                proxy.connectedSince().orElse(null),
                proxy.backAt().orElse(null),
                state.callMode(),
                state.calls(),
                state.callLog().size(),
                state.voicemails(),
                state.conferences(),
                state.contacts(),
                state.services(),
                state.pushTokens(),
                state.habits(),
                counters);
    }
}
