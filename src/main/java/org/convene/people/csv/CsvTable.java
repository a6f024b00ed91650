package org.convene.people.csv;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV text (RFC 4180, with any of four delimiters) with a header, read line by line. A text that was cut is seen by a
 * quotation mark that is not closed, by a last line that has too few cells and no end, and by a last line that counts the
 * others and finds too many ({@code TRAILER;1200}).
 */
final class CsvTable implements Closeable {
    private static final int BEGINNING = 1 << 16;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029]+");
    private static final Pattern SEPARATOR = Pattern.compile("sep=(.)\\R", Pattern.CASE_INSENSITIVE);
    private static final Pattern TRAILER = Pattern.compile(
            "#?\\s*(trailer|trl|eof|end|total|totals|rows|records|count|итого|всего|строк|summe|gesamt|anzahl)\\b\\D*(\\d+)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private final RecordBound bound;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;
    private final int linesBefore;
    private long begins;
    private long rows;
    private CsvLine ahead;

    private CsvTable(RecordBound bound, CSVParser parser, int linesBefore) throws IOException {
        this.bound = bound;
        this.parser = parser;
        this.linesBefore = linesBefore;
        this.records = parser.iterator();
        CSVRecord first = nextRecord().orElseThrow(() -> new BrokenFile("it is empty"));
        this.header = header(first);
        this.ahead = read();
    }

    /** @throws BrokenFile it is empty, or has no header */
    static CsvTable open(TextFile text) throws IOException {
        BufferedReader beginning = new BufferedReader(text.open(), BEGINNING);
        try {
            beginning.mark(BEGINNING);
            char[] some = new char[BEGINNING];
            int length = fill(beginning, some);
            beginning.reset();
            String sample = new String(some, 0, length);
            Matcher separator = SEPARATOR.matcher(sample);
            boolean told = separator.lookingAt();
            if (told) {
                beginning.skip(separator.end());
            }
            char delimiter = told ? separator.group(1).charAt(0) : DelimiterGuess.of(sample);
            RecordBound bound = new RecordBound(beginning);
            return new CsvTable(bound, CSVParser.parse(bound, DelimiterGuess.format(delimiter)), told ? 1 : 0);
        } catch (IOException | RuntimeException failed) {
            beginning.close();
            throw failed;
        }
    }

    private static int fill(Reader reader, char[] buffer) throws IOException {
        int length = 0;
        int read;
        while (length < buffer.length && (read = reader.read(buffer, length, buffer.length - length)) > 0) {
            length += read;
        }
        return length;
    }

    /** A column without a name has none of its own; one whose name stands before already is numbered. */
    private static List<String> header(CSVRecord first) throws BrokenFile {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String cell : first) {
            String name = clean(cell).toLowerCase(Locale.ROOT);
            String own = name;
            for (int no = 2; !name.isEmpty() && !seen.add(own); no++) {
                own = name + " " + no;
            }
            names.add(own);
        }
        while (!names.isEmpty() && names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
        }
        if (names.isEmpty()) {
            throw new BrokenFile("its first line names no column");
        }
        return List.copyOf(names);
    }

    /** As it can be kept: line breaks and other controls are a space. */
    private static String clean(String cell) {
        return CONTROLS.matcher(cell).replaceAll(" ").strip();
    }

    /** Names of columns in lower case, in their order. */
    List<String> header() {
        return header;
    }

    /**
     * The next record that is not empty.
     *
     * @throws BrokenFile the text ends before it should
     */
    Optional<CsvLine> next() throws IOException {
        CsvLine now = ahead;
        if (now == null) {
            return Optional.empty();
        }
        ahead = read();
        if (ahead == null) {
            boolean trailer = checkLast(now);
            return trailer ? Optional.empty() : Optional.of(now);
        }
        rows++;
        return Optional.of(now);
    }

    /** Whether the last line is not about a person, but counts the others. */
    private boolean checkLast(CsvLine last) throws BrokenFile {
        Matcher trailer = TRAILER.matcher(String.join(" ", last.cells()).strip());
        if (trailer.matches()) {
            if (trailer.group(2) != null && Long.parseLong(trailer.group(2)) != rows) {
                throw new BrokenFile(
                        "its last line counts " + trailer.group(2) + " rows, but there are " + rows + " before it");
            }
            return true;
        }
        if (last instanceof CsvLine.Ragged && !bound.endedLine()) {
            throw new BrokenFile("it ends in the midst of line " + last.number());
        }
        return false;
    }

    private CsvLine read() throws IOException {
        Optional<CSVRecord> record = nextRecord();
        while (record.isPresent() && isBlank(record.get())) {
            record = nextRecord();
        }
        return record.map(this::line).orElse(null);
    }

    private static boolean isBlank(CSVRecord record) {
        return record.stream().allMatch(String::isBlank);
    }

    private CsvLine line(CSVRecord record) {
        List<String> cells = record.stream().map(CsvTable::clean).toList();
        int size = cells.size();
        while (size > header.size() && cells.get(size - 1).isEmpty()) {
            size--;
        }
        if (size != header.size()) {
            return new CsvLine.Ragged(begins, cells, "it has " + size + " cells, and the header has " + header.size());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int column = 0; column < size; column++) {
            if (!header.get(column).isEmpty()) {
                values.put(header.get(column), cells.get(column));
            }
        }
        return new CsvLine.Row(begins, cells, values);
    }

    private Optional<CSVRecord> nextRecord() throws IOException {
        begins = parser.getCurrentLineNumber() + 1 + linesBefore;
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            bound.nextRecord();
            return Optional.of(records.next());
        } catch (UncheckedIOException unreadable) {
            if (unreadable.getCause() instanceof CSVException) {
                throw new BrokenFile("the record that begins in line " + begins
                        + " has a quotation mark that is not closed, or that something follows");
            }
            throw unreadable.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
