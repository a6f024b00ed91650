package org.convene.sandbox.teleboss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@Label("The file of a record")
class RecordContentTest {

    private static final long LONG = 8L * 1024 * 1024 * 1024;

    @Property(tries = 300)
    @Label("is the same in whatever parts it is asked for")
    void isTheSameInParts(
            @ForAll @LongRange(max = LONG - 2000) long from,
            @ForAll @IntRange(min = 1, max = 1000) int first,
            @ForAll @IntRange(min = 1, max = 1000) int second) {
        RecordContent file = new RecordContent("64b6544f7b3b4f29d70afec2", LONG);

        Buffer together =
                Buffer.buffer().appendBuffer(file.part(from, first)).appendBuffer(file.part(from + first, second));

        assertEquals(file.part(from, first + second), together);
        assertEquals(file.stretch(from, first + second).part(first, second), file.part(from + first, second));
    }
}
