package org.convene.people.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.convene.people.csv.DropDirectory.Dropped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is read when nobody writes it any more, and then it goes out of the way. */
class DropDirectoryTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T06:00:00Z");

    @TempDir
    Path directory;

    private Path file(String name, String text, Instant modified) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private static List<String> names(List<Dropped> files) {
        return files.stream().map(Dropped::name).toList();
    }

    @Test
    void aFileThatGrowsIsNotReadBeforeItStops() throws IOException {
        DropDirectory drop = new DropDirectory(directory);
        Path file = file("people.csv", "id,name\n", MORNING);
        assertEquals(List.of(), drop.complete(), "seen for the first time");
        Files.writeString(file, "1,Anna P\n", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(file, FileTime.from(MORNING));
        assertEquals(List.of(), drop.complete(), "it has another size");
        Files.setLastModifiedTime(file, FileTime.from(MORNING.plusSeconds(1)));
        assertEquals(List.of(), drop.complete(), "it has another time");
        assertEquals(List.of("people.csv"), names(drop.complete()));
    }

    @Test
    void theOldestComesFirstAndWhatIsNoFileOfOursNever() throws IOException {
        DropDirectory drop = new DropDirectory(directory);
        file("b-first.csv", "", MORNING);
        file("a-second.ZIP", "", MORNING.plusSeconds(1));
        file("c-second.tsv", "", MORNING.plusSeconds(1));
        for (String other : List.of(".hidden.csv", "people.rejected.csv", "people.csv.part", "notes.pdf", "csv")) {
            file(other, "", MORNING);
        }
        Files.createDirectory(directory.resolve("directory.csv"));
        Files.createSymbolicLink(directory.resolve("link.csv"), directory.resolve("b-first.csv"));
        drop.complete();
        assertEquals(List.of("b-first.csv", "a-second.ZIP", "c-second.tsv"), names(drop.complete()));
    }

    @Test
    void aFileThatWasReadIsPutAsideAndForgottenAfterAWhile() throws IOException {
        DropDirectory drop = new DropDirectory(directory);
        file("people.csv", "id,name\n", MORNING.minus(Duration.ofDays(365)));
        drop.complete();
        drop.putAside(drop.complete().get(0), MORNING);
        assertEquals(List.of("20261123T060000Z-people.csv"), done());
        drop.forget(Duration.ofDays(30), MORNING.plus(Duration.ofDays(30)));
        assertEquals(List.of("20261123T060000Z-people.csv"), done());
        drop.forget(Duration.ofDays(30), MORNING.plus(Duration.ofDays(30)).plusSeconds(1));
        assertEquals(List.of(), done());
        drop.complete();
        assertEquals(List.of(), drop.complete());
    }

    private List<String> done() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(".done"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsSaid() {
        DropDirectory drop = new DropDirectory(directory.resolve("none"));
        assertThrows(NoSuchFileException.class, drop::complete);
    }
}
