package org.convene.archive.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an id is, the name of its object is harmless and its own. */
class ObjectNamePropertiesTest {
    private static final Path ARCHIVE = Path.of("/archive");

    @Property
    void aNameStaysInItsArea(@ForAll("ids") String lesson, @ForAll("ids") String recording) {
        String name = ObjectName.recording(lesson, recording).path();
        assertTrue(name.matches("lessons/[A-Za-z0-9._-]{1,80}/recording-[A-Za-z0-9_-]{1,80}\\.mp4"), name);
        Path resolved = ARCHIVE.resolve(name);
        assertEquals(resolved, resolved.normalize());
        assertEquals(ARCHIVE.resolve("lessons"), resolved.getParent().getParent());
    }

    @Property
    void twoIdsNeverShareAName(@ForAll("ids") String one, @ForAll("ids") String other) {
        if (!one.equals(other)) {
            assertNotEquals(ObjectName.recording("l", one), ObjectName.recording("l", other));
            assertNotEquals(ObjectName.recording(one, "r"), ObjectName.recording(other, "r"));
        }
    }

    @Property
    void aManifestIsNeverTakenForAnObject(@ForAll("ids") String one, @ForAll("ids") String other) {
        assertNotEquals(
                ObjectName.report("l", one, "json").manifest(),
                ObjectName.report("l", other, "json").path());
    }

    @Example
    void plainIdsCanBeReadInTheName() {
        assertEquals(
                "lessons/alg-7b-2026-11-23/recording-64b6544f7b3b4f29d70afec2.mp4",
                ObjectName.recording("alg-7b-2026-11-23", "64b6544f7b3b4f29d70afec2")
                        .path());
        assertEquals(
                "lessons/7b.alg/report-c1.xlsx",
                ObjectName.report("7b.alg", "c1", "xlsx").path());
    }

    @Example
    void anIdThatLooksLikeAHashIsNoOnesTwin() {
        String hashed = ObjectName.recording("l", "../x").path();
        String twin = hashed.replaceFirst(".*recording-", "").replaceFirst("\\.mp4", "");
        assertNotEquals(hashed, ObjectName.recording("l", twin).path());
    }

    @Example
    void nothingElseIsAName() {
        for (String path : new String[] {"../x", "lessons/../../x.mp4", "/etc/passwd", "lessons/a/recording-b", ""}) {
            assertThrows(IllegalArgumentException.class, () -> new ObjectName(path));
        }
        assertThrows(IllegalArgumentException.class, () -> ObjectName.report("l", "c", "json/../x"));
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(100),
                Arbitraries.strings().ascii().ofMaxLength(30),
                Arbitraries.strings().withChars("./\\%:-_a").ofMaxLength(6),
                Arbitraries.strings().withChars("ab.").ofLength(2),
                Arbitraries.of("", ".", "..", "../../etc/passwd", "id-0", "c1.json.manifest", "C:\\x", "a\0b"));
    }
}
