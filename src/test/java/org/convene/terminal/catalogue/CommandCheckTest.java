package org.convene.terminal.catalogue;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.convene.document.Violation;
import org.convene.ops.Rejected;
import org.junit.jupiter.api.Test;

/** What is said to somebody who gives a terminal a command that it would not understand. */
class CommandCheckTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String params) throws Exception {
        return JSON.readTree(params.replace('\'', '"'));
    }

    private static List<Violation> violations(String method, String params) throws Exception {
        JsonNode json = json(params);
        Rejected rejected = assertThrows(Rejected.class, () -> CATALOGUE.check(method, json));
        assertEquals(422, rejected.problem().status());
        return rejected.problem().errors();
    }

    private static void assertOnly(String method, String params, String pointer, String words) throws Exception {
        List<Violation> all = violations(method, params);
        assertEquals(List.of(pointer), all.stream().map(Violation::pointer).toList(), all::toString);
        assertTrue(all.get(0).detail().contains(words), all::toString);
    }

    private static void assertPasses(String method, String params) {
        assertDoesNotThrow(() -> CATALOGUE.check(method, json(params)));
    }

    @Test
    void everyRequestThatTheDocumentShowsPasses() throws Exception {
        Set<String> methods = new HashSet<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/terminal/requests.jsonl"))) {
            ObjectNode request = (ObjectNode) JSON.readTree(line);
            String method = request.remove("method").asText();
            request.remove("requestId");
            assertDoesNotThrow(() -> CATALOGUE.check(method, request), line);
            methods.add(method);
        }
        assertEquals(180, methods.size(), "setModes, getProperties and getServerDomain are shown without a request");
    }

    @Test
    void aMisspeltCommandIsAnsweredWithTheOneThatWasMeant() throws Exception {
        assertOnly("hangup", "{}", "/method", "did you mean hangUp?");
        assertOnly("", "{}", "/method", "is no command");
    }

    @Test
    void theSpellingOfTheDocumentPassesWhereItIsAnother() {
        assertPasses("acceptInvintationToPodium", "{}");
    }

    @Test
    void aMissingParameterIsNamed() throws Exception {
        assertOnly("call", "{}", "/params/peerId", "is missing");
    }

    @Test
    void aParameterThatAnotherCallsForIsNamedWhenItIsMissing() throws Exception {
        assertOnly("setAuthParams", "{'userType':'admin','authType':'password'}", "/params/password", "is missing");
        assertPasses("setAuthParams", "{'userType':'admin','authType':'pin'}");
        assertOnly("auth", "{'type':'secured'}", "/params/credentials", "is missing");
    }

    @Test
    void aMisspeltParameterIsOneMistakeAndNotAlsoAMissingOne() throws Exception {
        assertOnly("call", "{'peerID':'a@x'}", "/params/peerID", "did you mean peerId?");
    }

    @Test
    void aParameterOfTheWrongTypeIsNamedWithTheRightOne() throws Exception {
        assertOnly("setMicMute", "{'mute':'yes'}", "/params/mute", "must be true or false, but is text");
        assertOnly("setMicMute", "{'mute':null}", "/params/mute", "must be true or false, but is null");
        assertOnly("showSlide", "{'idx':1.5}", "/params/idx", "must be a whole number");
    }

    @Test
    void parametersThatAreNoObjectAreRefusedAsAWhole() throws Exception {
        assertOnly("accept", "[]", "/params", "must be an object");
        assertOnly("call", "'a@x'", "/params", "must be an object");
        assertOnly("call", "null", "/params", "must be an object");
    }

    @Test
    void aValueOutsideItsEnumerationIsAnsweredWithThoseThatAre() throws Exception {
        assertOnly("changeVideoMatrix", "{'matrixType':9,'participants':[]}", "/params/matrixType", "2 (equal)");
        assertOnly(
                "createConference",
                "{'title':'t','confType':'symetric','autoAccept':true,'inviteList':[]}",
                "/params/confType",
                "did you mean symmetric?");
    }

    @Test
    void everyEntryOfAListIsLookedAt() throws Exception {
        assertOnly(
                "createConference",
                "{'title':'t','confType':'role','autoAccept':true,'inviteList':['a@x',7]}",
                "/params/inviteList/1",
                "must be text");
    }

    @Test
    void aLayoutShowsPeopleAndTheSlotsOfTheTerminalInAnySpelling() {
        assertPasses(
                "changeVideoMatrix",
                "{'matrixType':2,'participants':['a@x','VideoCaptureSlot','#self:0','SlideShowSlot']}");
    }

    @Test
    void settingsAreCheckedByNameTypeAndValue() throws Exception {
        assertPasses("setSettings", "{'settings':{'audioPlayLevel':1,'language':'es','videoReceivingMask':6}}");
        assertOnly(
                "setSettings",
                "{'settings':{'audioPlayLevl':5}}",
                "/params/settings/audioPlayLevl",
                "did you mean audioPlayLevel?");
        assertOnly("setSettings", "{'settings':{'record':4}}", "/params/settings/record", "2 (address-book)");
        assertOnly("setSettings", "{'settings':{'showLogo':1}}", "/params/settings/showLogo", "true or false");
        assertOnly(
                "setSettings",
                "{'settings':{'videoReceivingMask':8}}",
                "/params/settings/videoReceivingMask",
                "2 (in-layout)");
        assertOnly("setHttpServerSettings", "{'settings':{'prot':1}}", "/params/settings/prot", "did you mean port?");
    }

    @Test
    void whatTheHubAddsItselfIsNoParameter() throws Exception {
        assertOnly("accept", "{'requestId':'7'}", "/params/requestId", "added by the hub");
        assertOnly("accept", "{'method':'reject'}", "/params/method", "added by the hub");
    }

    @Test
    void whatVersionsSendDifferentlyPassesInBothWays() {
        assertPasses("startBroadcastPicture", "{'fileId':7}");
        assertPasses("startBroadcastPicture", "{'fileId':'7'}");
        assertPasses("changeCurrentMonitor", "{'monitorIndex':1}");
        assertPasses("changeCurrentMonitor", "{'monitorIndex':'1'}");
        assertPasses("checkFileTransferPIN", "{'pin':398}");
        assertPasses("checkFileTransferPIN", "{'pin':'59D'}");
    }

    @Test
    void aCommandThatOnlyProgramsKnowPassesWithAnyParameters() {
        assertPasses("setUsedApiVersion", "{'version':'1'}");
        assertPasses("setBackground", "{'whatever':[1]}");
    }

    @Test
    void newerCommandsAndSettingsPassWhereThatIsAllowed() throws Exception {
        JsonNode none = json("{}");
        assertThrows(Rejected.class, () -> CATALOGUE.check("brandNew", none, false));
        assertDoesNotThrow(() -> CATALOGUE.check("brandNew", none, true));
        assertThrows(Rejected.class, () -> CATALOGUE.check("call", none, true), "what is known is checked");
        assertDoesNotThrow(() -> CATALOGUE.check("setSettings", json("{'settings':{'brandNew':1}}"), true));
        assertThrows(Rejected.class, () -> CATALOGUE.check("setSettings", json("{'settings':{'showLogo':1}}"), true));
    }

    @Test
    void severalMistakesAreToldAtOnce() throws Exception {
        assertEquals(
                List.of("/params/confType", "/params/title", "/params/autoAccept"),
                violations("createConference", "{'confType':'x','inviteList':[]}").stream()
                        .map(Violation::pointer)
                        .toList());
    }
}
