package org.convene.people.account;

import static org.awaitility.Awaitility.await;
import static org.convene.people.account.AccountWorld.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts at the TrueConf Server of the sandbox, as people come, change and leave. */
@QuarkusTest
@TestProfile(AccountsTest.Writing.class)
class AccountsTest {
    public static class Writing implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return AccountWorld.settings(
                    "write",
                    "convene.people.trueconf.groups",
                    "Class *,Staff=Teachers",
                    "convene.people.leavers.hand-over-to",
                    "manager,helen",
                    "convene.people.trueconf.delete",
                    "true");
        }
    }

    private final AccountWorld world = new AccountWorld();

    @AfterEach
    void asBefore() {
        world.habits("{'ldapMode':false}");
        world.faults("[]");
    }

    private String conference(String owner, long startsIn) {
        long start = Instant.now().getEpochSecond() + startsIn;
        return world.api(
                        "POST",
                        "/conferences",
                        "{'topic':'T','type':0,'owner':'" + owner
                                + "','schedule':{'type':1,'start_time':" + start + ",'duration':600,'time_offset':0},"
                                + "'invitations':[{'id':'boris'}]}")
                .at("/conference/id")
                .asText();
    }

    @Test
    void aJoinerAppearsWithNamePhonesAndGroups() {
        world.come(
                "p1",
                world.attributes(
                        "j.joiner",
                        "{'givenName':'Jo','familyName':'Joiner','department':'Mathematics',"
                                + "'phones':['101','102'],'groups':[{'key':'c','name':'Class 7b'},{'key':'s','name':'staff'},"
                                + "{'key':'x','name':'Chess'}]}"));
        JsonNode account = world.settled("p1");
        JsonNode user = world.user("j.joiner");
        assertEquals("Person j.joiner", user.path("display_name").asText());
        assertEquals("Jo", user.path("first_name").asText());
        assertEquals("Mathematics", user.path("company").asText());
        assertEquals("101", user.path("work_phone").asText());
        assertEquals("102", user.path("mobile_phone").asText());
        assertEquals(List.of("Class 7b", "Teachers"), world.groups("j.joiner"));
        assertEquals("j.joiner", account.path("login").asText());
        assertEquals(List.of("created", "joined", "joined"), world.done("p1"));
        assertFalse(account.toString().contains("password"), account::toString);
    }

    @Test
    void twoWhoJoinAtTheSameTimeShareOneNewGroup() {
        for (int i = 0; i < 8; i++) {
            world.come("g" + i, world.attributes("group" + i, "{'groups':[{'key':'c','name':'Class 9z'}]}"));
        }
        for (int i = 0; i < 8; i++) {
            world.settled("g" + i);
            assertEquals(List.of("Class 9z"), world.groups("group" + i));
        }
        long made = world.state().path("groups").findValuesAsText("displayName").stream()
                .filter("Class 9z"::equals)
                .count();
        assertEquals(1, made);
    }

    @Test
    void ofAMoverOnlyWhatDiffersIsChanged() {
        ObjectNode attributes = world.attributes("m.mover", "{'phones':['1']}");
        world.come("p2", attributes);
        world.settled("p2");
        world.api("PUT", "/users/m.mover", "{'company':'by hand'}");
        ObjectNode moved = attributes.deepCopy().put("name", "Mia Mover");
        moved.remove("phones");
        moved.putArray("emails").add("mia@school.example");
        world.come("p2", moved);
        world.account(
                "p2",
                account -> account.path("state").asText().equals("ready")
                        && account.path("done").size() == 2);
        JsonNode user = world.user("m.mover");
        assertEquals("Mia Mover", user.path("display_name").asText());
        assertEquals("mia@school.example", user.path("email").asText());
        assertEquals("by hand", user.path("company").asText());
        assertEquals("", user.path("work_phone").asText());
        JsonNode change = world.account("p2").at("/done/1");
        assertEquals("changed", change.path("what").asText());
        assertEquals("Person m.mover", change.at("/before/name").asText());
        assertEquals("Mia Mover", change.at("/after/name").asText());
    }

    @Test
    void aNewLoginKeepsTheAccountAndSaysSo() {
        world.come("p3", world.attributes("old.login", "{}"));
        world.settled("p3");
        world.come("p3", world.attributes("new.login", "{'emails':['old.login@school.example']}"));
        JsonNode account = world.account("p3", now -> now.path("differs").size() == 1);
        assertEquals("old.login", account.path("login").asText());
        assertEquals("login", account.at("/differs/0/field").asText());
        assertTrue(world.user("new.login").isMissingNode());
        assertEquals(
                "Person new.login", world.user("old.login").path("display_name").asText());
    }

    @Test
    void aLeaverIsDisabledAndDisconnectedAndConferencesToComeGoToTheManager() {
        world.come("boss", world.attributes("the.boss", "{}"));
        world.settled("boss");
        world.come("p4", world.attributes("l.leaver", "{'manager':'boss'}"));
        world.settled("p4");
        String past = conference("l.leaver", -86_400);
        String future = conference("l.leaver", 86_400);
        String others = conference("anna", 86_400);
        String talk = conference("anna", 3600);
        world.api("POST", "/conferences/" + talk + "/run", "");
        world.api("POST", "/conferences/" + talk + "/participants", "{'participant_id':'l.leaver'}");

        world.leave("p4");
        world.account(
                "p4",
                account -> account.path("done").findValuesAsText("what").contains("handed over")
                        && account.path("state").asText().equals("ready"));
        assertFalse(world.isActive("l.leaver"));
        assertFalse(world.api("GET", "/conferences/" + talk + "/participants", "")
                .toString()
                .contains("l.leaver"));
        assertEquals(
                "the.boss@sandbox.trueconf.example",
                world.conference(future).path("owner").asText());
        assertEquals("boris", world.conference(future).at("/invitations/0/id").asText());
        assertEquals(
                "l.leaver@sandbox.trueconf.example",
                world.conference(past).path("owner").asText());
        assertEquals(
                "anna@sandbox.trueconf.example",
                world.conference(others).path("owner").asText());
        assertEquals(List.of("created", "disabled", "disconnected", "handed over"), world.done("p4"));
        JsonNode handed = world.account("p4").at("/done/3");
        assertEquals(future, handed.path("object").asText());
        assertEquals("l.leaver", handed.path("before").asText());
        assertEquals("the.boss", handed.path("after").asText());
    }

    @Test
    void whoeverComesBackHasTheSameAccountAgainAndWhoeverIsGoneHasNone() {
        ObjectNode attributes = world.attributes("b.back", "{}");
        world.come("p5", attributes);
        world.settled("p5");
        world.leave("p5");
        await().atMost(SOON).until(() -> !world.isActive("b.back"));
        world.come("p5", attributes);
        await().atMost(SOON).until(() -> world.isActive("b.back"));
        world.leave("p5");
        await().atMost(SOON).until(() -> !world.isActive("b.back"));
        world.isGone("p5");
        await().atMost(SOON).until(() -> world.user("b.back").isMissingNode());
        JsonNode account = world.account("p5", now -> now.path("done").isEmpty());
        assertFalse(account.toString().contains("b.back"), account::toString);
    }

    @Test
    void aUserOfSomebodyElseIsNotTouchedAndAPersonIsAsked() {
        JsonNode before = world.user("olga");
        world.come("p6", world.attributes("olga", "{'emails':['other.olga@school.example']}"));
        JsonNode account = world.account("p6", now -> now.path("state").asText().equals("failed"));
        assertTrue(account.path("problem").asText().contains("convene.people.trueconf.adopt=true"), account::toString);
        world.leave("p6");
        world.settled("p6");
        assertEquals(before, world.user("olga"));
        assertEquals(List.of(), world.done("p6"));
    }

    @Test
    void aUserWithThePersonsAddressIsThePersons() {
        world.come("p7", world.attributes("boris", "{'emails':['b.private@home.example','Boris@company.example']}"));
        world.account(
                "p7", account -> account.path("done").findValuesAsText("what").contains("changed"));
        assertEquals("adopted", world.done("p7").get(0));
        assertEquals("Person boris", world.user("boris").path("display_name").asText());
        assertEquals("Sales", world.groups("boris").get(0));
    }

    @Test
    void whoeverLeftBeforeTheHubCameGetsNoAccountAndNobodyIsTouched() {
        world.come("p8", world.attributes(null, "{'name':'Nobody'}"));
        assertTrue(world.account("p8").isMissingNode());
        world.leave("p8");
        assertTrue(world.account("p8").isMissingNode());
    }

    @Test
    void aServerInLdapModeIsOnlyLookedAtAndSaysSo() {
        world.habits("{'ldapMode':true}");
        world.come("p9", world.attributes("ldap.person", "{}"));
        JsonNode account = world.settled("p9");
        assertTrue(account.path("problem").asText().contains("convene.people.trueconf=look"), account::toString);
        assertTrue(world.user("ldap.person").isMissingNode());
    }

    @Test
    void aCreateOfWhichNobodyKnowsWhetherItHappenedIsNotDoneTwice() {
        world.faults("[{'method':'POST','path':'/api/*/users','times':1,'action':'drop-after'}]");
        world.come("p10", world.attributes("u.uncertain", "{}"));
        world.settled("p10");
        assertTrue(world.isActive("u.uncertain"));
        assertEquals("u.uncertain", world.account("p10").path("login").asText());
    }
}
