package org.convene.people.csv;

import java.util.List;
import java.util.Map;

/** One record below the header. */
sealed interface CsvLine {
    /** Where it begins in the file; the first line is 1. */
    long number();

    /** The cells as they stand, for whoever puts the line right. */
    List<String> cells();

    /** @param values by column; empty ones are there too */
    record Row(long number, List<String> cells, Map<String, String> values) implements CsvLine {}

    /** It has more or fewer cells than the header; only that of the first column is certain. */
    record Ragged(long number, List<String> cells, String reason) implements CsvLine {}
}
