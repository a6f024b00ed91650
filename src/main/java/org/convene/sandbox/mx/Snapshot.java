package org.convene.sandbox.mx;

import java.util.List;

/** Everything the phone system remembers, at one moment; the content of the state file. The proxy's memory is not in it. */
record Snapshot(
        List<Contact> contacts,
        List<Service> services,
        CallMode callMode,
        List<Call> calls,
        List<LoggedCall> callLog,
        List<Voicemail> voicemails,
        List<Conference> conferences,
        List<PushToken> pushTokens,
        long lastNumber,
        Habits habits) {}
