package org.convene.people.csv;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.convene.ops.Settings;

/** The keys {@code convene.people.csv.*}. */
@Singleton
public class CsvSettings {
    private final Optional<Path> directory;
    private final boolean full;
    private final Duration keep;

    public CsvSettings(Settings settings) {
        this.directory = settings.optionalText("convene.people.csv.dir")
                .map(text -> Path.of(text).toAbsolutePath().normalize());
        this.full = settings.flag("convene.people.csv.full");
        this.keep = settings.duration("convene.people.csv.keep");
    }

    /** Where files are dropped; empty when nobody does. */
    Optional<Path> directory() {
        return directory;
    }

    /** Whether a file tells of everybody, unless its name says otherwise. */
    boolean isFull() {
        return full;
    }

    /** How long files that were read are kept. */
    Duration keep() {
        return keep;
    }
}
