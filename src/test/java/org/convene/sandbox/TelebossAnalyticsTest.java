package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.convene.StillClock;
import org.convene.sandbox.SandboxClient.Reply;
import org.convene.sandbox.teleboss.TelebossSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@DisplayName("After a call, analytics")
class TelebossAnalyticsTest {

    private static final String LESSON = """
            {'startedAt':'2026-09-01T08:00:00Z','finishedAt':'2026-09-01T08:45:00Z','participants':[
            {'externalUserId':'t1','email':'anna@school.example','name':'Анна <А> & Co','role':'moderator'},
            {'externalUserId':'s1','name':'Ivan','joinedAt':'2026-09-01T08:01:00Z','leftAt':'2026-09-01T08:10:00Z'},
            {'externalUserId':'s1','name':'Ivan','joinedAt':'2026-09-01T08:20:00.5Z'}]}""";

    private final StillClock clock = new StillClock(Instant.parse("2026-09-02T08:00:00Z"));
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path dir;

    private Teleboss teleboss;
    private String space;
    private String room;

    @BeforeEach
    void start() {
        teleboss = new Teleboss(vertx, TelebossSettings.standard(), clock);
        space = teleboss.space();
        room = teleboss.room(space, "Algebra");
    }

    @AfterEach
    void stop() {
        teleboss.close();
        vertx.close();
    }

    @Test
    @DisplayName("tell how many were there, how often, and when")
    void tellsTheCall() {
        String id = teleboss.call(room, LESSON).at("/call/id").asText();

        JsonNode item = calls("2026-09-01").at("/items/0");

        assertEquals(id, item.path("id").asText());
        assertFalse(item.path("active").asBoolean(true));
        assertFalse(item.path("isBreakoutRoom").asBoolean(true));
        assertEquals(Teleboss.id(room), item.path("roomId").asText());
        assertEquals("lesson", item.path("roomType").asText());
        assertEquals(2, item.path("participantsCount").asInt());
        assertEquals(2, item.path("uniqueParticipantsCount").asInt());
        assertEquals(3, item.path("totalParticipantsCount").asInt());
        assertEquals("2026-09-01T08:00:00.000Z", item.path("startedAt").asText());
        assertEquals("2026-09-01T08:45:00.000Z", item.path("finishedAt").asText());
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource({
        "2026-09-01, 2",
        "2026-09-01T00:00:00.000Z, 2",
        "2026-09-01T23:59:59.999Z, 2",
        "2026-09-02T01:00:00+03:00, 2",
        "2026-09-02, 1",
        "2026-09-02T00:00:00Z, 1",
        "2026-08-31, 0",
        "2026-09-03, 0"
    })
    @DisplayName("take a date for one day in UTC, in which the call began")
    void takesADay(String date, int found) {
        call("2026-09-01T00:00:00Z", "2026-09-01T00:30:00Z");
        call("2026-09-01T23:59:59.999Z", "2026-09-02T00:30:00Z");
        call("2026-09-02T00:00:00Z", "2026-09-02T00:30:00Z");

        assertEquals(found, calls(date).path("items").size());
    }

    @ParameterizedTest(name = "?{0}")
    @ValueSource(strings = {"", "roomId=ROOM", "date=2026-09-01", "roomId=ROOM&date=", "roomId=ROOM&date=yesterday"})
    @DisplayName("are refused without a room and a date that is one")
    void needsBoth(String query) {
        Reply reply = teleboss.get(space + "/analytics/calls?" + query.replace("ROOM", Teleboss.id(room)));

        assertEquals(422, reply.status());
        assertEquals("validation_error", reply.text("code"));
    }

    @Test
    @DisplayName("know nothing of a room that never was, and still know one that was deleted")
    void keepsDeletedRooms() {
        teleboss.call(room, LESSON);
        teleboss.delete(room);

        assertEquals(1, calls("2026-09-01").path("items").size());
        assertEquals(
                404,
                teleboss.get(space + "/analytics/calls?roomId=64b6544f7b3b4f29d70afec2&date=2026-09-01")
                        .status());
    }

    @Test
    @DisplayName("show running calls and breakout rooms as items of their own")
    void showsRunningCalls() {
        teleboss.call(room, "{'active':true,'participants':[{'name':'Anna'}]}");
        teleboss.call(room, "{'active':true,'breakout':true}");

        JsonNode items = calls("2026-09-02").path("items");

        assertEquals(2, items.size());
        assertTrue(items.at("/0/active").asBoolean());
        assertEquals(1, items.at("/0/participantsCount").asInt());
        assertTrue(items.at("/0/finishedAt").isNull());
        assertTrue(items.at("/1/isBreakoutRoom").asBoolean());
        assertEquals(404, report(items.at("/0/id").asText(), "json").status());
    }

    @Test
    @DisplayName("report a row for every stay")
    void reportsRows() {
        String call = teleboss.call(room, LESSON).at("/call/id").asText();

        JsonNode report = report(call, "json").json();

        assertEquals(call, report.path("callId").asText());
        assertEquals(Teleboss.id(room), report.path("roomId").asText());
        assertEquals("2026-09-01T08:00:00.000Z", report.path("startedAt").asText());
        assertEquals("2026-09-01T08:45:00.000Z", report.path("finishedAt").asText());
        JsonNode rows = report.path("participants");
        assertEquals(3, rows.size());
        assertEquals(
                "{\"externalUserId\":\"t1\",\"email\":\"anna@school.example\",\"name\":\"Анна <А> & Co\","
                        + "\"role\":\"moderator\",\"joinedAt\":\"2026-09-01T08:00:00.000Z\","
                        + "\"leftAt\":\"2026-09-01T08:45:00.000Z\"}",
                rows.path(0).toString());
        assertEquals("2026-09-01T08:10:00.000Z", rows.at("/1/leftAt").asText());
        assertEquals("s1", rows.at("/2/externalUserId").asText());
        assertEquals("2026-09-01T08:20:00.500Z", rows.at("/2/joinedAt").asText());
        assertEquals("2026-09-01T08:45:00.000Z", rows.at("/2/leftAt").asText());
    }

    @Test
    @DisplayName("report the same rows in a workbook")
    void reportsAWorkbook() throws Exception {
        String call = teleboss.call(room, LESSON).at("/call/id").asText();

        HttpResponse<byte[]> xlsx =
                teleboss.fetch(teleboss.url() + reportPath(call, "xlsx"), "Authorization", "Bearer " + Teleboss.TOKEN);

        assertEquals(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                xlsx.headers().firstValue("Content-Type").orElseThrow());
        List<List<String>> rows = rows(xlsx.body());
        assertEquals(4, rows.size());
        assertEquals(
                List.of(
                        "callId",
                        "roomId",
                        "startedAt",
                        "finishedAt",
                        "externalUserId",
                        "email",
                        "name",
                        "role",
                        "joinedAt",
                        "leftAt"),
                rows.get(0));
        assertEquals("Анна <А> & Co", rows.get(1).get(6));
        assertEquals("2026-09-01T08:10:00.000Z", rows.get(2).get(9));
        assertEquals("", rows.get(2).get(5));
        assertEquals("2026-09-01T08:20:00.500Z", rows.get(3).get(8));
    }

    @Test
    @DisplayName("have no report for a while when told so, nor one of a call or format that is none")
    void waitsWithTheReport() {
        String call = teleboss.call(
                        room,
                        "{'startedAt':'2026-09-01T08:00:00Z','finishedAt':'2026-09-01T08:01:00Z','reportReadyAfter':'PT5S'}")
                .at("/call/id")
                .asText();

        assertEquals(404, report(call, "json").status());
        clock.forward(Duration.ofSeconds(5));
        assertEquals(0, report(call, "json").json().path("participants").size());
        assertEquals(422, report(call, "csv").status());
        assertEquals(404, report("64b6544f7b3b4f29d70afec2", "json").status());
    }

    @Test
    @DisplayName("end a call when the last guest leaves")
    void endsWithTheLastGuest() {
        String anna = teleboss.link(room, "{\"username\":\"Anna\",\"role\":\"user\",\"isPermanent\":true}");
        String ivan = teleboss.link(room, "{\"username\":\"Ivan\",\"role\":\"user\"}");
        teleboss.open(anna);
        teleboss.open(ivan);
        clock.forward(Duration.ofMinutes(10));

        assertEquals(200, leave(anna).status());
        assertTrue(calls("2026-09-02").at("/items/0/active").asBoolean());
        assertEquals(404, leave(anna).status());
        assertEquals(200, leave(ivan).status());
        assertEquals(
                "2026-09-02T08:10:00.000Z",
                calls("2026-09-02").at("/items/0/finishedAt").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{'strange':1}",
                "{'active':true,'finishedAt':'2026-09-01T08:00:00Z'}",
                "{'startedAt':'2026-09-01T08:00:00Z','finishedAt':'2026-09-01T07:00:00Z'}",
                "{'participants':[null]}",
                "{'participants':[{}]}",
                "{'records':[{'size':-1}]}",
                "{'records':[{'outcome':'lost'}]}",
                "{'reportReadyAfter':'PT-1S'}"
            })
    @DisplayName("do not take a call that makes no sense")
    void refusesNonsense(String call) {
        Reply reply = teleboss.post("/backoffice/rooms/" + Teleboss.id(room) + "/calls", call.replace('\'', '"'));

        assertEquals(400, reply.status());
        assertFalse(reply.text("message").isBlank());
    }

    private void call(String from, String to) {
        teleboss.call(room, "{'startedAt':'" + from + "','finishedAt':'" + to + "'}");
    }

    private JsonNode calls(String date) {
        return teleboss.get(space + "/analytics/calls?roomId=" + Teleboss.id(room) + "&date="
                        + URLEncoder.encode(date, StandardCharsets.UTF_8))
                .json();
    }

    private Reply report(String call, String format) {
        return teleboss.get(reportPath(call, format));
    }

    private String reportPath(String call, String format) {
        return space + "/analytics/report?roomId=" + Teleboss.id(room) + "&callId=" + call + "&format=" + format;
    }

    /** Sends the form of the room's page. */
    private Reply leave(String link) {
        String path = link.substring(link.indexOf("/room/"), link.indexOf('?'));
        String token = link.substring(link.indexOf("accessToken="));
        return teleboss.exchange(teleboss.request(path + "/leave")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(token)));
    }

    /** Reads a workbook as any program does: unzips it, looks texts up in the shared strings. */
    private List<List<String>> rows(byte[] xlsx) throws Exception {
        Map<String, byte[]> parts = parts(xlsx);
        NodeList strings = parse(parts.get("xl/sharedStrings.xml")).getElementsByTagName("si");
        NodeList lines = parse(parts.get("xl/worksheets/sheet1.xml")).getElementsByTagName("row");
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < lines.getLength(); i++) {
            List<String> row = new ArrayList<>(Collections.nCopies(10, ""));
            NodeList cells = ((Element) lines.item(i)).getElementsByTagName("c");
            for (int j = 0; j < cells.getLength(); j++) {
                Element cell = (Element) cells.item(j);
                assertEquals("s", cell.getAttribute("t"));
                int text = Integer.parseInt(cell.getTextContent());
                row.set(
                        cell.getAttribute("r").charAt(0) - 'A',
                        strings.item(text).getTextContent());
            }
            rows.add(row);
        }
        return rows;
    }

    /** Through the directory at the end of the file: the sizes before the parts are left open. */
    private Map<String, byte[]> parts(byte[] zip) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        try (ZipFile file =
                new ZipFile(Files.write(dir.resolve("report.xlsx"), zip).toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                parts.put(entry.getName(), file.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    private static Document parse(byte[] xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }
}
