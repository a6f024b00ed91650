package org.convene.document;

import java.util.ArrayList;
import java.util.List;

/** Collects violations in the order of the document; counts all of them, keeps only as many as a person would read. */
public final class Violations {

    /** How many violations are kept; the others are only counted. */
    public static final int KEPT = 100;

    private final List<Violation> kept = new ArrayList<>();
    private int total;

    public void add(Violation violation) {
        total++;
        if (kept.size() < KEPT) {
            kept.add(violation);
        }
    }

    /** The first violations, at most {@link #KEPT}. */
    public List<Violation> kept() {
        return List.copyOf(kept);
    }

    /** How many there were in all. */
    public int total() {
        return total;
    }

    public boolean isEmpty() {
        return total == 0;
    }
}
