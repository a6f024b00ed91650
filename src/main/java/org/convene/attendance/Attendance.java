package org.convene.attendance;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.lesson.Lessons;
import org.convene.ops.Answers;
import org.convene.ops.Rejected;

/** What the attendance routes of {@code api.camel.yaml} do. */
@Singleton
@Named("attendance")
public class Attendance {
    private static final int MOST_LESSONS = 400;
    private static final int MOST_READ = 20_000;

    private final Ledger ledger;
    private final Lessons lessons;
    private final AttendanceSheets sheets;

    public Attendance(Ledger ledger, Lessons lessons, AttendanceSheets sheets) {
        this.ledger = ledger;
        this.lessons = lessons;
        this.sheets = sheets;
    }

    /** Out: who was at the lesson of the header {@code id}, as JSON, CSV or XLSX. */
    public Object read(Exchange exchange) throws SQLException, Rejected {
        SheetFormat format = SheetFormat.of(exchange.getMessage());
        String id = exchange.getMessage().getHeader("id", String.class);
        AttendanceSheet sheet = sheets.of(lessons.existing(id));
        return answer(
                exchange, format, () -> SheetViews.json(sheet), () -> SheetViews.table(sheet), "attendance-" + id);
    }

    /** Out: people and lessons of the period, course and group of the query, as JSON, CSV or XLSX. */
    public Object list(Exchange exchange) throws SQLException, Rejected {
        SheetFormat format = SheetFormat.of(exchange.getMessage());
        PeriodQuery query = PeriodQuery.of(exchange.getMessage());
        PeriodTable table = PeriodTable.of(lessons(query));
        String name = query.course() == null ? "attendance" : "attendance-" + query.course();
        return answer(exchange, format, table::json, table::table, name);
    }

    private List<AttendanceSheet> lessons(PeriodQuery query) throws SQLException, Rejected {
        List<AttendanceSheet> found = new ArrayList<>();
        int read = 0;
        List<Booking> page = ledger.list(query.page(null));
        while (!page.isEmpty()) {
            found.addAll(sheets.of(page.stream().filter(query::fits).toList()));
            read += page.size();
            if (found.size() > MOST_LESSONS || read >= MOST_READ) {
                throw Rejected.because(
                        400,
                        "These are too many lessons for one table; ask for a shorter period with from and to, or"
                                + " for one course or group.");
            }
            page = page.size() < PeriodQuery.PAGE ? List.of() : ledger.list(query.page(page.get(page.size() - 1)));
        }
        return found;
    }

    private static Object answer(
            Exchange exchange, SheetFormat format, Supplier<JsonNode> json, Supplier<Table> table, String name) {
        if (format == SheetFormat.JSON) {
            String text = Answers.json(exchange, 200, json.get());
            exchange.getMessage().setHeader("Vary", "Accept");
            return text;
        }
        boolean csv = format == SheetFormat.CSV;
        byte[] file = csv ? CsvFile.of(table.get()) : XlsxFile.of(table.get());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, csv ? format.mediaType() + "; charset=utf-8" : format.mediaType());
        message.setHeader("Content-Disposition", "attachment; filename=\"" + fileName(name, csv) + "\"");
        message.setHeader("Vary", "Accept");
        return file;
    }

    /** Ids are whatever a source likes; a file's name is not. */
    private static String fileName(String name, boolean csv) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_") + (csv ? ".csv" : ".xlsx");
    }
}
