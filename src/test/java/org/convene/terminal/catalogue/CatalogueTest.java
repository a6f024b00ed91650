package org.convene.terminal.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The facts of the vendor's document, whole and well formed, and what is made of them. */
class CatalogueTest {
    private static final Path FACTS = Path.of("src/main/resources/terminal/catalogue.json");
    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode event(String json) throws IOException {
        ObjectNode event = (ObjectNode) JSON.readTree(json);
        return CATALOGUE.explainedEvent(event.path("event").asText(), event);
    }

    @Test
    void allCommandsNotificationsAndEnumerationsOfTheDocumentAreThere() {
        assertEquals(
                183, CATALOGUE.commands().stream().filter(Command::documented).count());
        assertEquals(122, CATALOGUE.notifications().size());
        assertEquals(59, CATALOGUE.enumerations().size());
    }

    @Test
    void theFactsHaveTheShapeThatTheSchemaDescribes() throws IOException {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("src/main/schemas/terminal-catalogue.schema.json")));
        assertEquals(Set.of(), schema.validate(Files.readString(FACTS), InputFormat.JSON));
    }

    @Test
    void everyEnumerationThatIsNamedIsThereAndEveryWordOfOneIsItsOwn() throws IOException {
        JsonNode facts = JSON.readTree(FACTS.toFile());
        Set<String> named = new TreeSet<>();
        facts.findValues("values").stream().filter(JsonNode::isTextual).forEach(name -> named.add(name.asText()));
        CATALOGUE.enumerations().forEach(enumeration -> {
            named.remove(enumeration.name());
            assertEquals(
                    enumeration.values().size(),
                    enumeration.values().stream()
                            .map(Enumeration.Value::word)
                            .distinct()
                            .count(),
                    enumeration.name());
        });
        assertTrue(named.isEmpty(), named::toString);
    }

    @Test
    void everyEventThatMayFollowACommandIsOneOfTheDocument() {
        CATALOGUE
                .commands()
                .forEach(command -> command.events()
                        .forEach(event -> assertTrue(
                                CATALOGUE.notification(event).isPresent(), command.name() + " names " + event)));
    }

    @Test
    void aNumberGetsAWordBesideIt() throws IOException {
        ObjectNode event = event("{\"event\":\"appStateChanged\",\"appState\":5,\"method\":\"event\"}");
        assertEquals(5, event.path("appState").asInt());
        assertEquals("conference", event.at("/explained/appState").asText());
    }

    @Test
    void numbersInsideListsGetTheirWordsWhereTheyStand() throws IOException {
        ObjectNode reply = CATALOGUE.explainedReply("getAbook", (ObjectNode)
                JSON.readTree("{\"abook\":[{\"peerId\":\"a\",\"status\":2},{\"status\":77}]}"));
        assertEquals("busy", reply.at("/abook/0/explained/status").asText());
        assertFalse(reply.at("/abook/1").has("explained"));
    }

    @Test
    void whatIsNotAsExpectedIsPassedOnAsItIs() throws IOException {
        for (String strange : new String[] {
            "{\"event\":\"appStateChanged\",\"appState\":{}}",
            "{\"event\":\"usersStatusesChanged\",\"usersStatuses\":7}",
            "{\"event\":\"usersStatusesChanged\",\"usersStatuses\":[null,[1]]}",
            "{\"event\":\"neverHeardOf\",\"x\":1}"
        }) {
            assertEquals(JSON.readTree(strange), event(strange));
        }
    }

    @Test
    void theCauseOfARejectionIsSaidInWords() throws IOException {
        assertEquals("Participant is busy", CATALOGUE.sentence("rejectReceived", (ObjectNode)
                JSON.readTree("{\"cause\":2}")));
    }
}
