package org.convene.attendance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A table as CSV (RFC 4180, UTF-8). Names come from people who may call themselves {@code =HYPERLINK(...)}: a text that a
 * spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises.
 */
final class CsvFile {
    /** At the beginning, or after what some spreadsheets take for a separator. */
    private static final Pattern FORMULA =
            Pattern.compile("(?<=^|[;\\t\\r\\n])(?=[\\s\"']*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]|[\\t\\r\\n])");

    private CsvFile() {}

    static byte[] of(Table table) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(harmless(table.header()));
            for (List<Object> row : table.rows()) {
                printer.printRecord(harmless(row));
            }
        } catch (IOException memoryOnly) {
            throw new UncheckedIOException(memoryOnly);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Object> harmless(List<?> cells) {
        return cells.stream().map(CsvFile::written).toList();
    }

    private static Object written(Object cell) {
        if (cell instanceof OffsetDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
        return cell instanceof String text ? harmless(text) : cell == null ? "" : cell;
    }

    static String harmless(String text) {
        return FORMULA.matcher(text).replaceAll("'");
    }
}
