package org.convene.calendar.dav;

import java.util.Map;

/** Takes a published calendar apart: what reads iCalendar does this, and this package does not. */
@FunctionalInterface
public interface FeedParts {
    /**
     * @param feed the whole iCalendar stream
     * @return UID to a complete calendar object of that UID
     * @throws Exception whose message says what is wrong with the feed
     */
    Map<String, String> split(String feed) throws Exception;
}
