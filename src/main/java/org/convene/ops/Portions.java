package org.convene.ops;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Many things, some at a time. */
public final class Portions {
    private Portions() {}

    /** All of them in their order, at most {@code most} in each portion. */
    public static <T> List<List<T>> of(Collection<T> all, int most) {
        List<T> list = List.copyOf(all);
        List<List<T>> portions = new ArrayList<>();
        for (int from = 0; from < list.size(); from += most) {
            portions.add(list.subList(from, Math.min(from + most, list.size())));
        }
        return portions;
    }
}
