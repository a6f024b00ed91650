package org.convene.sandbox.trueconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("A page of a list")
class PageTest {

    @Property
    @Label("leads on to the next one until everything was seen once")
    void leadsThroughTheList(@ForAll @IntRange(max = 60) int length, @ForAll @IntRange(min = 1, max = 70) int size) {
        List<Integer> all = IntStream.range(0, length).boxed().toList();
        List<Integer> seen = new ArrayList<>();
        int id = 1;
        while (id != -1) {
            Page page = new Page(id, size);
            assertTrue(page.of(all).size() <= size);
            seen.addAll(page.of(all));
            id = page.next(all);
        }
        assertEquals(all, seen);
    }

    @Property
    @Label("beyond the last is empty and leads nowhere, however far")
    void beyondTheLast(@ForAll @IntRange(min = 4) int id) {
        Page page = new Page(id, 1000);

        assertEquals(List.of(), page.of(List.of(1, 2, 3)));
        assertEquals(-1, page.next(List.of(1, 2, 3)));
    }
}
