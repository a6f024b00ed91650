package org.convene.ops;

import org.apache.camel.Message;

/** The query parameter {@code limit}: how many items a page holds at most. */
public final class PageLimit {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private PageLimit() {}

    public static int of(Message query) throws Rejected {
        String limit = query.getHeader("limit", String.class);
        if (limit == null) {
            return USUAL;
        }
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw Rejected.because(400, "limit is a number from 1 to " + MOST + ".");
    }
}
