package org.convene.attendance;

import static io.restassured.RestAssured.given;
import static org.convene.attendance.Reports.call;
import static org.convene.attendance.Reports.ivan;
import static org.convene.attendance.Reports.lesson;
import static org.convene.attendance.Reports.row;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/** Attendance as programs and spreadsheets fetch it. */
@QuarkusTest
@TestProfile(AttendanceApiTest.WithoutReconciling.class)
class AttendanceApiTest {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    Archive archive;

    /** The ledger is the archive's alone. */
    public static class WithoutReconciling implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "convene.data-dir", "target/attendance",
                    "convene.demo.samples", "",
                    "convene.teleboss.url", "",
                    "convene.reconcile.sweep", "24h",
                    "convene.teleboss.patrol", "24h",
                    "quarkus.datasource.jdbc.url", "jdbc:h2:mem:attendance",
                    "quarkus.http.test-port", "0");
        }
    }

    private static ValidatableResponse attendance(String id) {
        return given().get("/lessons/" + id + "/attendance").then();
    }

    private ObjectNode planned(String id, String start, String end) {
        return lesson(id).put("startsAt", start).put("endsAt", end);
    }

    @Test
    void aLessonsAttendanceIsShownPersonByPerson() {
        archive.lesson(
                lesson("shown"),
                call(ivan(10, 20), ivan(25, 45), row(null, "a.petrova@school.example", "A.P.", -5, 50)));
        attendance("shown")
                .statusCode(200)
                .contentType("application/json")
                .header("Vary", containsString("Accept"))
                .body("lesson.id", equalTo("shown"))
                .body("lesson.title", equalTo("Algebra, 7B"))
                .body("complete", equalTo(true))
                .body("$", not(hasKey("why")))
                .body("plannedMinutes", equalTo(45))
                .body("rules.lateAfter", equalTo("PT5M"))
                .body("people.id", contains("t-1", "s-1", "s-2", "s-3"))
                .body("people.status", contains("present", "late", "absent", "absent"))
                .body("people[0].minutes", equalTo(45))
                .body("people[0].totalMinutes", equalTo(55))
                .body("people[0].matchedBy", equalTo("email"))
                .body("people[0].confidence", equalTo(0.9f))
                .body("people[1].minutes", equalTo(30))
                .body("people[1].firstSeen", equalTo("2026-11-20T09:10:00+03:00"))
                .body("people[1].intervals.from", contains("2026-11-20T09:10:00+03:00", "2026-11-20T09:25:00+03:00"))
                .body("people[2].intervals", equalTo(List.of()))
                .body("people[2]", not(hasKey("firstSeen")));
    }

    @Test
    void withoutAReportItIsSaidThatNothingIsKnownYet() {
        archive.lesson(lesson("silent"));
        attendance("silent")
                .statusCode(200)
                .body("complete", equalTo(false))
                .body("why", equalTo("No call of this lesson has been reported yet."))
                .body("people.status", everyItem(equalTo("unknown")));
    }

    @Test
    void aLessonThatNobodyKnowsHasNoAttendance() {
        attendance("none").statusCode(404).contentType("application/problem+json");
        given().accept("text/csv").get("/lessons/none/attendance").then().statusCode(404);
    }

    @Test
    void whatCannotBeHadIsSaidWithWhatCan() {
        archive.lesson(lesson("pdf"));
        given().accept("application/pdf")
                .get("/lessons/pdf/attendance")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("detail", containsString("text/csv"));
        given().get("/lessons/pdf/attendance?format=pdf").then().statusCode(400);
        given().accept("application/pdf").get("/attendance").then().statusCode(406);
    }

    @Test
    void aCsvIsSavedUnderAHarmlessNameAndCalculatesNothing() {
        archive.lesson(
                lesson("a\"\r\n/b"), call(ivan(0, 45), row(null, null, "=HYPERLINK(\"http://x\",\"me\")", 0, 10)));
        String csv = given().accept("text/csv")
                .urlEncodingEnabled(false)
                .get("/lessons/a%22%0D%0A%2Fb/attendance")
                .then()
                .statusCode(200)
                .contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", equalTo("attachment; filename=\"attendance-a____b.csv\""))
                .header("Cache-Control", "no-store")
                .extract()
                .asString();
        assertEquals(
                "lesson,id,name,role,email,status,minutes,totalMinutes,firstSeen,lastSeen,visits,matchedBy,confidence,complete",
                csv.lines().findFirst().orElseThrow());
        assertEquals(true, csv.contains(",\"'=HYPERLINK(\"\"http://x\"\",\"\"me\"\")\",user,,guest,10,10,"));
        assertEquals(true, csv.endsWith("\r\n"));
    }

    @Test
    void aWorkbookOpensWithOneRowForEachPerson() throws IOException {
        archive.lesson(lesson("book"), call(ivan(0, 45)));
        for (byte[] xlsx : List.of(
                given().accept(XLSX).get("/lessons/book/attendance").asByteArray(),
                given().get("/lessons/book/attendance?format=xlsx")
                        .then()
                        .contentType(XLSX)
                        .header("Content-Disposition", "attachment; filename=\"attendance-book.xlsx\"")
                        .extract()
                        .asByteArray())) {
            try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
                List<Row> rows = workbook.getFirstSheet().read();
                assertEquals(5, rows.size());
                assertEquals("present", rows.get(2).getCellText(5));
                assertEquals(45, rows.get(2).getCellAsNumber(6).orElseThrow().intValueExact());
            }
        }
    }

    @Test
    void aCourseIsATableOfPeopleAndLessons() {
        Stream.of("mon", "tue").forEach(day -> {
            String date = day.equals("mon") ? "2026-10-19" : "2026-10-20";
            ObjectNode lesson = planned(day, date + "T09:00:00+03:00", date + "T09:45:00+03:00");
            lesson.withObject("/course").put("id", "history");
            ObjectNode row = ivan(0, 1).put("joinedAt", date + "T06:10:00Z").put("leftAt", date + "T06:45:00Z");
            ObjectNode seen = call(row);
            ((ObjectNode) seen.at("/calls/c-1"))
                    .put("startedAt", date + "T06:00:00Z")
                    .put("finishedAt", date + "T06:45:00Z");
            archive.lesson(lesson, seen);
        });
        ObjectNode other = planned("other", "2026-10-19T09:00:00+03:00", "2026-10-19T09:45:00+03:00");
        archive.lesson(other);

        given().get("/attendance?course=history")
                .then()
                .statusCode(200)
                .body("lessons.id", contains("mon", "tue"))
                .body("lessons.complete", contains(true, true))
                .body("people.id", contains("t-1", "s-1", "s-2", "s-3"))
                .body("people[1].minutes", equalTo(70))
                .body("people[1].late", equalTo(2))
                .body("people[1].seen", equalTo(2))
                .body("people[0].absent", equalTo(2))
                .body("people[1].lessons.mon.status", equalTo("late"))
                .body("people[1].lessons.tue.minutes", equalTo(35));
        given().get("/attendance?group=7b&from=2026-10-19T00:00:00Z&to=2026-10-20T00:00:00Z")
                .then()
                .body("lessons.id", hasItem("other"))
                .body("lessons.id", not(hasItem("tue")));
        String csv = given().get("/attendance?course=history&format=csv")
                .then()
                .header("Content-Disposition", "attachment; filename=\"attendance-history.csv\"")
                .extract()
                .asString();
        assertEquals(
                "id,name,minutes,expected,seen,late,leftEarly,absent,unknown,\"2026-10-19 09:00 Algebra, 7B\","
                        + "\"2026-10-19 09:00 Algebra, 7B, minutes\",\"2026-10-20 09:00 Algebra, 7B\","
                        + "\"2026-10-20 09:00 Algebra, 7B, minutes\"",
                csv.lines().findFirst().orElseThrow());
        assertEquals(
                "s-1,Ivan Ivanov,70,2,2,2,0,0,0,late,35,late,35",
                csv.lines().toList().get(2));
        given().get("/attendance?from=yesterday")
                .then()
                .statusCode(400)
                .body("detail", containsString("from is a time"));
    }
}
