package org.convene.people.view;

import org.apache.camel.Message;
import org.convene.ops.Rejected;

/** Whole numbers in addresses and queries. */
final class Numbers {
    private Numbers() {}

    static long of(Message query, String name) throws Rejected {
        return of(query, name, -1);
    }

    static long of(Message query, String name, long otherwise) throws Rejected {
        String text = query.getHeader(name, String.class);
        if (text == null && otherwise >= 0) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(String.valueOf(text));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw Rejected.because(400, name + " is a whole number.");
    }
}
