package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("The back office of the MX Proxy sandbox")
class MxBackOfficeTest {

    @Test
    @DisplayName("shows calls, log, voicemail, conferences and contacts to people, and takes nothing for markup")
    void page(MxProxy mx) {
        mx.scene("calls", "{'from':'+79995550101','name':'<b>Bold</b>'}");

        Reply page = mx.get("/backoffice");

        assertEquals(200, page.status());
        assertTrue(page.body().contains("&lt;b&gt;Bold"), page.body());
        assertFalse(page.body().contains("<b>Bold"));
        assertTrue(page.body().contains("Monday call"));
        assertTrue(page.body().contains("voicemail.3095"));
        assertTrue(page.body().contains("Petrova"));
        assertTrue(page.body().contains("nobody is signed in"));
    }

    @Test
    @DisplayName("lets people call the user, answer, hang up, and leave messages with forms")
    void forms(MxProxy mx) {
        assertEquals(303, form(mx, "calls", "from=%2B79995550101&name=").status());
        long id = mx.state().at("/calls/0/id").asLong();
        assertEquals(303, form(mx, "calls/" + id + "/answer", "").status());
        assertTrue(mx.state().at("/calls/0/answered").isTextual());
        assertEquals(303, form(mx, "calls/" + id + "/clear", "").status());
        assertEquals(0, mx.state().path("calls").size());
        int messages = mx.state().path("voicemails").size();
        assertEquals(303, form(mx, "voicemails", "from=3044&seconds=5").status());
        assertEquals(messages + 1, mx.state().path("voicemails").size());
        int logged = mx.state().path("logged").asInt();
        assertEquals(303, form(mx, "log", "kind=ring-group&from=&seconds=60").status());
        assertEquals(303, form(mx, "log/many", "count=21").status());
        assertEquals(logged + 23, mx.state().path("logged").asInt());
        assertEquals(409, form(mx, "connection/lose", "").status());
        mx.token();
        assertEquals(303, form(mx, "connection/lose", "").status());
        assertTrue(mx.state().path("backAt").isTextual());
        assertEquals(303, form(mx, "restart", "").status());
        assertTrue(mx.state().path("backAt").isNull());
    }

    @Test
    @DisplayName("reads JSON that came as a form, as curl sends it")
    void jsonAsForm(MxProxy mx) {
        int logged = mx.state().path("logged").asInt();

        mx.exchange(mx.bare("/backoffice/log/many")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("{\"count\":5}")));

        assertEquals(logged + 5, mx.state().path("logged").asInt());
    }

    private static Reply form(MxProxy mx, String path, String form) {
        return mx.exchange(mx.bare("/backoffice/forms/" + path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    @Test
    @DisplayName("fills the log with as many records as wanted, each once")
    void many(MxProxy mx) {
        mx.delete("/backoffice/log");

        assertEquals(
                20_000, mx.scene("log/many", "{'count':20000}").path("logged").asInt());

        JsonNode log = mx.get("/calls").json().path("callLog");
        assertEquals(20_000, new HashSet<>(log.findValuesAsText("record_id")).size());
        assertTrue(new HashSet<>(log.findValuesAsText("gcid")).size() < 20_000);
        assertEquals(log.size(), mx.get("/backoffice/log").json().size());
    }

    @Test
    @DisplayName("adds and removes contacts, and conferences behind the caller's back")
    void behindTheBack(MxProxy mx) {
        mx.put("/backoffice/contacts/7", "{\"firstName\":\"Ivan\",\"ext\":\"1000\"}");
        assertEquals(
                List.of("100", "1000", "20"),
                mx.get("/contacts")
                        .json()
                        .path("contacts")
                        .findValuesAsText("ext")
                        .subList(0, 3));
        assertEquals(204, mx.delete("/backoffice/contacts/7").status());
        assertEquals(404, mx.delete("/backoffice/contacts/7").status());
        assertEquals(204, mx.delete("/backoffice/conferences/43892779647572507").status());
        assertTrue(mx.get("/conferences").json().path("conferences").isNull());
    }

    @Test
    @DisplayName("counts what it heard, and remembers no token")
    void counts(MxProxy mx) {
        mx.get("/contacts");

        assertEquals(1, mx.state().at("/counters/contacts").asInt());
        assertEquals(1, mx.state().at("/counters/signIn").asInt());
        Reply requests = mx.get("/backoffice/requests?last=1");
        assertEquals("/contacts", requests.json().at("/0/path").asText());
        assertFalse(requests.body().contains(mx.token()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|habits|{'replyMillis':-1}",
                "PUT|habits|{'truncationChance':2}",
                "PUT|habits|{'unknown':2}",
                "PUT|habits|[]",
                "PUT|faults|[{'action':'answer-after'}]",
                "PUT|faults|[{'action':'short'}]",
                "POST|log|{'kind':'other'}",
                "POST|log|{'began':'yesterday'}",
                "POST|log/many|{'count':0}",
                "POST|voicemails|{'media':'Film'}",
                "POST|voicemails|{'seconds':70000}",
                "POST|calls|nothing"
            })
    @DisplayName("says what is wrong with a wish")
    void refuses(String method, String path, String wish, MxProxy mx) {
        Reply reply = mx.send(method, "/backoffice/" + path, wish);

        assertEquals(400, reply.status());
        assertFalse(reply.text("message").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls/1/clear", "calls/x/answer", "calls/1/other", "nothing"})
    @DisplayName("knows no call and no page that is not there")
    void unknown(String path, MxProxy mx) {
        assertEquals(404, mx.send("POST", "/backoffice/" + path, "{}").status());
    }
}
