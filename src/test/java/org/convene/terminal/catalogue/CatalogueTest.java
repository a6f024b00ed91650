package org.convene.terminal.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The facts of the vendor's document, whole and well formed. */
class CatalogueTest {
    private static final Path FACTS = Path.of("src/main/resources/terminal/catalogue.json");
    private static final Catalogue CATALOGUE = Catalogue.standard();

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
    void everyEnumerationThatIsNamedIsThereAndNoneIsThereForNothing() throws IOException {
        JsonNode facts = new ObjectMapper().readTree(FACTS.toFile());
        Set<String> named = new TreeSet<>();
        facts.findValues("values").stream().filter(JsonNode::isTextual).forEach(name -> named.add(name.asText()));
        facts.findValues("enumerated").forEach(fields -> fields.forEach(name -> named.add(name.asText())));
        Set<String> known = new TreeSet<>();
        CATALOGUE.enumerations().forEach(enumeration -> known.add(enumeration.name()));
        assertEquals(known, named);
    }

    @Test
    void noTwoValuesOfAnEnumerationShareAWordOrStandAlikeOnTheWire() {
        CATALOGUE.enumerations().forEach(enumeration -> {
            Set<String> words = new HashSet<>();
            Set<String> wire = new HashSet<>();
            enumeration.values().forEach(value -> {
                assertTrue(words.add(value.word()), enumeration.name() + " says " + value.word() + " twice");
                assertTrue(wire.add(value.value().asText()), enumeration.name() + " has " + value.value() + " twice");
            });
        });
    }

    @Test
    void everyEnumeratedFieldIsOneOfItsMessage() throws IOException {
        JsonNode facts = new ObjectMapper().readTree(FACTS.toFile());
        for (String part : List.of("commands", "events")) {
            for (JsonNode message : facts.path(part)) {
                JsonNode fields = message.path(part.equals("commands") ? "reply" : "fields");
                message.path("enumerated")
                        .fieldNames()
                        .forEachRemaining(field -> assertTrue(
                                fields.has(field), message.path("name").asText() + " has no " + field));
            }
        }
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
    void noNameStandsForTwoCommandsOrTwoEvents() {
        Set<String> names = new HashSet<>();
        CATALOGUE.commands().forEach(command -> {
            assertTrue(names.add(command.name()), command.name());
            command.aliases().forEach(alias -> assertTrue(names.add(alias), alias));
        });
        names.clear();
        CATALOGUE.notifications().forEach(event -> {
            assertTrue(names.add(event.name()), event.name());
            event.aliases().forEach(alias -> assertTrue(names.add(alias), alias));
        });
    }

    @Test
    void aNameIsFoundInEachOfItsSpellings() {
        assertEquals(
                "acceptInvitationToPodium",
                CATALOGUE.command("acceptInvintationToPodium").orElseThrow().name());
        assertEquals(
                "authorizationNeeded",
                CATALOGUE.notification("autorizationNeeded").orElseThrow().name());
        assertTrue(CATALOGUE.command("neverHeardOf").isEmpty());
    }

    @Test
    void onlyTheAdministratorMayTurnTheHttpServer() {
        assertEquals(
                Set.of(
                        "getHttpServerState",
                        "stopHttpServer",
                        "startHttpServer",
                        "getHttpServerSettings",
                        "setHttpServerSettings"),
                Set.copyOf(CATALOGUE.commands().stream()
                        .filter(Command::admin)
                        .map(Command::name)
                        .toList()));
    }

    @Test
    void aFormAsksForEachParameterInItsOwnWay() {
        Command create = CATALOGUE.command("createConference").orElseThrow();
        assertEquals(
                List.of("Title TEXT", "Conf type CHOICE", "Auto accept SWITCH", "Invite list LIST"),
                create.parameters().stream()
                        .map(parameter -> parameter.label() + " " + parameter.input())
                        .toList());
        assertEquals(
                Parameter.Input.SECRET,
                CATALOGUE
                        .command("auth")
                        .orElseThrow()
                        .parameter("credentials")
                        .orElseThrow()
                        .input());
        assertEquals(
                Parameter.Input.OBJECT,
                CATALOGUE
                        .command("setSettings")
                        .orElseThrow()
                        .parameter("settings")
                        .orElseThrow()
                        .input());
        assertEquals(
                Parameter.Input.NUMBER,
                CATALOGUE
                        .command("setPanPos")
                        .orElseThrow()
                        .parameter("pos")
                        .orElseThrow()
                        .input());
    }

    @Test
    void everyParameterThatOpensADoorIsMarkedAsASecret() {
        CATALOGUE
                .commands()
                .forEach(command -> command.parameters()
                        .forEach(parameter -> assertEquals(
                                parameter.name().equals("credentials")
                                        || parameter.name().equals("password")
                                        || (command.name() + "." + parameter.name()).equals("checkFileTransferPIN.pin"),
                                parameter.secret(),
                                command.name() + "." + parameter.name())));
    }

    @Test
    void aNumberHasItsWordAlsoByItself() {
        assertEquals("conference", CATALOGUE.word("appState", 5).orElseThrow());
        assertEquals("rejected-by-user", CATALOGUE.word("rejectCause", 14).orElseThrow());
        assertTrue(CATALOGUE.word("appState", 7).isEmpty());
        assertTrue(CATALOGUE.word("neverHeardOf", 1).isEmpty());
        assertFalse(CATALOGUE.word("language", 0).isPresent(), "text is no number");
    }
}
