package org.convene.terminal.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What people read beside the numbers of a terminal. */
class ExplanationTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode object(String json) throws IOException {
        return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    }

    private static ObjectNode event(String json) throws IOException {
        return CATALOGUE.explainedEvent(object(json));
    }

    private static ObjectNode reply(String method, String json) throws IOException {
        return CATALOGUE.explainedReply(method, object(json));
    }

    @Test
    void aNumberKeepsItsPlaceAndGetsAWordBesideIt() throws IOException {
        assertEquals(
                object(
                        "{'event':'appStateChanged','appState':5,'method':'event','explained':{'appState':'conference'}}"),
                event("{'event':'appStateChanged','appState':5,'method':'event'}"));
    }

    @Test
    void numbersInListsAndPartsGetTheirWordsWhereTheyStand() throws IOException {
        ObjectNode abook = reply("getAbook", "{'abook':[{'peerId':'a','status':2},{'status':77}],'result':true}");
        assertEquals("busy", abook.at("/abook/0/explained/status").asText());
        assertFalse(abook.at("/abook/1").has("explained"), "nobody knows 77");
        ObjectNode info = reply("getSystemInfo", "{'cameraInfo':{'format':3}}");
        assertEquals("mjpg", info.at("/cameraInfo/explained/format").asText());
        assertFalse(info.has("explained"));
    }

    @Test
    void numbersThatComeAsTextGetTheirWordsToo() throws IOException {
        assertEquals(
                "full",
                reply("getLicenseType", "{'value':'2'}").at("/explained/value").asText());
        assertEquals(
                "conference",
                event("{'event':'appStateChanged','appState':'5'}")
                        .at("/explained/appState")
                        .asText());
    }

    @Test
    void theSameNumberMeansWhatItMeansInItsMessage() throws IOException {
        assertEquals(
                "podium",
                event("{'event':'newParticipantInConference','role':4}")
                        .at("/explained/role")
                        .asText());
        assertEquals(
                "reporter",
                event("{'event':'roleEventOccured','role':4}")
                        .at("/explained/role")
                        .asText());
    }

    @Test
    void theNumberOfASettingMeansWhatItMeansInThatSetting() throws IOException {
        assertEquals(
                "address-book",
                event("{'event':'settingsChanged','name':'record','value':2}")
                        .at("/explained/value")
                        .asText());
        ObjectNode settings = reply(
                "getSettings",
                "{'settings':[{'name':'defaultP2PMatrix','value':2},{'name':'showLogo','value':true},{'name':'new','value':2}]}");
        assertEquals("equal", settings.at("/settings/0/explained/value").asText());
        assertFalse(settings.at("/settings/1").has("explained"));
        assertFalse(settings.at("/settings/2").has("explained"));
    }

    @Test
    void anEventIsExplainedInEachSpellingOfItsName() throws IOException {
        assertEquals(
                "seat-taken",
                event("{'event':'autorizationNeeded','cause':1}")
                        .at("/explained/cause")
                        .asText());
    }

    @Test
    void whereTheDocumentContradictsItselfNothingIsExplained() throws IOException {
        ObjectNode list = event("{'event':'conferenceList','conferences':[{'type':0,'recording':0}],'succeed':true}");
        assertEquals(object("{'type':'symmetric'}"), list.at("/conferences/0/explained"));
    }

    @Test
    void whatIsNotAsExpectedIsPassedOnAsItIs() throws IOException {
        for (String strange : new String[] {
            "{'event':'appStateChanged','appState':{}}",
            "{'event':'appStateChanged','appState':null}",
            "{'event':'appStateChanged','appState':5.5}",
            "{'event':'usersStatusesChanged','usersStatuses':7}",
            "{'event':'usersStatusesChanged','usersStatuses':[null,[1],'x']}",
            "{'event':{'no':'name'}}",
            "{'event':'neverHeardOf','appState':5}",
            "{}"
        }) {
            assertEquals(object(strange), event(strange));
        }
        assertEquals(object("{'appState':5}"), reply("neverHeardOf", "{'appState':5}"));
        assertEquals(object("{'appState':5}"), reply(null, "{'appState':5}"));
    }

    @Test
    void theCauseOfAnEventIsSaidInASentence() throws IOException {
        assertEquals("The participant is busy", CATALOGUE.sentence("rejectReceived", object("{'cause':2}")));
        assertEquals("No user with this login", CATALOGUE.sentence("login", object("{'result':2}")));
        assertEquals(
                "Calling ended without a session (by: The other user)",
                CATALOGUE.sentence("stopCalling", object("{'side':2}")));
        assertEquals(
                "Rejected by the participant",
                CATALOGUE.sentence("outgoingRequestCameraControlRejected", object("{'reason':0}")));
    }

    @Test
    void anEventWithoutAKnownCauseIsSaidByWhatItIs() throws IOException {
        assertEquals(
                CATALOGUE.notification("rejectReceived").orElseThrow().summary(),
                CATALOGUE.sentence("rejectReceived", object("{'cause':99}")));
        assertEquals("neverHeardOf", CATALOGUE.sentence("neverHeardOf", object("{}")));
    }
}
