package org.convene.people.csv;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Which character separates the cells: the one with which the first lines have as many cells as the header has, and most. */
final class DelimiterGuess {
    private static final char[] CANDIDATES = {';', '\t', ',', '|'};
    private static final int LINES = 50;

    private DelimiterGuess() {}

    /** @param beginning of the text, which may end anywhere */
    static char of(String beginning) {
        char best = ',';
        double most = 0;
        for (char candidate : CANDIDATES) {
            double score = score(beginning, candidate);
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        return best;
    }

    static CSVFormat format(char delimiter) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
    }

    /** The share of lines that fit the header, and then the number of columns; 0 for one that separates nothing. */
    private static double score(String beginning, char delimiter) {
        int columns = 0;
        int fit = 0;
        int lines = 0;
        try (CSVParser parser = CSVParser.parse(new StringReader(beginning), format(delimiter))) {
            Iterator<CSVRecord> records = parser.iterator();
            while (lines < LINES && records.hasNext()) {
                int size = records.next().size();
                columns = lines == 0 ? size : columns;
                fit += size == columns ? 1 : 0;
                lines++;
            }
        } catch (IOException | UncheckedIOException endsAnywhere) {
            // what came before it counts
        }
        return columns < 2 ? 0 : (double) fit / lines + columns / 1000.0;
    }
}
