package org.convene.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program gets for what it says that it accepts. */
class SheetFormatTest {
    @ParameterizedTest(name = "{0} gets {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                " | JSON",
                "*/* | JSON",
                "text/csv | CSV",
                "TEXT/CSV; header=present | CSV",
                "text/* | CSV",
                "application/* | JSON",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet | XLSX",
                "text/csv;q=0.5, application/json;q=0.4 | CSV",
                "application/json;q=0, */* | CSV",
                "text/csv, */*;q=0.1 | CSV",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | JSON",
                "text/html | NONE",
                "text/csv;q=0 | NONE",
                "nonsense | NONE"
            })
    void theBestOfWhatIsAcceptedIsChosen(String accept, String format) {
        assertEquals(format, SheetFormat.accepted(accept).map(Enum::name).orElse("NONE"));
    }
}
