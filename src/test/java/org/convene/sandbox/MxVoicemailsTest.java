package org.convene.sandbox;

import static org.convene.sandbox.MxProxy.error;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
@DisplayName("A voicemail of the MX Proxy sandbox")
class MxVoicemailsTest {

    @Test
    @DisplayName("is a sound file of its length, sent without telling the size")
    void audio(MxProxy mx) throws Exception {
        String id = leave(mx, 3);

        HttpResponse<byte[]> audio = download(mx, id);

        assertEquals("audio/wave", audio.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(audio.headers().firstValue("Content-Length").isEmpty());
        assertTrue(audio.headers()
                .firstValue("Content-Disposition")
                .orElseThrow()
                .matches("attachment; filename=\"u00043884851147406145/m\\d+\\.wav\""));
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(audio.body()))) {
            assertEquals(3 * 8000, sound.getFrameLength());
            assertEquals(8000, sound.getFormat().getSampleRate());
            byte[] samples = sound.readAllBytes();
            assertTrue(java.util.stream.IntStream.range(0, samples.length).anyMatch(i -> Math.abs(samples[i]) > 30));
        }
        assertArrayEquals(audio.body(), download(mx, id).body());
    }

    private static String leave(MxProxy mx, int seconds) {
        return mx.scene("voicemails", "{'from':'3044','seconds':" + seconds + "}")
                .path("id")
                .asText();
    }

    private static HttpResponse<byte[]> download(MxProxy mx, String id) throws IOException {
        try {
            return mx.client.send(mx.request("/voicemails/" + id).build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    @DisplayName("can break off, noticed or not, when the script says so")
    void cut(MxProxy mx) throws Exception {
        String id = leave(mx, 60);
        mx.token();
        mx.play("[{\"path\":\"/voicemails/*\",\"times\":1,\"action\":\"cut\",\"bytes\":5000},"
                + "{\"path\":\"/voicemails/*\",\"times\":1,\"action\":\"short\",\"bytes\":5000}]");

        assertThrows(IOException.class, () -> download(mx, id));
        assertEquals(5000, download(mx, id).body().length);
        assertEquals(44 + 60 * 16000, download(mx, id).body().length);
    }

    @Test
    @DisplayName("breaks off when it takes longer than the proxy writes")
    void tooLong(MxProxy mx) {
        String id = leave(mx, 60);
        mx.token();
        mx.habits("{'writeMillis':300}");
        mx.play("[{\"path\":\"/voicemails/*\",\"bytesPerSecond\":20000}]");

        assertThrows(IOException.class, () -> download(mx, id));
    }

    @Test
    @DisplayName("is listed by the time it came, or by its id where the document counts; and tells only what there is")
    void listed(MxProxy mx) {
        mx.scene("voicemails", "{'from':'+79995550101','name':'Early','received':'2026-01-01T00:00:00Z'}");

        JsonNode byTime = mx.get("/voicemails").json().path("voiceMails");
        assertEquals("Early", byTime.at("/0/fromName").asText());
        assertFalse(byTime.get(0).has("read") || byTime.get(0).has("note"));
        assertEquals("VoiceMail", byTime.at("/0/mediaType").asText());
        assertTrue(byTime.at("/0/id").isTextual());
        mx.habits("{'documentedLists':true}");
        JsonNode byId = mx.get("/voicemails").json().path("voiceMails");
        assertEquals("Early", byId.get(byId.size() - 1).path("fromName").asText());
    }

    @Test
    @DisplayName("is marked read and gets a note, and keeps the mark when the note is refused")
    void marked(MxProxy mx) {
        String path = "/voicemails/" + leave(mx, 1);
        JsonNode both =
                mx.send("PATCH", path, "{'read':true,'note':'called back'}").json();
        assertEquals("{\"vm\":{\"read\":true,\"note\":\"called back\"}}", both.toString());
        mx.send("PATCH", path, "{'read':false}");

        mx.habits("{'refusesNotes':true}");
        assertEquals(404, mx.send("PATCH", path, "{'read':true,'note':'no'}").status());

        JsonNode kept = mx.state().path("voicemails");
        JsonNode last = kept.get(kept.size() - 1);
        assertTrue(last.path("read").asBoolean());
        assertEquals("called back", last.path("note").asText());
        assertEquals("bad request", error(mx.send("PATCH", path, "{}")));
        assertEquals(404, mx.send("PATCH", "/voicemails/none", "{'read':true}").status());
    }

    @Test
    @DisplayName("is deleted, and so is one that never was")
    void deleted(MxProxy mx) {
        String path = "/voicemails/" + leave(mx, 1);

        assertEquals(204, mx.delete(path).status());
        assertEquals(204, mx.delete(path).status());
        assertEquals(404, mx.get(path).status());
    }

    @Test
    @DisplayName("is found under its own kind of media alone")
    void media(MxProxy mx) {
        String id = leave(mx, 1);

        assertEquals(200, mx.get("/voicemails/" + id + "?media=VoiceMail").status());
        assertEquals(404, mx.get("/voicemails/" + id + "?media=Recording").status());
        List<String> kinds =
                mx.get("/voicemails?media=VoiceMail").json().path("voiceMails").findValuesAsText("mediaType");
        assertEquals(List.of("VoiceMail"), kinds.stream().distinct().toList());
    }
}
