package org.convene.people.csv;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convene.ops.Sha256;
import org.convene.people.PeopleDuty;
import org.convene.people.Roster;
import org.convene.people.csv.DropDirectory.Dropped;
import org.convene.people.csv.TakenFiles.Taken;
import org.convene.people.reading.Readings;
import org.convene.vendor.VendorFailure;

/**
 * The directory in which files with people are dropped. Each is read once. One that is broken stays where it is until somebody
 * puts another in its place, and health says what is wrong with it.
 */
@Singleton
@Named("csvDrop")
public class CsvDrop {
    private final CsvSettings settings;
    private final PeopleDuty duty;
    private final Readings readings;
    private final TakenFiles taken;
    private final FileKinds kinds;
    private final Clock clock;
    private final Optional<DropDirectory> directory;
    /** As they were when they were read, so that a look does not read them again to see that. */
    private final Map<Path, DropDirectory.State> known = new HashMap<>();

    public CsvDrop(
            CsvSettings settings, PeopleDuty duty, Readings readings, TakenFiles taken, FileKinds kinds, Clock clock) {
        this.settings = settings;
        this.duty = duty;
        this.readings = readings;
        this.taken = taken;
        this.kinds = kinds;
        this.clock = clock;
        this.directory = settings.directory().map(DropDirectory::new);
    }

    /**
     * Reads every file that is complete and was not read yet, the oldest first.
     *
     * @throws VendorFailure something is to be tried again; whatever could be read is
     */
    public void look() throws VendorFailure {
        if (directory.isPresent() && duty.isOurs()) {
            List<String> troubles = look(directory.get());
            if (!troubles.isEmpty()) {
                throw new VendorFailure.Down(String.join("; ", troubles));
            }
        }
    }

    private List<String> look(DropDirectory drop) {
        Instant began = clock.instant();
        List<String> troubles = new ArrayList<>();
        try {
            List<Dropped> complete = drop.complete();
            known.keySet().retainAll(complete.stream().map(Dropped::path).toList());
            for (Dropped file : complete) {
                if (!file.state().equals(known.get(file.path()))) {
                    read(drop, file).ifPresent(troubles::add);
                }
            }
            drop.forget(settings.keep(), began);
        } catch (IOException away) {
            String words = "the directory cannot be looked at: " + away;
            readings.failed(CsvRoster.SOURCE, drop.path().toString(), began, words);
            troubles.add(words);
        }
        return troubles;
    }

    /** Why it has to be tried again. */
    private Optional<String> read(DropDirectory drop, Dropped file) {
        try {
            String sha256 = sha256(file.path());
            Optional<Taken> before = taken.find(file.name(), sha256);
            Optional<String> problem = before.isPresent() ? before.get().problem() : take(drop, file, sha256);
            if (problem.isEmpty() && drop.isWritable()) {
                drop.putAside(file, clock.instant());
                taken.forget(file.name());
            } else {
                known.put(file.path(), file.state());
            }
            return Optional.empty();
        } catch (IOException | SQLException | RuntimeException failed) {
            return Optional.of(file.name() + ": " + failed.getMessage());
        }
    }

    /** What is wrong with it, if nothing of it was used. */
    private Optional<String> take(DropDirectory drop, Dropped file, String sha256) throws IOException, SQLException {
        Optional<String> problem = Optional.empty();
        Roster roster = kinds.roster(file, drop.isWritable());
        try {
            readings.take(roster);
        } catch (BrokenFile broken) {
            problem = Optional.of(broken.getMessage());
        }
        taken.add(file.name(), sha256, problem);
        return problem;
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest hash = Sha256.begin();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), hash)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.hex(hash.digest());
    }
}
