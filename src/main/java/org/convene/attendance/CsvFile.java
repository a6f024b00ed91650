package org.convene.attendance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.convene.ops.CsvLines;

/** A table as CSV (RFC 4180, UTF-8), in which nothing is a formula. */
final class CsvFile {
    private CsvFile() {}

    static byte[] of(Table table) {
        StringBuilder text = new StringBuilder();
        try {
            CsvLines lines = new CsvLines(text);
            lines.line(table.header());
            for (List<Object> row : table.rows()) {
                lines.line(row);
            }
        } catch (IOException memoryOnly) {
            throw new UncheckedIOException(memoryOnly);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
