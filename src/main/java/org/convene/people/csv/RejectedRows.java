package org.convene.people.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.convene.ops.CsvLines;

/**
 * The lines of a file that could not be used, in a file beside it: line, reason, and the cells as they were. There is none
 * when all could be used, or when nothing may be written there.
 */
final class RejectedRows implements Closeable {
    private static final String BYTE_ORDER_MARK = "\uFEFF"; // spreadsheets take it for something else without

    private final Path file;
    private final boolean written;
    private Writer writer;
    private CsvLines lines;

    RejectedRows(Path source, boolean written) throws IOException {
        this.file = of(source);
        this.written = written;
        if (written) {
            Files.deleteIfExists(file);
        }
    }

    static Path of(Path source) {
        String name = source.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return source.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".rejected.csv");
    }

    void add(long line, List<String> cells, String reason) throws IOException {
        if (!written) {
            return;
        }
        if (writer == null) {
            writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            writer.write(BYTE_ORDER_MARK);
            lines = new CsvLines(writer);
            lines.line(List.of("line", "reason", "as it was"));
        }
        List<Object> row = new ArrayList<>(List.of(line, reason));
        row.addAll(cells);
        lines.line(row);
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
