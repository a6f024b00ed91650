package org.convene.attendance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of cells under a header, for CSV and XLSX. A cell is a text, a number, a time or {@code null}.
 *
 * @param name  what it is called in a workbook
 * @param about facts that concern the whole of it, as names and values
 */
record Table(String name, List<List<Object>> about, List<String> header, List<List<Object>> rows) {
    Table(String name, String... header) {
        this(name, new ArrayList<>(), new ArrayList<>(Arrays.asList(header)), new ArrayList<>());
    }

    void fact(String what, Object value) {
        about.add(Arrays.asList(what, value));
    }

    void row(Object... cells) {
        rows.add(new ArrayList<>(Arrays.asList(cells)));
    }
}
