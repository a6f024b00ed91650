package org.convene.calendar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.convene.calendar.dav.CalendarCollection;
import org.convene.calendar.dav.Changes;

/** One turn at a calendar, or a rehearsal of one ({@code plan}) that stores and writes nothing. */
final class Sync {
    private final CalendarSettings calendar;
    private final CalendarCollection collection;
    private final CalendarTurn.Status before;
    private final boolean plan;
    private final ArrayNode planned = JsonNodeFactory.instance.arrayNode();
    private Changes changes;
    private Map<String, String> etags = Map.of();
    private Set<String> vanished = Set.of();
    private List<Reading> batch = List.of();
    private Reading reading;
    private String note;

    Sync(CalendarSettings calendar, CalendarCollection collection, CalendarTurn.Status before, boolean plan) {
        this.calendar = calendar;
        this.collection = collection;
        this.before = before;
        this.plan = plan;
    }

    CalendarSettings calendar() {
        return calendar;
    }

    CalendarCollection collection() {
        return collection;
    }

    CalendarTurn.Status before() {
        return before;
    }

    boolean isPlan() {
        return plan;
    }

    ArrayNode planned() {
        return planned;
    }

    Changes changes() {
        return changes;
    }

    /** @param known ETags by address */
    void changesAre(Changes told, Map<String, String> known) {
        changes = told;
        etags = known;
        vanished = new TreeSet<>(told.whole() ? known.keySet() : told.gone());
        vanished.removeAll(told.present().keySet());
        vanished.retainAll(known.keySet());
    }

    /** Addresses of events that are new or have another ETag than we know. */
    List<String> changed() {
        return changes.present().keySet().stream().filter(this::isChanged).toList();
    }

    boolean isChanged(String href) {
        String told = changes.present().get(href);
        return told != null && !told.equals(etags.get(href));
    }

    Collection<String> vanished() {
        return vanished;
    }

    /** How many of the calendar's events vanished that nobody should believe; 0 when that is fine. */
    int held() {
        boolean empty = changes.whole() && changes.present().isEmpty() && !etags.isEmpty();
        boolean tooMany = calendar.deletions().isExceeded(vanished.size(), etags.size());
        return !before.believed() && (empty || tooMany) ? vanished.size() : 0;
    }

    void batchIs(List<Reading> readings) {
        batch = readings;
    }

    List<Reading> batch() {
        return batch;
    }

    void readingIs(Reading one) {
        reading = one;
    }

    Reading reading() {
        return reading;
    }

    /** Something that is not right, and holds nothing up. */
    void noted(String words) {
        note = words;
    }

    Optional<String> note() {
        return Optional.ofNullable(note);
    }
}
