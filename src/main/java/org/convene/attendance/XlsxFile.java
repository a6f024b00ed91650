package org.convene.attendance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A table as a workbook: the table itself, and a second sheet with what concerns the whole of it. Texts stay texts. */
final class XlsxFile {
    private static final String TIME = "yyyy-mm-dd hh:mm:ss";
    private static final int NARROWEST = 9;
    private static final int WIDEST = 40;
    private static final int WIDTH_OF_A_TIME = 19;

    private XlsxFile() {}

    static byte[] of(Table table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Convene", null)) {
            rows(workbook.newWorksheet(table.name()), table);
            about(workbook.newWorksheet("About"), table);
        } catch (IOException memoryOnly) {
            throw new UncheckedIOException(memoryOnly);
        }
        return bytes.toByteArray();
    }

    private static void rows(Worksheet sheet, Table table) {
        for (int column = 0; column < table.header().size(); column++) {
            sheet.value(0, column, table.header().get(column));
            sheet.style(0, column).bold().wrapText(true).set();
            sheet.width(column, width(table, column));
        }
        for (int row = 0; row < table.rows().size(); row++) {
            List<Object> cells = table.rows().get(row);
            for (int column = 0; column < cells.size(); column++) {
                cell(sheet, row + 1, column, cells.get(column));
            }
        }
        sheet.freezePane(0, 1);
    }

    private static void about(Worksheet sheet, Table table) {
        for (int row = 0; row < table.about().size(); row++) {
            cell(sheet, row, 0, table.about().get(row).get(0));
            cell(sheet, row, 1, table.about().get(row).get(1));
        }
        sheet.width(0, WIDTH_OF_A_TIME);
        sheet.width(1, WIDEST);
    }

    private static void cell(Worksheet sheet, int row, int column, Object value) {
        if (value instanceof OffsetDateTime time) {
            sheet.value(row, column, time.toLocalDateTime());
            sheet.style(row, column).format(TIME).set();
        } else if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value != null) {
            sheet.value(row, column, value.toString());
        }
    }

    private static int width(Table table, int column) {
        int widest = NARROWEST;
        for (List<Object> row : table.rows()) {
            Object cell = row.get(column);
            int width = cell instanceof OffsetDateTime
                    ? WIDTH_OF_A_TIME
                    : String.valueOf(cell).length() + 2;
            widest = Math.max(widest, cell == null ? 0 : width);
        }
        return Math.min(widest, WIDEST);
    }
}
