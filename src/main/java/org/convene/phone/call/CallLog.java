package org.convene.phone.call;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.convene.phone.call.LogCursor.Answer;
import org.convene.phone.call.LogCursor.Question;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the routes of {@code phone/calls.camel.yaml} ask and tell about the call log. A log belongs to the user of the phone
 * system as whom the hub is signed in; records are numbered there.
 */
@Singleton
@Named("callLog")
public class CallLog {
    private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);
    private static final int AT_ONCE = 500;
    private static final int LONGEST_USER = 60;
    private static final int MOST_COMPLAINED = 1000;
    private static final String QUESTION = "callLog.question";

    private final CallKeeper keeper;
    private final CallSettings settings;
    private final CallMetrics metrics;
    private final Clock clock;
    /** Entries that cannot be read, as far as they are remembered: each is told once, though it is answered again. */
    private final Set<Integer> complained = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > MOST_COMPLAINED;
        }
    });

    private volatile String user;

    public CallLog(CallKeeper keeper, CallSettings settings, CallMetrics metrics, Clock clock) {
        this.keeper = keeper;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Whether it is not known yet whose log it is. */
    public boolean isStranger() {
        return user == null;
    }

    /** In: {@code {mx, ext, jid}}, who the hub is at the phone system. */
    public void introduce(Exchange exchange) {
        JsonNode self = exchange.getMessage().getBody(JsonNode.class);
        String jid = self.path("jid").asText("");
        String name = jid.isEmpty()
                ? self.path("mx").asText("") + "/" + self.path("ext").asText("")
                : jid;
        user = LogEntry.cleaned(name, LONGEST_USER);
    }

    /** Out: variable {@code since}, in seconds since 1970, or none for everything. */
    public void ask(Exchange exchange) throws SQLException {
        Instant now = clock.instant();
        LogCursor cursor = keeper.cursor(name());
        Question question = cursor.next(now, settings);
        if (question.whole()) {
            keeper.moved(name(), cursor.asking(question, now));
        }
        exchange.setProperty(QUESTION, question);
        exchange.removeVariable("since");
        question.since().ifPresent(since -> exchange.setVariable("since", String.valueOf(since.getEpochSecond())));
        exchange.getMessage().setBody(null);
        metrics.sure(cursor.sureAt());
    }

    /** In: the entries as the phone system tells them. All are kept before the next question is moved forward. */
    public void keep(Exchange exchange) throws SQLException {
        JsonNode entries = exchange.getMessage().getBody(JsonNode.class);
        Question question = exchange.getProperty(QUESTION, Question.class);
        exchange.getMessage().setBody(null);
        Reader reader = new Reader(entries.size());
        for (JsonNode entry : entries) {
            reader.read(entry);
        }
        reader.flush();
        metrics.answered(entries.size(), reader.added, reader.unreadable);
        if (reader.unreadable > 0) {
            LOG.warn("{} entries of the call log cannot be read and are left out", reader.unreadable);
        }
        moveOn(question, entries.size(), reader);
    }

    private void moveOn(Question question, int entries, Reader reader) throws SQLException {
        Instant now = clock.instant();
        LogCursor cursor = keeper.cursor(name());
        boolean multiple = entries > 0 && entries % LogCursor.BLOCK == 0;
        // a log that may have been cut says nothing about what is not in it
        Optional<Instant> least = multiple
                ? Optional.empty()
                : question.since()
                        .filter(since -> !question.whole())
                        .or(() -> cursor.certain().map(at -> at.minus(settings.overlap())));
        int absent = least.isEmpty() ? 0 : keeper.absent(user, least.get(), reader.records());
        Answer answer = new Answer(entries, reader.newest, absent);
        if (answer.isMultiple()) {
            metrics.mayBeCut();
            LOG.info("The call log may have been cut at {} entries, and is asked for again", entries);
        }
        if (absent > 0) {
            metrics.absent(absent);
            LOG.info("{} known entries are not in the call log, and it is asked for again", absent);
        }
        LogCursor moved = cursor.after(question, answer, now, settings.overlap());
        keeper.moved(name(), moved);
        metrics.sure(moved.sureAt());
    }

    private String name() {
        return "log " + user;
    }

    /** Goes through one answer. */
    private final class Reader {
        private final List<Leg> portion = new ArrayList<>(AT_ONCE);
        private final long[] records;
        private int read;
        private int added;
        private int unreadable;
        private Optional<Instant> newest = Optional.empty();

        private Reader(int entries) {
            records = new long[entries];
        }

        private void read(JsonNode entry) throws SQLException {
            Optional<Leg> leg = LogEntry.read(entry, user);
            if (leg.isEmpty()) {
                unreadable += complained.add(entry.hashCode()) ? 1 : 0;
                return;
            }
            records[read++] = leg.get().record();
            leg.get()
                    .disconnectedAt()
                    .filter(end -> newest.isEmpty() || end.isAfter(newest.get()))
                    .ifPresent(end -> newest = Optional.of(end));
            portion.add(leg.get());
            if (portion.size() == AT_ONCE) {
                flush();
            }
        }

        private void flush() throws SQLException {
            added += keeper.keep(user, portion).added();
            portion.clear();
        }

        private long[] records() {
            long[] sorted = Arrays.copyOf(records, read);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
