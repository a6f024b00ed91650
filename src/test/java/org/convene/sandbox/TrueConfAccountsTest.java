package org.convene.sandbox;

import static org.convene.sandbox.TrueConf.API;
import static org.convene.sandbox.TrueConf.quoted;
import static org.convene.sandbox.TrueConf.reason;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
@DisplayName("Accounts of the TrueConf Server sandbox")
class TrueConfAccountsTest {
    private static final String USERS = API + "/users";
    private static final String GROUPS = API + "/groups";
    private static final String IVAN = "{'login_name':'ivan','email':'i@x.example','password':'p'}";

    private static JsonNode user(Reply reply) {
        assertEquals(200, reply.status(), reply.body());
        return reply.json().path("user");
    }

    @Test
    @DisplayName("are made with a login, an address and a password, and are active unless told otherwise")
    void create(TrueConf trueconf) {
        JsonNode ivan = user(trueconf.post(USERS, quoted(IVAN)));
        assertEquals(1, ivan.path("is_active").intValue());
        assertEquals("@no_group", ivan.at("/groups/0/id").asText());
        assertEquals("ivan@sandbox.trueconf.example", ivan.path("uid").asText());

        JsonNode off = user(trueconf.post(
                USERS, quoted("{'login_name':'off','email':'o@x.example','password':'p','is_active':0}")));
        assertEquals(0, off.path("is_active").intValue());
        assertEquals(-2, off.path("status").intValue());
    }

    @Test
    @DisplayName("are not made without a password, or under a login that somebody has")
    void refused(TrueConf trueconf) {
        Reply none = trueconf.post(USERS, quoted("{'login_name':'ivan','email':'i@x.example'}"));
        assertEquals(400, none.status());
        assertEquals("password", none.json().at("/error/errors/0/location").asText());

        Reply taken = trueconf.post(USERS, quoted(IVAN.replace("ivan", "Anna")));
        assertEquals(400, taken.status());
        assertEquals("uniqueValueAlreadyInUse", reason(taken));
        assertEquals("login_name", taken.json().at("/error/errors/0/location").asText());
    }

    @Test
    @DisplayName("keep what a change leaves out, their login above all")
    void change(TrueConf trueconf) {
        JsonNode anna = user(trueconf.put(
                USERS + "/anna",
                quoted("{'login_name':'other','email':'new@x.example','work_phone':'7','is_active':0}")));
        assertEquals("anna", anna.path("login_name").asText());
        assertEquals("new@x.example", anna.path("email").asText());
        assertEquals("Anna Petrova", anna.path("display_name").asText());
        assertEquals("7", anna.path("work_phone").asText());
        assertEquals("Sales", anna.at("/groups/0/display_name").asText());
        assertEquals(0, anna.path("is_active").intValue());
        assertEquals("userNotFound", reason(trueconf.put(USERS + "/nobody", "{}")));
    }

    @Test
    @DisplayName("that are disabled start nothing and own nothing new")
    void disabled(TrueConf trueconf) {
        String room = trueconf.room();
        user(trueconf.put(USERS + "/helen", quoted("{'is_active':0}")));
        assertEquals(400, trueconf.post(room + "/run", "").status());
        assertEquals(400, trueconf.create(TrueConf.ROOM).status());
        user(trueconf.put(USERS + "/helen", quoted("{'is_active':1}")));
        assertEquals(200, trueconf.post(room + "/run", "").status());
    }

    @Test
    @DisplayName("leave the conferences they are in when they are disconnected")
    void disconnect(TrueConf trueconf) {
        String room = trueconf.room();
        trueconf.post(room + "/run", "");
        trueconf.post(room + "/participants", quoted("{'participant_id':'dean'}"));
        assertTrue(trueconf.get(room + "/participants").body().contains("dean"));
        assertEquals(
                "disconnecting", trueconf.post(USERS + "/dean/disconnect", "").text("state"));
        assertFalse(trueconf.get(room + "/participants").body().contains("dean"));
    }

    @Test
    @DisplayName("are gone once they are deleted")
    void delete(TrueConf trueconf) {
        assertEquals("boris", trueconf.delete(USERS + "/boris").text("id"));
        assertEquals(404, trueconf.get(USERS + "/boris").status());
        assertEquals("userNotFound", reason(trueconf.delete(USERS + "/boris")));
    }

    @Test
    @DisplayName("are put into groups, which can be made and deleted")
    void groups(TrueConf trueconf) {
        String id = trueconf.post(GROUPS, quoted("{'display_name':'Class 7b'}"))
                .json()
                .at("/group/id")
                .asText();
        user(trueconf.post(GROUPS + "/" + id + "/users", quoted("{'user_id':'anna'}")));
        user(trueconf.post(GROUPS + "/" + id + "/users", quoted("{'user_id':'anna'}")));
        assertEquals(
                List.of("anna"),
                trueconf.get(GROUPS + "/" + id + "/users").json().path("users").findValuesAsText("login_name"));
        assertEquals("userNotFound", reason(trueconf.post(GROUPS + "/1/users", quoted("{'user_id':'nobody'}"))));
        assertEquals("groupNotFound", reason(trueconf.post(GROUPS + "/99/users", quoted("{'user_id':'anna'}"))));

        assertEquals(id, trueconf.delete(GROUPS + "/" + id).text("id"));
        assertEquals("groupNotFound", reason(trueconf.delete(GROUPS + "/" + id)));
        assertEquals(
                List.of("1"), user(trueconf.get(USERS + "/anna")).path("groups").findValuesAsText("id"));
    }

    @Test
    @DisplayName("that come from LDAP can be read and disconnected, and not written")
    void ldap(TrueConf trueconf) {
        trueconf.habits("{'ldapMode':true}");
        for (Reply reply : List.of(
                trueconf.post(USERS, quoted(IVAN)),
                trueconf.put(USERS + "/anna", "{}"),
                trueconf.delete(USERS + "/anna"),
                trueconf.post(GROUPS, quoted("{'display_name':'x'}")))) {
            assertEquals(403, reply.status());
            assertEquals("ldapModeEnabled", reason(reply));
        }
        assertEquals(200, trueconf.get(USERS + "/anna").status());
        assertEquals(200, trueconf.post(USERS + "/anna/disconnect", "").status());
    }

    @Test
    @DisplayName("are not written by an application that may only read them")
    void scopes(TrueConf trueconf) {
        trueconf.habits("{'scopes':['users:read','groups:read']}");
        trueconf.giveUpToken();
        for (Reply reply : List.of(
                trueconf.post(USERS, quoted(IVAN)),
                trueconf.post(USERS + "/anna/disconnect", ""),
                trueconf.post(GROUPS, quoted("{'display_name':'x'}")))) {
            assertEquals(403, reply.status());
            assertEquals("forbidden", reason(reply));
        }
    }
}
