package org.convene.people.privacy;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.convene.archive.transfer.ObjectName;
import org.convene.archive.transfer.Receipt;
import org.convene.archive.transfer.Transfers;
import org.convene.audit.Act;
import org.convene.audit.AuditTrail;
import org.convene.audit.AuditedChange;
import org.convene.audit.Sealer;
import org.convene.ops.Statements;
import org.convene.people.directory.Directory;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person is planted wherever people leave traces; all of it is found, handed out and taken away. */
@QuarkusTest
@TestProfile(PrivacyTest.WithTraces.class)
class PrivacyTest {
    private static final Path DATA = Path.of("target/privacy-test");
    private static final ObjectMapper JSON = new ObjectMapper();

    public static class WithTraces implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("convene.data-dir", DATA.toString()),
                    Map.entry("convene.demo.samples", ""),
                    Map.entry("convene.sandbox.enabled", "false"),
                    Map.entry("convene.phone.region", "RU"),
                    Map.entry("convene.storage.uri", "file:" + DATA.resolve("archive")),
                    Map.entry("quarkus.datasource.jdbc.url", "jdbc:h2:mem:privacy-test"),
                    Map.entry("quarkus.http.test-port", "0"));
        }
    }

    @Inject
    DataSource database;

    @Inject
    Transfers transfers;

    @Inject
    Directory directory;

    @Inject
    AuditTrail trail;

    @Inject
    Sealer sealer;

    private long no = 1;

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    private void booking(String kind, String id, String wanted, String seen) throws Exception {
        Object start = Statements.utc(Instant.parse("2026-11-02T06:00:00Z"));
        Object end = Statements.utc(Instant.parse("2026-11-02T06:45:00Z"));
        Statements.update(
                database,
                "insert into booking (no, kind, id, vendor, version, state, cancelled, title, starts_at, ends_at, attempts,"
                        + " updated_at) values (?, ?, ?, 'teleboss', 1, 'ready', false, 'Algebra', ?, ?, 0, ?)",
                no,
                kind,
                id,
                start,
                end,
                end);
        Statements.update(
                database,
                "insert into booking_wanted values (?, ?)",
                no,
                json(wanted).toString());
        Statements.update(
                database,
                "insert into booking_seen values (?, ?)",
                no++,
                json(seen).toString());
    }

    private Receipt stored(byte[] content, String format) {
        return transfers
                .store(content, ObjectName.report("canary", "call-1", format), Map.of())
                .toCompletableFuture()
                .join();
    }

    private static byte[] workbook() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "test", "1.0")) {
            var sheet = workbook.newWorksheet("Report");
            sheet.value(0, 0, "Kanari Vogel");
            sheet.value(0, 1, "kanari@school.example");
            sheet.value(0, 2, 42);
            sheet.value(1, 0, "Somebody Else");
        }
        return out.toByteArray();
    }

    @BeforeEach
    void plant() throws Exception {
        if (Files.exists(DATA.resolve("archive"))) {
            try (Stream<Path> old = Files.walk(DATA.resolve("archive"))) {
                old.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
        for (String table : List.of(
                "booking",
                "booking_wanted",
                "booking_seen",
                "quarantine",
                "terminal_command",
                "audit",
                "phone_leg",
                "phone_call",
                "phone_owner",
                "person",
                "person_record",
                "person_alias",
                "people_change")) {
            Statements.update(database, "delete from " + table);
        }
        Statements.update(database, "update audit_head set no = 0, hash = ?", "0".repeat(64));
        String presence = "[{'externalUserId':'s-77','name':'K. Vogel','email':'kanari@school.example','role':'user',"
                + "'joinedAt':'2026-11-02T06:01:00Z','leftAt':'2026-11-02T06:40:00Z'},"
                + "{'externalUserId':'s-78','name':'Somebody Else','role':'user',"
                + "'joinedAt':'2026-11-02T06:00:00Z','leftAt':'2026-11-02T06:45:00Z'}]";
        Receipt report = stored(json("{'users':" + presence + "}").toString().getBytes(), "json");
        Receipt table = stored(workbook(), "xlsx");
        booking(
                "lesson",
                "canary",
                "{'id':'canary','title':'Algebra','startsAt':'2026-11-02T09:00:00+03:00','endsAt':'2026-11-02T09:45:00+03:00',"
                        + "'participants':[{'id':'s-77','name':'Kanari Vogel','role':'student','email':'kanari@school.example',"
                        + "'phone':'+79031234567'},{'id':'s-78','name':'Somebody Else','role':'student'}]}",
                "{'access':{'s-77':{'url':'https://room.example/x','expiresAt':'2026-11-02T09:00:00Z'}}}");
        booking(
                "archive",
                "canary",
                "{'lesson':'canary'}",
                "{'calls':{'call-1':{'startedAt':'2026-11-02T06:00:00Z','finishedAt':'2026-11-02T06:45:00Z','json':"
                        + report.kept(Instant.EPOCH) + ",'xlsx':" + table.kept(Instant.EPOCH) + ",'presence':"
                        + presence
                        + "}}}");
        booking(
                "meeting",
                "meet-1",
                "{'title':'Council','participants':[{'name':'Kanari','email':'Kanari@School.example','role':'organizer'}]}",
                "{'sent':{'owner':'kvogel'}}");
        booking(
                "delivery",
                "d-1",
                "{'data':{'lesson':{'id':'canary'},'attendees':[{'id':'s-77','name':'Kanari Vogel'}]}}",
                "{}");
        booking("voicemail", "v-1", "{'from':'79031234567','fromName':'Kanari Vogel','duration':7}", "{}");
        Object now = Statements.utc(Instant.now());
        Statements.update(
                database,
                "insert into quarantine values ('q-1', 'lesson', 'canary', 'teleboss', 'refused',"
                        + " 'kanari@school.example is blocked', 1, ?)",
                now);
        Statements.update(
                database,
                "insert into terminal_command (terminal, method, params, who, sent_at, result, words)"
                        + " values ('room', 'call', '{\"peerId\":\"kvogel\"}', 'op', ?, 'done', '')",
                now);
        Statements.update(
                database,
                "insert into phone_leg (mx_user, record_id, gcid, direction, missed, calling, called, first_name, last_name,"
                        + " ext, service_name, service_ext, absent)"
                        + " values ('u', 1, 'g', 'incoming', false, '79031234567', '3095', 'Kanari', 'Vogel', '', '', '', 0)");
        Statements.update(
                database,
                "insert into phone_call (gcid, started_at, outcome, ambiguous, revision, document) values ('g', ?, 'answered',"
                        + " false, 1, ?)",
                now,
                json("{'gcid':'g','caller':{'raw':'79031234567','number':'+79031234567','person':{'id':'p','name':'Kanari"
                                + " V.'}},'called':{'extension':'3095'}}")
                        .toString());
        Statements.update(
                database,
                "insert into phone_owner values ('lesson', 's-77', '+79031234567', 'Kanari Vogel', 'kanari@school.example')");
        trail.add(
                new Act("kvogel", "page", "api.put-lesson"),
                "lessons/canary",
                AuditedChange.DONE,
                json("{'participants':[]}"),
                json("{'participants':[{'id':'s-77','role':'student'},{'id':'s-78','name':'Somebody Else'}]}"));
        trail.add(
                new Act("lms", "api", "api.make-call"),
                "phone/calls",
                AuditedChange.DONE,
                null,
                json("{'to':'+79031234567'}"));
        directory.accept("csv", "77", person());
    }

    private static ObjectNode person() throws Exception {
        return json("{'key':'77','name':'Kanari Vogel','emails':['kanari@school.example'],'login':'kvogel',"
                + "'phones':['+7 903 123-45-67'],'employeeNumber':'E-77'}");
    }

    private static String id() {
        return given().get("/people?q=kanari").then().extract().path("items[0].id");
    }

    private static JsonPath traces(String query) {
        return given().get("/people/traces?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void everyTraceOfAPersonIsFoundAndHandedOut() {
        JsonPath found = traces("content=true&person=" + id());
        Map<String, Integer> counts = found.getMap("counts");
        assertEquals(
                Stream.of(
                                "archive",
                                "audit",
                                "call",
                                "call entry",
                                "change",
                                "command",
                                "delivery",
                                "lesson",
                                "meeting",
                                "number",
                                "quarantine",
                                "report",
                                "unclear record",
                                "voicemail")
                        .toList(),
                counts.keySet().stream().sorted().toList());
        assertTrue(found.getList("items.at").contains("/seen/access/s-77"), "the personal link");
        assertTrue(found.getList("items.content.wanted.fromName").contains("Kanari Vogel"));
        found.getList("items.id").forEach(id -> assertFalse(id.toString().isEmpty()));
    }

    @Test
    void whoIsStillToldOfByASourceIsNotErased() {
        given().post("/people/traces/erase?person=" + id())
                .then()
                .statusCode(409)
                .body("detail", containsString("A source still tells of this person"));
        assertFalse(traces("person=" + id()).getList("items").isEmpty());
    }

    @Test
    void anErasedPersonIsNowhereAnyMoreAndTheTotalsAreTheSame() throws Exception {
        String id = id();
        directory.left("csv", "77");
        sealer.seal();
        String attendance = given().accept("application/json")
                .get("/lessons/canary/attendance")
                .then()
                .extract()
                .asString();
        given().post("/people/traces/erase?person=" + id)
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("pseudonym", containsString("erased-"));
        traces("email=kanari@school.example").getList("items").forEach(left -> assertEquals("", left));
        traces("name=Kanari Vogel").getList("items").forEach(left -> assertEquals("", left));
        traces("phone=+79031234567").getList("items").forEach(left -> assertEquals("", left));
        given().get("/people?q=kanari").then().body("items", empty());
        sealer.seal();
        given().get("/audit/verification").then().body("valid", equalTo(true)).body("erased", equalTo(2));
        given().get("/audit").then().body(containsString("Somebody Else"));
        given().get("/people/" + id).then().body("state", equalTo("gone")).body("knownBy", empty());
        String after = given().accept("application/json")
                .get("/lessons/canary/attendance")
                .then()
                .extract()
                .asString();
        assertEquals(minutes(attendance), minutes(after));
        assertTrue(attendance.contains("Kanari Vogel"));
        assertFalse(after.contains("Kanari") || after.contains("Vogel") || after.contains("kanari@"), after);
    }

    private static List<Object> minutes(String attendance) {
        JsonPath path = JsonPath.from(attendance);
        return List.of(path.getList("people.status"), path.getList("people.minutes"));
    }

    @Test
    void reportsInStorageAreReplacedByOnesWithoutThePerson() throws Exception {
        String id = id();
        directory.left("csv", "77");
        given().post("/people/traces/erase?person=" + id).then().statusCode(200);
        try (Stream<Path> files = Files.walk(DATA.resolve("archive/lessons/canary"))) {
            List<Path> objects = files.filter(Files::isRegularFile).toList();
            assertEquals(4, objects.size(), "two reports and their manifests: " + objects);
            for (Path file : objects) {
                byte[] content = Files.readAllBytes(file);
                assertFalse(new String(content).contains("Vogel"), file.toString());
                if (file.toString().endsWith(".xlsx")) {
                    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(content))) {
                        var rows = workbook.getFirstSheet().read();
                        assertTrue(rows.get(0).getCellText(0).startsWith("erased-"));
                        assertEquals("42", rows.get(0).getCellText(2));
                        assertEquals("Somebody Else", rows.get(1).getCellText(0));
                    }
                }
            }
        }
        given().get("/lessons/canary/recordings").then().body("$", hasKey("reports"));
    }

    @Test
    void whoIsNotInTheDirectoryIsFoundByWhatIsTold() throws SQLException {
        assertEquals(
                "Somebody Else",
                traces("content=true&name=Somebody Else")
                        .getString("items.find { it.place == 'lesson' }.content.wanted.participants[1].name"));
        given().get("/people/traces").then().statusCode(400).body("detail", containsString("Say whom it is about"));
        given().get("/people/traces?phone=abc").then().statusCode(400).body("detail", containsString("phone"));
    }
}
