package org.convene.sandbox.teleboss;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Content;
import org.convene.sandbox.stage.Json;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Who was in a call, a row for every stay. The vendor publishes neither the JSON's shape nor the workbook's columns: both
 * are assumed here.
 */
record CallReport(String callId, String roomId, String startedAt, String finishedAt, List<Row> participants) {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final List<String> COLUMNS = List.of(
            "callId",
            "roomId",
            "startedAt",
            "finishedAt",
            "externalUserId",
            "email",
            "name",
            "role",
            "joinedAt",
            "leftAt");

    record Row(String externalUserId, String email, String name, String role, String joinedAt, String leftAt) {}

    static CallReport of(Call call) {
        List<Row> rows = call.participants().stream()
                .flatMap(who -> who.presences().stream()
                        .map(stay -> new Row(
                                who.externalUserId(),
                                who.email(),
                                who.username(),
                                who.role(),
                                Json.time(stay.joinedAt()),
                                Json.time(stay.leftAt()))))
                .toList();
        return new CallReport(
                call.id(), call.roomId(), Json.time(call.startedAt()), Json.time(call.finishedAt()), rows);
    }

    /** Empty for a format that is neither {@code json} nor {@code xlsx}. */
    Optional<Answer> as(String format) {
        return switch (format) {
            case "json" -> Optional.of(Answer.json(200, this));
            case "xlsx" ->
                Optional.of(new Answer(
                        200,
                        Map.of(
                                "Content-Type",
                                XLSX,
                                "Content-Disposition",
                                "attachment; filename=\"report-" + callId + ".xlsx\""),
                        Content.of(workbook())));
            default -> Optional.empty();
        };
    }

    private byte[] workbook() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Teleboss", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Report");
            write(sheet, 0, COLUMNS.stream());
            for (int i = 0; i < participants.size(); i++) {
                Row row = participants.get(i);
                write(
                        sheet,
                        i + 1,
                        Stream.of(
                                callId,
                                roomId,
                                startedAt,
                                finishedAt,
                                row.externalUserId(),
                                row.email(),
                                row.name(),
                                row.role(),
                                row.joinedAt(),
                                row.leftAt()));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Worksheet sheet, int line, Stream<String> cells) {
        int column = 0;
        for (String cell : (Iterable<String>) cells::iterator) {
            if (cell != null) {
                sheet.value(line, column, cell);
            }
            column++;
        }
    }
}
