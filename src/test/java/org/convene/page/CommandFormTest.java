package org.convene.page;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.convene.ops.Rejected;
import org.convene.terminal.catalogue.Catalogue;
import org.convene.terminal.catalogue.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of a command, and what becomes of what people write into it. */
class CommandFormTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();

    static Stream<String> methods() {
        return CATALOGUE.commands().stream().map(Command::name);
    }

    private static Command command(String method) {
        return CATALOGUE.command(method).orElseThrow();
    }

    private static String params(String method, String... filled) {
        Map<String, String> form = new HashMap<>();
        for (int i = 0; i < filled.length; i += 2) {
            form.put(filled[i], filled[i + 1]);
        }
        return CommandForm.params(command(method), form).toString();
    }

    private static String sample(Command command, CommandForm.Field field) {
        List<String> types = command.parameter(field.label()).orElseThrow().types();
        return switch (field.kind()) {
            case "choice" -> field.choices().get(0).value();
            case "number" -> "7";
            case "json" -> types.contains("array") ? "[]" : "{}";
            default -> types.isEmpty() || types.contains("string") ? "anna" : "7";
        };
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyCommandHasAFormAndTheCatalogueTakesWhatIsFilledIn(String method) {
        Command command = command(method);
        Map<String, String> filled = new HashMap<>();
        CommandForm.of(command, Map.of()).fields().forEach(field -> filled.put(field.name(), sample(command, field)));
        List<String> said = new java.util.ArrayList<>();
        try {
            CATALOGUE.check(method, CommandForm.params(command, filled), false);
        } catch (Rejected rejected) {
            rejected.problem().errors().stream()
                    // what stands inside an object or a list is the writer's own
                    .filter(violation -> violation.detail().contains("must be a")
                            && !violation.detail().contains("one of"))
                    .forEach(violation -> said.add(violation.toString()));
        }
        assertEquals(List.of(), said);
    }

    @Test
    void whatIsLeftEmptyIsNotSentAndTheCatalogueSaysWhetherThatMayBe() {
        assertEquals("{}", params("call", "p.peerId", ""));
        assertThrows(
                Rejected.class, () -> CATALOGUE.check("call", CommandForm.params(command("call"), Map.of()), false));
    }

    @Test
    void aTextIsSentAsItIsAndANumberAsANumber() {
        assertEquals("{\"peerId\":\"007\"}", params("call", "p.peerId", "007"));
        assertEquals("{\"mute\":false}", params("setMicMute", "p.mute", "false"));
        assertEquals("{\"mute\":\"perhaps\"}", params("setMicMute", "p.mute", "perhaps"));
        assertEquals(
                "{\"matrixType\":1,\"participants\":[\"anna\"]}",
                params("changeVideoMatrix", "p.matrixType", "1", "p.participants", " [\"anna\"] "));
    }

    @Test
    void aSecretIsNeverWrittenBackIntoTheForm() {
        CommandForm form = CommandForm.of(command("auth"), Map.of("p.credentials", "1234", "p.type", "\"secured\""));
        assertTrue(form.toString().contains("secured"));
        assertEquals(
                List.of("secret"),
                form.fields().stream()
                        .filter(field -> field.label().equals("credentials"))
                        .map(CommandForm.Field::kind)
                        .toList());
        assertTrue(!form.toString().contains("1234"));
    }

    @Test
    void aCommandThatTheVendorDoesNotDocumentTakesAnyJson() {
        assertEquals("{\"version\":2}", params("setUsedApiVersion", "params", "{\"version\": 2}"));
        assertDoesNotThrow(() -> CommandForm.of(command("setUsedApiVersion"), Map.of()));
        assertTrue(CommandForm.of(command("setUsedApiVersion"), Map.of()).free());
    }
}
