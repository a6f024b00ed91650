package org.convene.people.account;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.convene.people.account.AccountWorld.SOON;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.convene.Ports;
import org.convene.people.addressbook.AddressBooks;
import org.convene.people.directory.Directory;
import org.convene.terminal.TerminalCommand;
import org.convene.terminal.Terminals;
import org.junit.jupiter.api.Test;

/** Accounts that are only looked at, and the address book of a terminal. */
@QuarkusTest
@TestProfile(LookedAtAccountsTest.Looking.class)
class LookedAtAccountsTest {
    private static final int TERMINAL_PORT = Ports.free();

    public static class Looking implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new TreeMap<>(AccountWorld.settings(
                    "look",
                    "convene.people.trueconf.groups",
                    "Class *",
                    "convene.people.terminals",
                    "room-9",
                    "convene.people.terminals.groups",
                    "Class *"));
            settings.put("convene.sandbox.terminals.names", "room-9");
            settings.put("convene.sandbox.terminals.port", String.valueOf(TERMINAL_PORT));
            settings.put("convene.terminals.\"room-9\".url", "ws://localhost:" + TERMINAL_PORT + "/room-9");
            return settings;
        }
    }

    private final AccountWorld world = new AccountWorld();

    @Inject
    Directory directory;

    @Inject
    Terminals terminals;

    @Inject
    AddressBooks addressBooks;

    private static List<String> fields(JsonNode account) {
        return account.path("differs").findValuesAsText("field");
    }

    @Test
    void whatDiffersIsListedAndNothingIsWritten() {
        JsonNode users = world.state().path("users");
        world.come("missing", world.attributes("not.there", "{}"));
        world.come(
                "anna",
                world.attributes(
                        "anna",
                        "{'name':'Anna P.','emails':['Anna.Petrova@company.example'],"
                                + "'groups':[{'key':'c','name':'Class 7b'},{'key':'s','name':'Sales'}]}"));
        world.come("olga", world.attributes("olga", "{}"));
        world.come("boris", world.attributes("boris", "{'name':'Boris Ivanov','emails':['boris@company.example']}"));
        assertEquals(List.of("account"), fields(world.settled("missing")));
        JsonNode anna = world.settled("anna");
        assertEquals(List.of("name", "groups"), fields(anna));
        assertEquals("Anna Petrova", anna.at("/differs/0/is").asText());
        assertEquals("Anna P.", anna.at("/differs/0/wanted").asText());
        assertEquals("Class 7b", anna.at("/differs/1/wanted").asText());
        assertEquals(List.of("email"), fields(world.settled("olga")));
        assertEquals(List.of(), fields(world.settled("boris")));
        given().get("/people/anna/account")
                .then()
                .statusCode(200)
                .body("mode", equalTo("look"))
                .body("wanted", equalTo(true))
                .body("differs.field", contains("name", "groups"));
        world.leave("boris");
        JsonNode boris = world.account("boris", account -> fields(account).equals(List.of("active")));
        assertTrue(boris.at("/differs/0/is").asBoolean());
        assertEquals(users, world.state().path("users"));
    }

    private Map<String, String> book() {
        Map<String, String> book = new TreeMap<>();
        terminals
                .find("room-9")
                .orElseThrow()
                .send(TerminalCommand.of("getAbook", "test"))
                .toCompletableFuture()
                .join()
                .path("abook")
                .forEach(entry -> book.put(
                        entry.path("peerId").asText().split("@")[0],
                        entry.path("peerDn").asText()));
        return book;
    }

    private void person(String key, String name, String group) throws Exception {
        directory.accept("test", key, (com.fasterxml.jackson.databind.node.ObjectNode) AccountWorld.JSON.readTree(
                "{\"login\":\"" + key + "\",\"name\":\"" + name + "\",\"groups\":[\"" + group + "\"]}"));
    }

    @Test
    void peopleComeIntoTheAddressBookOfATerminalAndGoAndOthersStay() throws Exception {
        await().atMost(SOON)
                .until(() -> terminals
                        .find("room-9")
                        .orElseThrow()
                        .status()
                        .connection()
                        .word()
                        .equals("ready"));
        Map<String, String> before = book();
        person("paul", "Paul", "Class 1");
        person("pia", "Pia", "Chess");
        await().atMost(SOON).until(() -> book().containsKey("paul"));
        assertTrue(!book().containsKey("pia"));
        person("paul", "Paul B.", "Class 1");
        await().atMost(SOON).until(() -> "Paul B.".equals(book().get("paul")));
        directory.left("test", "paul");
        await().atMost(SOON).until(() -> !book().containsKey("paul"));
        assertEquals(before, book());
    }
}
