package org.convene.sandbox;

import static org.convene.sandbox.TrueConf.CONFERENCES;
import static org.convene.sandbox.TrueConf.reason;
import static org.convene.sandbox.TrueConf.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("A conference of the TrueConf Server sandbox")
class TrueConfConferencesTest {

    private static final String PLANNED = """
            {'topic':'Планёрка \\"А\\"','type':3,'vad_selector':1,'owner':'helen','description':'Weekly numbers',
             'auto_invite':0,'max_participants':10,'allow_guests':true,'recording':1,'tags':['convene'],
             'schedule':{'type':1,'start_time':1795413600,'duration':3600,'time_offset':180},
             'invitations':[{'id':'helen'},{'id':'dean'},{'id':'guest@other.example','display_name':'A guest'}]}""";

    @Test
    @DisplayName("is answered whole when it is created, with its owner at the server and its addresses")
    void created(TrueConf trueconf) {
        Reply reply = trueconf.create(PLANNED);

        assertEquals(200, reply.status());
        JsonNode conference = reply.json().path("conference");
        assertTrue(conference.path("id").asText().matches("[1-9]\\d{9}"));
        assertEquals("Планёрка \"А\"", conference.path("topic").asText());
        assertEquals("helen@sandbox.trueconf.example", conference.path("owner").asText());
        assertEquals("stopped", conference.path("state").asText());
        assertEquals(3, conference.path("type").asInt());
        assertEquals(1, conference.path("vad_selector").asInt());
        assertEquals(10, conference.path("max_participants").asInt());
        assertTrue(conference.path("allow_guests").asBoolean());
        assertEquals(1, conference.path("recording").asInt());
        assertEquals("convene", conference.at("/tags/0").asText());
        assertEquals(1_795_413_600L, conference.at("/schedule/start_time").asLong());
        assertEquals(3600, conference.at("/schedule/duration").asInt());
        assertEquals(180, conference.at("/schedule/time_offset").asInt());
        assertTrue(conference.path("schedule").has("special_time_offset"));
        assertTrue(conference.at("/rights/guest/video_send").asBoolean());
        assertEquals(1_795_413_600L, conference.path("created_at").asLong());
        String id = conference.path("id").asText();
        assertEquals(trueconf.url() + "/c/" + id, conference.path("url").asText());
        assertEquals(
                trueconf.url() + "/webrtc/" + id,
                conference.path("webclient_url").asText());
        assertEquals(conference, trueconf.read(CONFERENCES + "/" + id));
    }

    @Test
    @DisplayName("lists the invited by id, whoever was named first")
    void sortsInvitations(TrueConf trueconf) {
        JsonNode invitations = trueconf.create(PLANNED).json().at("/conference/invitations");

        assertEquals(List.of("dean", "guest@other.example", "helen"), invitations.findValuesAsText("id"));
        assertTrue(invitations.at("/0/display_name").isNull());
        assertEquals("A guest", invitations.at("/1/display_name").asText());
    }

    @Test
    @DisplayName("has the server's settings where the caller gives none")
    void defaults(TrueConf trueconf) {
        JsonNode room = trueconf.read(trueconf.room());

        assertEquals(1, room.path("schedule").size());
        assertEquals(-1, room.at("/schedule/type").asInt());
        assertEquals(25, room.path("max_participants").asInt());
        assertEquals(25, room.path("max_podiums").asInt());
        assertEquals(0, room.path("auto_invite").asInt());
        assertEquals(0, room.path("recording").asInt());
        assertFalse(room.path("allow_guests").asBoolean());
        assertFalse(room.has("vad_selector"));
        assertEquals(0, room.path("invitations").size());
        assertEquals("", room.path("description").asText());
    }

    @Test
    @DisplayName("may come with numbers and flags as texts")
    void takesTexts(TrueConf trueconf) {
        JsonNode conference = trueconf.create("""
                        {'topic':'Daily','type':'1','owner':'helen','max_participants':'12','allow_guests':'1',
                         'auto_invite':'2','schedule':{'type':'1','start_time':'1795413600','duration':'600',
                         'time_offset':'-120'}}""").json().path("conference");

        assertEquals(1, conference.path("type").intValue());
        assertEquals(12, conference.path("max_participants").intValue());
        assertTrue(conference.path("allow_guests").booleanValue());
        assertEquals(2, conference.path("auto_invite").intValue());
        assertEquals(1_795_413_600L, conference.at("/schedule/start_time").longValue());
        assertEquals(-120, conference.at("/schedule/time_offset").intValue());
    }

    @Test
    @DisplayName("can be weekly, with its days from Monday on")
    void weekly(TrueConf trueconf) {
        String path = trueconf.conference(room("""
                {'schedule':{'type':0,'time':'11:30','days':['friday','monday'],'duration':1800,'time_offset':180}}""").toString());

        JsonNode schedule = trueconf.read(path).path("schedule");
        assertEquals("11:30", schedule.path("time").asText());
        assertEquals("[\"monday\",\"friday\"]", schedule.path("days").toString());
        assertEquals(1800, schedule.path("duration").asInt());
    }

    @Test
    @DisplayName("keeps the id its caller chose, and nobody else can have it")
    void chosenId(TrueConf trueconf) {
        String conference = room("{'id':'work_20261123T060000Z'}").toString();
        assertEquals(CONFERENCES + "/work_20261123T060000Z", trueconf.conference(conference));

        Reply again = trueconf.create(conference);

        assertEquals(400, again.status());
        JsonNode error = again.json().path("error");
        assertEquals(400, error.path("code").asInt());
        assertEquals("Bad Request", error.path("message").asText());
        assertEquals("uniqueValueAlreadyInUse", error.at("/errors/0/reason").asText());
        assertEquals("parameter", error.at("/errors/0/locationType").asText());
        assertEquals("id", error.at("/errors/0/location").asText());
        assertEquals(1, trueconf.get(CONFERENCES).json().path("cnt").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'topic':null}                                                      | topic               | required",
                "{'topic':'  '}                                                      | topic               | invalidParameter",
                "{'topic':['a']}                                                     | topic               | invalidParameter",
                "{'type':null}                                                       | type                | required",
                "{'type':2}                                                          | type                | invalidParameter",
                "{'type':'x'}                                                        | type                | invalidParameter",
                "{'owner':null}                                                      | owner               | required",
                "{'owner':'nobody'}                                                  | owner               | userNotFound",
                "{'owner':'kevin'}                                                   | owner               | userNotFound",
                "{'id':'a-b'}                                                        | id                  | invalidParameter",
                "{'schedule':null}                                                   | schedule            | required",
                "{'schedule':1}                                                      | schedule            | invalidParameter",
                "{'schedule':{}}                                                     | schedule.type       | required",
                "{'schedule':{'type':2}}                                             | schedule.type       | invalidParameter",
                "{'schedule':{'type':1,'duration':60}}                               | schedule.start_time | required",
                "{'schedule':{'type':1,'start_time':1795413600}}                     | schedule.duration   | required",
                "{'schedule':{'type':1,'start_time':1795413600,'duration':0}}        | schedule.duration   | invalidParameter",
                "{'schedule':{'type':0,'days':['monday'],'duration':60}}             | schedule.time       | required",
                "{'schedule':{'type':0,'time':'9:5','days':['monday'],'duration':1}} | schedule.time       | invalidParameter",
                "{'schedule':{'type':0,'time':'09:05','duration':60}}                | schedule.days       | required",
                "{'schedule':{'type':0,'time':'09:05','days':['mo'],'duration':60}}  | schedule.days       | invalidParameter",
                "{'max_participants':1}                                              | max_participants    | invalidParameter",
                "{'auto_invite':3}                                                   | auto_invite         | invalidParameter",
                "{'allow_guests':'maybe'}                                            | allow_guests        | invalidParameter",
                "{'invitations':[{'name':'dean'}]}                                   | invitations         | invalidParameter",
                "{'invitations':'dean'}                                              | invitations         | invalidParameter",
                "{'tags':'a'}                                                        | tags                | invalidParameter",
                "{'recording':2}                                                     | recording           | invalidParameter"
            })
    @DisplayName("is refused with the field and the reason when it makes no sense")
    void refused(String fields, String location, String reason, TrueConf trueconf) {
        Reply reply = trueconf.create(room(fields).toString());

        assertEquals(400, reply.status());
        JsonNode trouble = reply.json().at("/error/errors/0");
        assertEquals(reason, trouble.path("reason").asText());
        assertEquals(location, trouble.path("location").asText());
        assertEquals("parameter", trouble.path("locationType").asText());
        assertEquals(0, trueconf.get(CONFERENCES).json().path("cnt").asInt());
    }

    @Test
    @DisplayName("may have a topic of 240 characters and no more, whatever they are")
    void longTopics(TrueConf trueconf) {
        ObjectNode most = room("{}").put("topic", "😀".repeat(240));
        ObjectNode tooMany = room("{}").put("topic", "a".repeat(241));

        assertEquals(200, trueconf.create(most.toString()).status());
        assertEquals(400, trueconf.create(tooMany.toString()).status());
    }

    @Test
    @DisplayName("is refused with every reason at once, and without one when it is no JSON")
    void manyReasons(TrueConf trueconf) {
        JsonNode errors = trueconf.create("{'type':7}").json().at("/error/errors");

        assertEquals(List.of("topic", "type", "owner", "schedule"), errors.findValuesAsText("location"));
        assertEquals("parseError", reason(trueconf.create("{")));
        assertEquals("parseError", reason(trueconf.create("[]")));
    }

    @Test
    @DisplayName("is listed on pages that count from 1, until cnt is covered")
    void pages(TrueConf trueconf) {
        for (int i = 0; i < 5; i++) {
            trueconf.conference(room("{'topic':'" + i + "'}").toString());
        }

        assertEquals(List.of("0", "1"), topics(trueconf, "?page_id=1&page_size=2"));
        assertEquals(List.of("2", "3"), topics(trueconf, "?page_id=2&page_size=2"));
        assertEquals(List.of("4"), topics(trueconf, "?page_id=3&page_size=2"));
        assertEquals(List.of(), topics(trueconf, "?page_id=4&page_size=2"));
        assertEquals(List.of("0", "1"), topics(trueconf, "?page_id=0&page_size=2"));
        assertEquals(
                5,
                trueconf.get(CONFERENCES + "?page_id=3&page_size=2")
                        .json()
                        .path("cnt")
                        .asInt());
        assertEquals(400, trueconf.get(CONFERENCES + "?page_id=x").status());
        assertEquals(400, trueconf.get(CONFERENCES + "?page_size=0").status());
    }

    private static List<String> topics(TrueConf trueconf, String query) {
        List<String> topics = new ArrayList<>();
        trueconf.get(CONFERENCES + query)
                .json()
                .path("conferences")
                .forEach(conference -> topics.add(conference.path("topic").asText()));
        return topics;
    }

    @Test
    @DisplayName("is found by its state and by its tag, and counted so")
    void filters(TrueConf trueconf) {
        String tagged =
                trueconf.conference(room("{'topic':'tagged','tags':['a','b']}").toString());
        trueconf.conference(room("{'topic':'other','tags':['ab']}").toString());
        trueconf.post(tagged + "/run", "");

        assertEquals(List.of("tagged"), topics(trueconf, "?tag=b"));
        assertEquals(List.of("tagged"), topics(trueconf, "?state=running"));
        assertEquals(List.of("other"), topics(trueconf, "?state=stopped"));
        assertEquals(List.of(), topics(trueconf, "?state=stopped&tag=a"));
        assertEquals(1, trueconf.get(CONFERENCES + "?tag=b").json().path("cnt").asInt());
        assertEquals(400, trueconf.get(CONFERENCES + "?state=asleep").status());
    }

    @Test
    @DisplayName("is replaced whole: what is left out is the server's again")
    void replaced(TrueConf trueconf) {
        String path = trueconf.conference(PLANNED.replace("'type':3", "'type':0"));
        JsonNode before = trueconf.read(path);

        Reply reply =
                trueconf.put(path, room("{'topic':'Moved','owner':'dean'}").toString());

        assertEquals(200, reply.status());
        JsonNode after = trueconf.read(path);
        assertEquals(after, reply.json().path("conference"));
        assertEquals("Moved", after.path("topic").asText());
        assertEquals("dean@sandbox.trueconf.example", after.path("owner").asText());
        assertEquals("", after.path("description").asText());
        assertEquals(0, after.path("invitations").size());
        assertEquals(-1, after.at("/schedule/type").asInt());
        assertEquals(25, after.path("max_participants").asInt());
        assertEquals(before.path("id"), after.path("id"));
        assertEquals(before.path("url"), after.path("url"));
        assertEquals(before.path("created_at"), after.path("created_at"));
    }

    @Test
    @DisplayName("stays as it is when it is replaced by what was read")
    void replacedByItself(TrueConf trueconf) {
        String path = trueconf.conference(PLANNED);
        JsonNode before = trueconf.read(path);

        assertEquals(200, trueconf.put(path, before.toString()).status());
        assertEquals(before, trueconf.read(path));
    }

    @Test
    @DisplayName("is not replaced by half a conference")
    void notPatched(TrueConf trueconf) {
        String path = trueconf.room();

        assertEquals(400, trueconf.put(path, "{\"topic\":\"Moved\"}").status());
        assertEquals("Daily", trueconf.read(path).path("topic").asText());
    }

    @Test
    @DisplayName("that runs takes a new description and nothing else")
    void runningIsNotEdited(TrueConf trueconf) {
        String path = trueconf.conference(PLANNED);
        trueconf.post(path + "/run", "");
        ObjectNode conference = (ObjectNode) trueconf.read(path);

        assertEquals(
                200,
                trueconf.put(path, conference.put("description", "New").toString())
                        .status());
        Reply refused = trueconf.put(path, conference.put("topic", "New").toString());

        assertEquals(400, refused.status());
        assertEquals("conferenceIsRunning", reason(refused));
        assertEquals("New", trueconf.read(path).path("description").asText());
        assertNotEquals("New", trueconf.read(path).path("topic").asText());
    }

    @Test
    @DisplayName("is deleted with its id for an answer, or with none")
    void deleted(TrueConf trueconf) {
        String first = trueconf.room();
        String second = trueconf.room();

        Reply told = trueconf.delete(first);
        assertEquals(200, told.status());
        assertEquals(first.substring(first.lastIndexOf('/') + 1), told.text("id"));
        trueconf.habits("{'deleteStatus':204}");
        Reply silent = trueconf.delete(second);
        assertEquals(204, silent.status());
        assertEquals("", silent.body());
        assertEquals(404, trueconf.get(first).status());
        assertEquals(404, trueconf.delete(second).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET ", "PUT ", "DELETE ", "POST /run", "POST /stop", "GET /participants", "GET /invitations"})
    @DisplayName("that is not there is not found, by its path")
    void unknown(String call, TrueConf trueconf) {
        String[] parts = call.split(" ", 2);

        Reply reply = trueconf.exchange(trueconf.request(CONFERENCES + "/123" + parts[1])
                .method(parts[0], java.net.http.HttpRequest.BodyPublishers.ofString("{}")));

        assertEquals(404, reply.status());
        assertEquals(
                "{\"error\":{\"code\":404,\"message\":\"Not Found\",\"errors\":[{\"reason\":\"conferenceNotFound\","
                        + "\"message\":\"Conference '123' is not found.\",\"locationType\":\"path\","
                        + "\"location\":\"conference_id\"}]}}",
                reply.body());
    }

    @Test
    @DisplayName("runs and stops, each once")
    void runsAndStops(TrueConf trueconf) {
        String path = trueconf.room();

        Reply early = trueconf.post(path + "/stop", "");
        assertEquals(400, early.status());
        assertEquals("conferenceIsStopped", reason(early));
        Reply run = trueconf.post(path + "/run/", "");
        assertEquals(200, run.status());
        assertEquals("{\"state\":\"running\"}", run.body());
        assertEquals("running", trueconf.read(path).path("state").asText());
        Reply again = trueconf.post(path + "/run", "");
        assertEquals(400, again.status());
        assertEquals("conferenceIsRunning", reason(again));
        assertEquals(
                "{\"state\":\"stopped\"}", trueconf.post(path + "/stop", "").body());
        assertEquals("stopped", trueconf.read(path).path("state").asText());
    }
}
