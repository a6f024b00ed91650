package org.convene.join;

import java.sql.SQLException;

/** Decides what a click on the link of a calendar event comes to. */
public interface MeetingDoor {
    /**
     * @param key       how the event is called in the ledger
     * @param looksOnly whether nobody is behind the click
     */
    Visit visit(String key, boolean looksOnly) throws SQLException;
}
