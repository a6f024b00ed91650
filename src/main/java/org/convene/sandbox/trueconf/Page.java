package org.convene.sandbox.trueconf;

import java.util.List;

/**
 * Which stretch of a list is wanted. Pages count from 1, and 0 is the first one as well: a client that begins at 0
 * meets it twice (trueconf-server.md B2.2).
 */
record Page(int id, int size) {

    private static final int USUAL = 20;
    private static final int MOST = 1000;

    static Page of(Heard heard) {
        return new Page(Math.max(1, number(heard, "page_id", 1)), number(heard, "page_size", USUAL));
    }

    private static int number(Heard heard, String name, int otherwise) {
        String text = heard.query(name).orElse(String.valueOf(otherwise));
        int least = name.equals("page_id") ? 0 : 1;
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return name.equals("page_size") ? Math.min(MOST, number) : number;
            }
        } catch (NumberFormatException notANumber) {
            // told below, as for a number out of range
        }
        throw Refusal.invalid(Trouble.at(name, "invalidParameter", name + " should be a number from " + least + "."));
    }

    <T> List<T> of(List<T> all) {
        return all.stream().skip((id - 1L) * size).limit(size).toList();
    }

    /** What follows this page; -1 when nothing does. */
    int next(List<?> all) {
        return (long) id * size < all.size() ? id + 1 : -1;
    }
}
