package org.convene.sandbox;

import static org.convene.sandbox.TrueConf.API;
import static org.convene.sandbox.TrueConf.reason;
import static org.convene.sandbox.TrueConf.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
@DisplayName("People of the TrueConf Server sandbox")
class TrueConfPeopleTest {

    private static final String INVITED =
            "{'invitations':[{'id':'helen'},{'id':'dean'},{'id':'a@other.example','display_name':'A guest'}]}";

    @Test
    @DisplayName("are there from the start, each with an address, and one who is not active")
    void samples(TrueConf trueconf) {
        JsonNode list = trueconf.get(API + "/users").json();

        assertEquals(-1, list.path("next_page_id").asInt());
        assertEquals("admin", list.at("/users/0/login_name").asText());
        JsonNode anna = trueconf.get(API + "/users/anna").json().path("user");
        assertEquals("anna@sandbox.trueconf.example", anna.path("uid").asText());
        assertEquals("anna.petrova@company.example", anna.path("email").asText());
        assertEquals(1, anna.path("is_active").intValue());
        assertEquals("Sales", anna.at("/groups/0/display_name").asText());
        JsonNode kevin = trueconf.get(API + "/users/kevin").json().path("user");
        assertEquals(0, kevin.path("is_active").intValue());
        assertEquals(-2, kevin.path("status").intValue());
    }

    @Test
    @DisplayName("come on pages that name the next one, -1 after the last; page 0 is page 1")
    void pages(TrueConf trueconf) {
        List<String> logins = new ArrayList<>();
        int page = 1;
        while (page > 0) {
            JsonNode list =
                    trueconf.get(API + "/users?page_size=3&page_id=" + page).json();
            logins.addAll(list.path("users").findValuesAsText("login_name"));
            page = list.path("next_page_id").asInt();
        }

        assertEquals(List.of("admin", "anna", "boris", "dean", "helen", "kevin", "m.orlova", "olga"), logins);
        assertEquals(
                trueconf.get(API + "/users?page_size=3&page_id=0").body(),
                trueconf.get(API + "/users?page_size=3&page_id=1").body());
        assertEquals(
                -1,
                trueconf.get(API + "/users?page_size=8")
                        .json()
                        .path("next_page_id")
                        .asInt());
        assertEquals(
                2,
                trueconf.get(API + "/users?page_size=7")
                        .json()
                        .path("next_page_id")
                        .asInt());
    }

    @Test
    @DisplayName("are found by a part of their address")
    void filters(TrueConf trueconf) {
        assertEquals(
                "[\"m.orlova\"]",
                SandboxClient.JSON
                        .valueToTree(trueconf.get(API + "/users?email=Maria.Orlova%40company.example")
                                .json()
                                .path("users")
                                .findValuesAsText("login_name"))
                        .toString());
        assertEquals(
                8,
                trueconf.get(API + "/users?email=company").json().path("users").size());
        assertEquals(
                0,
                trueconf.get(API + "/users?email=company&last_name=nobody")
                        .json()
                        .path("users")
                        .size());
    }

    @Test
    @DisplayName("who are unknown are not found")
    void unknown(TrueConf trueconf) {
        Reply reply = trueconf.get(API + "/users/nobody");

        assertEquals(404, reply.status());
        assertEquals("userNotFound", reason(reply));
        assertEquals("user_id", reply.json().at("/error/errors/0/location").asText());
    }

    @Test
    @DisplayName("are in groups, and the rest in a group of nobody's")
    void groups(TrueConf trueconf) {
        JsonNode groups = trueconf.get(API + "/groups").json();

        assertEquals(List.of("Sales", "Engineering"), groups.path("groups").findValuesAsText("display_name"));
        assertEquals(-1, groups.path("next_page_id").asInt());
        assertEquals(
                2,
                trueconf.get(API + "/groups?page_size=1")
                        .json()
                        .path("next_page_id")
                        .asInt());
        JsonNode sales = trueconf.get(API + "/groups/1/users").json();
        assertEquals(List.of("anna", "boris", "olga"), sales.path("users").findValuesAsText("login_name"));
        JsonNode admin = trueconf.get(API + "/users/admin").json().path("user");
        assertEquals("@no_group", admin.at("/groups/0/id").asText());
        assertEquals(0, admin.at("/groups/0/rights").size());
        assertEquals(
                1,
                trueconf.get(API + "/groups/@no_group/users")
                        .json()
                        .path("users")
                        .size());
        assertEquals("groupNotFound", reason(trueconf.get(API + "/groups/9/users")));
    }

    @Test
    @DisplayName("who are invited are listed with what the server knows of them")
    void invitations(TrueConf trueconf) {
        String path = trueconf.conference(room(INVITED).toString());

        JsonNode list = trueconf.get(path + "/invitations").json().path("invitations");

        assertEquals(3, list.size());
        assertEquals("a@other.example", list.at("/0/id").asText());
        assertEquals("A guest", list.at("/0/display_name").asText());
        assertEquals("guest", list.at("/0/type").asText());
        assertFalse(list.at("/0").has("login_name"));
        assertEquals("Dean Miller", list.at("/1/display_name").asText());
        assertEquals("dean@company.example", list.at("/1/email").asText());
        assertEquals("user", list.at("/1/type").asText());
        assertEquals(0, list.at("/1/is_owner").intValue());
        assertEquals(1, list.at("/2/is_owner").intValue());
    }

    @Test
    @DisplayName("are invited, renamed and uninvited one by one")
    void oneByOne(TrueConf trueconf) {
        String path = trueconf.room() + "/invitations";

        Reply added = trueconf.post(path, "{\"id\":\"olga@sandbox.trueconf.example\",\"display_name\":\"Olga S.\"}");
        assertEquals(200, added.status());
        assertEquals("olga", added.json().at("/invitation/id").asText());
        assertEquals("Olga S.", added.json().at("/invitation/display_name").asText());
        assertEquals("uniqueValueAlreadyInUse", reason(trueconf.post(path, "{\"id\":\"olga\"}")));
        assertEquals("required", reason(trueconf.post(path, "{}")));

        Reply renamed = trueconf.put(path + "/olga", "{\"display_name\":\"O.\"}");
        assertEquals("O.", renamed.json().at("/invitation/display_name").asText());
        assertEquals(
                "O.",
                trueconf.get(path + "/olga")
                        .json()
                        .at("/invitation/display_name")
                        .asText());
        assertEquals(1, trueconf.get(path).json().path("invitations").size());

        Reply removed = trueconf.delete(path + "/olga");
        assertEquals("{\"id\":\"olga\"}", removed.body());
        assertEquals(0, trueconf.get(path).json().path("invitations").size());
        assertEquals("invitationNotFound", reason(trueconf.delete(path + "/olga")));
        assertEquals(404, trueconf.put(path + "/olga", "{}").status());
    }

    @Test
    @DisplayName("stay the invited ones while the conference runs")
    void listStandsStill(TrueConf trueconf) {
        String path = trueconf.conference(room(INVITED).toString());
        trueconf.post(path + "/run", "");

        assertEquals("conferenceIsRunning", reason(trueconf.post(path + "/invitations", "{\"id\":\"olga\"}")));
        assertEquals("conferenceIsRunning", reason(trueconf.delete(path + "/invitations/dean")));
        assertEquals(3, trueconf.read(path).path("invitations").size());
    }

    @Test
    @DisplayName("are called into a conference only while it runs, and are gone when it stops")
    void participants(TrueConf trueconf) {
        String path = trueconf.room();

        Reply early = trueconf.post(path + "/participants", "{\"participant_id\":\"dean\"}");
        assertEquals(400, early.status());
        assertEquals("conferenceIsStopped", reason(early));
        trueconf.post(path + "/run", "");
        assertEquals(
                0,
                trueconf.get(path + "/participants").json().path("participants").size());
        Reply called = trueconf.post(path + "/participants", "{\"participant_id\":\"dean\"}");
        assertEquals(200, called.status());
        assertEquals("dean", called.text("id"));
        assertTrue(called.json().path("join_time").asLong() > 0);
        JsonNode participants = trueconf.get(path + "/participants").json().path("participants");
        assertEquals(List.of("dean"), participants.findValuesAsText("login_name"));
        assertEquals("userNotFound", reason(trueconf.post(path + "/participants", "{\"participant_id\":\"nobody\"}")));
        assertEquals("required", reason(trueconf.post(path + "/participants", "{}")));
        trueconf.post(path + "/stop", "");
        assertEquals(
                0,
                trueconf.get(path + "/participants").json().path("participants").size());
    }

    @Test
    @DisplayName("on the list come at once when the conference calls them")
    void invitedAtStart(TrueConf trueconf) {
        String path = trueconf.conference(room(INVITED).put("auto_invite", 1).toString());
        trueconf.post(path + "/run", "");

        JsonNode participants = trueconf.get(path + "/participants").json().path("participants");

        assertEquals(List.of("dean", "helen"), participants.findValuesAsText("login_name"));
    }
}
