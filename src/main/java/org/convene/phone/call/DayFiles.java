package org.convene.phone.call;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.CsvLines;
import org.convene.ops.Settings;
import org.convene.page.PageTimes;

/**
 * A CSV file for each local day, {@code calls-2026-11-23.csv}. It is written whole from the calls of that day, on disk before
 * it takes the place of the one before: whoever reads it finds each settled call once, whatever crashed.
 */
@Singleton
@Named("dayFiles")
public class DayFiles {
    private static final int AT_ONCE = 31;
    /** A long day's file is not written at every call of it. */
    private static final int REST = 10;

    private final DataSource database;
    private final PageTimes times;
    private final Optional<Path> directory;
    private final CallStatements calls = new CallStatements();
    private final int rest;
    private long nextNanos = System.nanoTime();

    @Inject
    public DayFiles(DataSource database, PageTimes times, Settings settings) {
        this(
                database,
                times,
                settings.optionalText("convene.phone.calls.csv-dir").map(Path::of),
                REST);
    }

    /** @param rest how many times as long as the last writing took nothing is written */
    DayFiles(DataSource database, PageTimes times, Optional<Path> directory, int rest) {
        this.rest = rest;
        this.database = database;
        this.times = times;
        this.directory = directory;
    }

    /** Writes the files of days that changed. Returns how many. */
    public synchronized int write() throws SQLException, IOException {
        long begun = System.nanoTime();
        if (directory.isEmpty() || begun - nextNanos < 0) {
            return 0;
        }
        Files.createDirectories(directory.get());
        Map<String, Long> due = Transactions.in(database, connection -> DayStatements.due(connection, AT_ONCE));
        for (Map.Entry<String, Long> day : due.entrySet()) {
            // what changes from here on has a later version, and is written again
            write(day.getKey());
            Transactions.in(database, connection -> {
                DayStatements.written(connection, day.getKey(), day.getValue());
                return null;
            });
        }
        long ended = System.nanoTime();
        nextNanos = ended + rest * (ended - begun);
        return due.size();
    }

    private void write(String day) throws SQLException, IOException {
        Path file = directory.get().resolve("calls-" + day + ".csv");
        Path part = directory.get().resolve(".calls-" + day + ".csv.part");
        try (FileChannel channel = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                BufferedWriter writer = new BufferedWriter(
                        new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
            CsvLines lines = new CsvLines(writer);
            lines.line(CallTable.HEADER);
            lines(day, lines);
            writer.flush();
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** In one statement, which sees all calls as they are at one moment; rows come some at a time. */
    private void lines(String day, CsvLines lines) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            calls.each(connection, " where local_day = ? order by started_at, gcid", List.of(day), call -> {
                try {
                    lines.line(CallTable.line(call, times));
                } catch (IOException full) {
                    throw new UncheckedIOException(full);
                }
            });
            connection.rollback();
        } catch (UncheckedIOException full) {
            throw full.getCause();
        }
    }
}
