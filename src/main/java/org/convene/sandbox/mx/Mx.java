package org.convene.sandbox.mx;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The phone system's memory. Records are immutable and every method is one synchronized step, so that a snapshot taken on
 * another thread is a moment that really was.
 */
final class Mx {

    private final Clock clock;
    private final Runnable changed;

    private final Map<String, Contact> contacts = new LinkedHashMap<>();
    private final List<Service> services = new ArrayList<>();
    private final Map<Long, Call> calls = new LinkedHashMap<>();
    private final List<LoggedCall> callLog = new ArrayList<>();
    private final Map<String, Voicemail> voicemails = new LinkedHashMap<>();
    private final Map<String, Conference> conferences = new LinkedHashMap<>();
    private final Set<PushToken> pushTokens = new LinkedHashSet<>();
    private CallMode callMode;
    private long lastNumber;
    private Habits habits;

    /** @param changed told after every change; must be quick */
    Mx(Clock clock, Snapshot before, Runnable changed) {
        this.clock = clock;
        this.changed = changed;
        load(before);
    }

    Instant now() {
        return clock.instant();
    }

    /** As lists of the proxy are: by extension, as texts, so that 100 comes before 20. */
    synchronized List<Contact> contacts() {
        return contacts.values().stream()
                .sorted(java.util.Comparator.comparing(contact -> contact.ext() == null ? "" : contact.ext()))
                .toList();
    }

    /** Somebody with this number, inside or outside. */
    synchronized Optional<Contact> contact(String number) {
        String digits = digits(number);
        return contacts.values().stream()
                .filter(contact -> number.equals(contact.ext())
                        || digits.length() > 6
                                && (digits.equals(digits(contact.cellPhone()))
                                        || digits.equals(digits(contact.did()))
                                        || digits.equals(digits(contact.homePhone()))))
                .findFirst();
    }

    private static String digits(String number) {
        return number == null ? "" : number.replaceAll("\\D", "");
    }

    synchronized void put(Contact contact) {
        contacts.put(contact.jid(), contact);
        changed.run();
    }

    synchronized boolean removeContact(String jid) {
        boolean was = contacts.remove(jid) != null;
        changed.run();
        return was;
    }

    synchronized List<Service> services() {
        return List.copyOf(services);
    }

    synchronized void leaveNoServices() {
        services.clear();
        changed.run();
    }

    synchronized CallMode callMode() {
        return callMode;
    }

    synchronized void callMode(CallMode mode) {
        callMode = mode;
        changed.run();
    }

    /** A number that nothing else has. */
    synchronized long nextNumber() {
        return ++lastNumber;
    }

    /** The name of a new call for the log, in the phone system's form: hexadecimal, after its serial number. */
    synchronized String nextGcid() {
        return "%s-00-0000D-%X".formatted(Samples.SERIAL, nextNumber());
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls.values());
    }

    synchronized Optional<Call> call(long id) {
        return Optional.ofNullable(calls.get(id));
    }

    synchronized void put(Call call) {
        calls.put(call.id(), call);
        changed.run();
    }

    synchronized Optional<Call> change(long id, UnaryOperator<Call> change) {
        Call after = calls.computeIfPresent(id, (same, before) -> change.apply(before));
        changed.run();
        return Optional.ofNullable(after);
    }

    synchronized Optional<Call> end(long id) {
        Call gone = calls.remove(id);
        changed.run();
        return Optional.ofNullable(gone);
    }

    /**
     * The log from a moment on, by record.
     *
     * @param since unix seconds; a call counts by its end
     */
    synchronized List<LoggedCall> callLog(long since) {
        return callLog.stream()
                .filter(leg -> leg.disconnectTimestamp() >= since)
                .toList();
    }

    synchronized int logged() {
        return callLog.size();
    }

    synchronized List<LoggedCall> lastLogged(int count) {
        return List.copyOf(callLog.subList(Math.max(0, callLog.size() - count), callLog.size()));
    }

    synchronized void log(List<LoggedCall> legs) {
        callLog.addAll(legs);
        changed.run();
    }

    synchronized int forgetCallLog() {
        int had = callLog.size();
        callLog.clear();
        changed.run();
        return had;
    }

    synchronized List<Voicemail> voicemails() {
        return List.copyOf(voicemails.values());
    }

    synchronized Optional<Voicemail> voicemail(String id) {
        return Optional.ofNullable(voicemails.get(id));
    }

    synchronized void put(Voicemail voicemail) {
        voicemails.put(voicemail.id(), voicemail);
        changed.run();
    }

    synchronized Optional<Voicemail> changeVoicemail(String id, UnaryOperator<Voicemail> change) {
        Voicemail after = voicemails.computeIfPresent(id, (same, before) -> change.apply(before));
        changed.run();
        return Optional.ofNullable(after);
    }

    synchronized boolean removeVoicemail(String id) {
        boolean was = voicemails.remove(id) != null;
        changed.run();
        return was;
    }

    synchronized List<Conference> conferences() {
        return List.copyOf(conferences.values());
    }

    synchronized Optional<Conference> conference(String id) {
        return Optional.ofNullable(conferences.get(id));
    }

    synchronized void put(Conference conference) {
        conferences.put(conference.id(), conference);
        changed.run();
    }

    synchronized boolean removeConference(String id) {
        boolean was = conferences.remove(id) != null;
        changed.run();
        return was;
    }

    synchronized List<PushToken> pushTokens() {
        return List.copyOf(pushTokens);
    }

    synchronized void put(PushToken token) {
        pushTokens.add(token);
        changed.run();
    }

    synchronized boolean remove(PushToken token) {
        boolean was = pushTokens.remove(token);
        changed.run();
        return was;
    }

    synchronized Habits habits() {
        return habits;
    }

    synchronized void behave(Habits newHabits) {
        habits = newHabits;
        changed.run();
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(
                List.copyOf(contacts.values()),
                services(),
                callMode,
                calls(),
                List.copyOf(callLog),
                voicemails(),
                conferences(),
                pushTokens(),
                lastNumber,
                habits);
    }

    /** A new phone system again. */
    synchronized void reset() {
        contacts.clear();
        services.clear();
        calls.clear();
        callLog.clear();
        voicemails.clear();
        conferences.clear();
        pushTokens.clear();
        load(Samples.first(clock.instant()));
        changed.run();
    }

    private void load(Snapshot snapshot) {
        snapshot.contacts().forEach(contact -> contacts.put(contact.jid(), contact));
        services.addAll(snapshot.services());
        callMode = snapshot.callMode();
        snapshot.calls().forEach(call -> calls.put(call.id(), call));
        callLog.addAll(snapshot.callLog());
        snapshot.voicemails().forEach(voicemail -> voicemails.put(voicemail.id(), voicemail));
        snapshot.conferences().forEach(conference -> conferences.put(conference.id(), conference));
        pushTokens.addAll(snapshot.pushTokens());
        lastNumber = snapshot.lastNumber();
        habits = snapshot.habits();
    }
}
