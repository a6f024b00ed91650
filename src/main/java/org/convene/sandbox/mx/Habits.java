package org.convene.sandbox.mx;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the proxy and the phone system behave where time, chance or an administrator decide; set in the back office.
 *
 * @param tokenSeconds how long a token lives; an hour
 * @param keySeconds after how long tokens are signed with a new key; six hours
 * @param replyMillis how long the proxy waits for the phone system; 7 s
 * @param reconnectMillis after how long it looks for a lost phone system; a minute
 * @param writeMillis after how long it gives up on an answer and closes the connection; 20 s
 * @param callLogBlocks how many blocks of 21 calls the phone system sends before it falls silent; 0 for all
 * @param truncationChance how likely a call log stops after some block, 0 to 1
 * @param crossedReplies whether hold, unhold and clear are answered with the event of another call, if there is one
 * @param answeredCallsGone whether a call is unknown once it is answered, as the vendor's document says, unlike its code
 * @param documentedLists whether lists are as the vendor's document shows them: voicemails by id, and only missed calls
 *     say whether they were; the code sorts by time, and says it always
 * @param documentedLogout whether {@code DELETE /auth/logout} signs out too, which the document says and the code does not
 * @param refusesNotes whether a voicemail takes no note, after its mark was set
 * @param devices the user's telephones
 * @param apnTopics apps that Apple's pushes go to; one for its test system ends in ~
 * @param fcmApps apps that Google's pushes go to
 * @param bridgeExt the extension of the conference bridge
 * @param bridgeDid its number from outside
 */
record Habits(
        Integer tokenSeconds,
        Integer keySeconds,
        Integer replyMillis,
        Integer reconnectMillis,
        Integer writeMillis,
        int callLogBlocks,
        double truncationChance,
        boolean crossedReplies,
        boolean answeredCallsGone,
        boolean documentedLists,
        boolean documentedLogout,
        boolean refusesNotes,
        Set<String> devices,
        Set<String> apnTopics,
        Set<String> fcmApps,
        String bridgeExt,
        String bridgeDid) {

    Habits {
        tokenSeconds = tokenSeconds == null ? Integer.valueOf(3600) : tokenSeconds;
        keySeconds = keySeconds == null ? Integer.valueOf(6 * 3600) : keySeconds;
        replyMillis = replyMillis == null ? Integer.valueOf(7_000) : replyMillis;
        reconnectMillis = reconnectMillis == null ? Integer.valueOf(60_000) : reconnectMillis;
        writeMillis = writeMillis == null ? Integer.valueOf(20_000) : writeMillis;
        devices = sorted(devices, "deskphone", "sipPhone", "softphone");
        apnTopics = sorted(apnTopics, "com.example.phone.voip", "com.example.phone.voip~");
        fcmApps = sorted(fcmApps, "com.example.phone");
        bridgeExt = bridgeExt == null ? "7000" : bridgeExt;
        bridgeDid = bridgeDid == null ? "74995550170" : bridgeDid;
    }

    private static Set<String> sorted(Set<String> told, String... otherwise) {
        return Collections.unmodifiableSet(new TreeSet<>(told == null ? Set.of(otherwise) : told));
    }

    static Habits standard() {
        return new Habits(
                null, null, null, null, null, 0, 0, false, false, false, false, false, null, null, null, null, null);
    }

    /** What is wrong with them, or null. */
    String problem() {
        if (tokenSeconds < 1 || keySeconds < 1 || writeMillis < 1) {
            return "tokenSeconds, keySeconds and writeMillis are positive";
        }
        if (replyMillis < 0 || reconnectMillis < 0 || callLogBlocks < 0) {
            return "replyMillis, reconnectMillis and callLogBlocks are not negative";
        }
        return truncationChance >= 0 && truncationChance <= 1 ? null : "truncationChance is between 0 and 1";
    }
}
