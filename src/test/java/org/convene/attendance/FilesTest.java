package org.convene.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that people open in a spreadsheet, with names that others have chosen. */
class FilesTest {

    private static List<CSVRecord> parsed(byte[] csv) throws IOException {
        return CSVFormat.RFC4180
                .parse(new java.io.StringReader(new String(csv, StandardCharsets.UTF_8)))
                .getRecords();
    }

    private static Table table(Object... cells) {
        Table table = new Table("Test", "one", "two");
        table.row(cells);
        return table;
    }

    @Test
    void aCsvIsAsRfc4180SaysAndNamesStayWhatTheyAre() {
        byte[] csv = CsvFile.of(table("Ivan \"the 1st\", Ёлкин\nZoë", 7));
        assertEquals("one,two\r\n\"Ivan \"\"the 1st\"\", Ёлкин\nZoë\",7\r\n", new String(csv, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "  =1",
                "\"=1",
                "＝1",
                "＠x",
                "Ivan;=1",
                "Ivan;\"=1",
                "a\n-1"
            })
    void whatASpreadsheetWouldCalculateIsDefused(String name) throws IOException {
        String cell = parsed(CsvFile.of(table(name, 1))).get(1).get(0);
        for (String part : cell.split(";|\n")) {
            assertFalse(part.strip().matches("[\"\\s]*[=+\\-@＝＠].*"), part);
        }
        assertEquals(name, cell.replace("'", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Anna-Maria", "O'Neill", "i@school.example", "2026-11-20", "a = b", "7B;8A", ""})
    void aHarmlessTextStaysAsItIs(String name) throws IOException {
        assertEquals(name, parsed(CsvFile.of(table(name, 1))).get(1).get(0));
    }

    @Property(tries = 500)
    void anyTextComesBackAndNoneIsAFormula(@ForAll @CharRange(from = '\t', to = '~') String one, @ForAll String two)
            throws IOException {
        CSVRecord record = parsed(CsvFile.of(table(one, two))).get(1);
        assertEquals(2, record.size());
        assertEquals(one.replace("'", ""), record.get(0).replace("'", ""));
        assertEquals(two.replace("'", ""), record.get(1).replace("'", ""));
        for (String cell : record) {
            assertTrue(cell.isEmpty() || "=+-@\t\r\n".indexOf(cell.charAt(0)) < 0, cell);
        }
    }

    @Example
    void aWorkbookHasNumbersTimesAndTextsAndNoFormulas() throws IOException {
        OffsetDateTime time = OffsetDateTime.parse("2026-11-20T09:04:30+03:00");
        Table table = new Table("Attendance", "name", "minutes", "firstSeen", "nothing");
        table.row("=HYPERLINK(\"http://x\")", 41L, time, null);
        table.fact("Lesson", "=1+1");
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(XlsxFile.of(table)))) {
            assertEquals(
                    List.of("Attendance", "About"),
                    workbook.getSheets().map(sheet -> sheet.getName()).toList());
            List<Row> rows = workbook.getFirstSheet().read();
            assertEquals("name", rows.get(0).getCellText(0));
            assertEquals(
                    "=HYPERLINK(\"http://x\")", rows.get(1).getCellAsString(0).orElseThrow());
            assertEquals(null, rows.get(1).getCell(0).getFormula());
            assertEquals(41, rows.get(1).getCellAsNumber(1).orElseThrow().intValueExact());
            assertEquals(
                    LocalDateTime.parse("2026-11-20T09:04:30"),
                    rows.get(1).getCellAsDate(2).orElseThrow());
        }
    }
}
