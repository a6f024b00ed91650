package org.convene.people.scim;

import java.util.ArrayList;
import java.util.List;

/**
 * A filter as far as the database can answer it.
 *
 * @param sql   of a row {@code r}; every value is bound
 * @param exact whether it finds exactly what was asked for; else more than that, never less
 */
record Condition(String sql, List<Object> values, boolean exact) {
    static final Condition EVERYTHING = new Condition("1 = 1", List.of(), true);
    static final Condition NOTHING = new Condition("1 = 0", List.of(), true);
    /** The database cannot tell. */
    static final Condition UNKNOWN = new Condition("1 = 1", List.of(), false);

    static Condition exactly(String sql, Object... values) {
        return new Condition(sql, List.of(values), true);
    }

    Condition and(Condition other) {
        return joined(" and ", other);
    }

    Condition or(Condition other) {
        return joined(" or ", other);
    }

    /** What is left out of more than was asked for may be asked for. */
    Condition not() {
        return exact ? new Condition("not (" + sql + ")", values, true) : UNKNOWN;
    }

    private Condition joined(String word, Condition other) {
        List<Object> both = new ArrayList<>(values);
        both.addAll(other.values);
        return new Condition("(" + sql + word + other.sql + ")", both, exact && other.exact);
    }
}
