package org.convene.ops;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Lines of CSV (RFC 4180). Texts come from people who may call themselves {@code =HYPERLINK(...)}: one that a spreadsheet
 * would take for a formula gets an apostrophe in front, as OWASP advises. What is no text is written as it is.
 */
public final class CsvLines {
    /** At the beginning, or after what some spreadsheets take for a separator. */
    private static final Pattern FORMULA =
            Pattern.compile("(?<=^|[;\\t\\r\\n])(?=[\\s\"']*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]|[\\t\\r\\n])");

    private final CSVPrinter printer;

    public CsvLines(Appendable out) throws IOException {
        printer = new CSVPrinter(out, CSVFormat.RFC4180);
    }

    /** @param cells texts, numbers, times or {@code null} */
    public void line(List<?> cells) throws IOException {
        printer.printRecord(cells.stream().map(CsvLines::written).toList());
    }

    private static Object written(Object cell) {
        if (cell instanceof OffsetDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
        return cell instanceof String text ? harmless(text) : cell == null ? "" : cell;
    }

    public static String harmless(String text) {
        return FORMULA.matcher(text).replaceAll("'");
    }
}
