package org.convene.people.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A directory into which others write. A file is complete when its size and time are what they were at the last look. */
final class DropDirectory {
    private static final String DONE = ".done";
    private static final Set<String> SUFFIXES = Set.of("csv", "tsv", "txt", "zip");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z-'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private Map<Path, State> seen = new HashMap<>();

    DropDirectory(Path directory) {
        this.directory = directory;
    }

    /** @param size in bytes */
    record State(long size, Instant modified) {}

    record Dropped(Path path, State state) {
        String name() {
            return path.getFileName().toString();
        }

        boolean isZip() {
            return name().toLowerCase(Locale.ROOT).endsWith(".zip");
        }

        /** @throws IOException it is not what it was when it was found, so what was read may be of two files */
        void requireUnchanged() throws IOException {
            if (!DropDirectory.state(path).equals(Optional.of(state))) {
                throw new IOException("it changed while it was read");
            }
        }
    }

    /** Those that have stopped growing, the oldest first. */
    List<Dropped> complete() throws IOException {
        Map<Path, State> now = new HashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files.filter(DropDirectory::isWanted)::iterator) {
                state(file).ifPresent(state -> now.put(file, state));
            }
        }
        List<Dropped> complete = new ArrayList<>();
        now.forEach((file, state) -> {
            if (state.equals(seen.get(file))) {
                complete.add(new Dropped(file, state));
            }
        });
        seen = now;
        complete.sort(
                Comparator.comparing((Dropped file) -> file.state().modified()).thenComparing(Dropped::name));
        return complete;
    }

    /** Files that are still written often have another suffix, or a dot in front. */
    private static boolean isWanted(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot > 0
                && !name.startsWith(".")
                && !name.endsWith(".rejected.csv")
                && SUFFIXES.contains(name.substring(dot + 1));
    }

    /** Of a plain file; a link leads who knows where. */
    private static Optional<State> state(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? Optional.of(new State(
                            attributes.size(), attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    Path path() {
        return directory;
    }

    boolean isWritable() {
        return Files.isWritable(directory);
    }

    /** Puts a file that was read aside; whatever has its name now is another. */
    void putAside(Dropped file, Instant now) throws IOException {
        Path done = Files.createDirectories(directory.resolve(DONE));
        Path aside = done.resolve(STAMP.format(now) + file.name());
        Files.move(file.path(), aside, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(aside, FileTime.from(now));
    }

    /** Deletes what was put aside long ago: lists of people are not kept for ever. */
    void forget(Duration keep, Instant now) throws IOException {
        Path done = directory.resolve(DONE);
        if (!Files.isDirectory(done) || !isWritable()) {
            return;
        }
        try (Stream<Path> files = Files.list(done)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Optional<State> state = state(file);
                if (state.isPresent() && state.get().modified().plus(keep).isBefore(now)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
