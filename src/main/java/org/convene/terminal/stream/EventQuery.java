package org.convene.terminal.stream;

import java.util.Set;
import java.util.stream.Collectors;
import org.convene.ops.Commas;
import org.convene.ops.Rejected;

/**
 * What a reader asks for.
 *
 * @param names  which events; empty for all
 * @param named  whether events keep their names, or all arrive as {@code message}
 * @param lastId the last event that it saw, or empty
 */
record EventQuery(Set<String> names, boolean named, String lastId) {

    /**
     * @param events the query parameter {@code events}, or null
     * @param as     the query parameter {@code as}, or null
     * @param lastId the header {@code Last-Event-ID}, or the query parameter {@code after}, or null
     */
    static EventQuery of(String events, String as, String lastId) throws Rejected {
        if (as != null && !as.equals("message") && !as.equals("event")) {
            throw Rejected.because(400, "as is event or message.");
        }
        Set<String> names = Commas.between(events).stream()
                .filter(name -> !name.equals("*"))
                .collect(Collectors.toUnmodifiableSet());
        return new EventQuery(names, !"message".equals(as), lastId == null ? "" : lastId.strip());
    }
}
