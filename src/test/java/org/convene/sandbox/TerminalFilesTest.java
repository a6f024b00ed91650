package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
@DisplayName("The HTTP server embedded in a terminal of the sandbox")
class TerminalFilesTest {

    private static String token(RoomClient client) {
        return encoded(client.order("getTokenForHttpServer", "").path("token").asText());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Reply upload(Rooms rooms, String token, String field, String content) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"план.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n" + content + "\r\n--b--\r\n";
        return rooms.exchange(rooms.request("/files/?token=" + token)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body)));
    }

    private static byte[] picture(Rooms rooms, String path) throws Exception {
        HttpResponse<byte[]> response = rooms.client.send(rooms.request(path).build(), BodyHandlers.ofByteArray());
        assertEquals(200, response.statusCode());
        assertEquals("image/jpeg", response.headers().firstValue("Content-Type").orElseThrow());
        return response.body();
    }

    @Test
    @DisplayName("takes a file, tells its id in a header, and gives it back")
    void upload(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        String token = token(client);
        String large = "x".repeat(3_000_000);

        Reply reply = upload(rooms, token, "file", large);
        String id = reply.http().headers().firstValue("FileId").orElseThrow();

        assertEquals(200, reply.status());
        assertEquals(large, rooms.get("/files/" + id + "?token=" + token).body());
        JsonNode file = client.order("getFileList", "").at("/fileList/0");
        assertTrue(file.path("fileId").isTextual());
        assertEquals(id, file.path("fileId").asText());
        assertEquals("план.pdf", file.path("fileName").asText());
    }

    @Test
    @DisplayName("refuses an upload without a token, without the field, and one longer than allowed")
    void refuses(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        String token = token(client);

        assertEquals(401, upload(rooms, "none", "file", "x").status());
        assertEquals(400, upload(rooms, token, "other", "x").status());
        client.order("setHttpServerSettings", "'settings':{'maxPostFileSizeInBytes':10}");
        assertEquals(413, upload(rooms, token, "file", "x".repeat(11)).status());
        assertEquals(200, upload(rooms, token, "file", "x".repeat(10)).status());
    }

    @Test
    @DisplayName("an uploaded file becomes a slide, a broadcast picture, and something to send")
    void uses(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        String id = upload(rooms, token(client), "file", "x")
                .http()
                .headers()
                .firstValue("FileId")
                .orElseThrow();

        client.order("addSlide", "'fileId':" + id);
        assertTrue(client.event("slideAdded").path("fileId").isTextual());
        client.order("startSlideShow", "'title':'Plan','startingIdx':0");
        assertEquals("Plan", client.event("mySlideShowStarted").path("title").asText());
        client.order("startBroadcastPicture", "'fileId':'" + id + "'");
        JsonNode picture = client.order("getAppState", "").path("broadcastPicture");
        assertTrue(picture.path("running").asBoolean());
        assertTrue(picture.path("fileId").isIntegralNumber());
        client.order("sendFile", "'fileId':" + id + ",'peerId':'room-102'");
        assertEquals("план.pdf", client.event("fileSent").path("name").asText());
        client.await(json -> json.path("event").asText().equals("fileStatus")
                && json.path("status").asInt() == 3);
        assertFalse(client.ask("addSlide", "'fileId':999").path("result").asBoolean());
    }

    @Test
    @DisplayName(
            "gives frames of those in the conference, real pictures that change, and one's own while it is broadcast")
    void frames(Rooms rooms) throws Exception {
        RoomClient client = rooms.signedIn();
        String token = token(client);
        String self = "/frames/?peerId=%23self%3A0&token=" + token;
        String anna = "/frames/" + encoded("anna" + Rooms.DOMAIN) + "?token=" + token;

        assertEquals(404, rooms.get(self).status());
        client.order("setBroadcastSelfie", "'enabled':true,'fps':3");
        byte[] first = picture(rooms, self);
        rooms.later(Duration.ofSeconds(1));
        byte[] second = picture(rooms, self);
        assertEquals(404, rooms.get(anna).status());
        client.order("call", "'peerId':'anna'");
        client.event("conferenceCreated");

        assertEquals(128, read(first).getWidth());
        assertEquals(72, read(picture(rooms, anna)).getHeight());
        assertFalse(Arrays.equals(first, second));
        assertNotEquals(read(first).getRGB(4, 4), read(second).getRGB(4, 4));
        assertEquals(
                200,
                rooms.get("/avatars/?peerId=anna%40x.example&token=" + token).status());
    }

    private static BufferedImage read(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    @Test
    @DisplayName("a token opens it for five minutes, until the seat is lost, or without end where there is a PIN")
    void tokens(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        client.order("setBroadcastSelfie", "'enabled':true");
        String frame = "/frames/VideoCaptureSlot?token=";
        String token = token(client);
        assertEquals(200, rooms.get(frame + token).status());
        rooms.later(Duration.ofMinutes(6));
        assertEquals(401, rooms.get(frame + token).status());
        String next = token(client);
        assertEquals(200, rooms.get(frame + next).status());
        rooms.act("lose-seat", "{'cause':1}");
        assertEquals(401, rooms.get(frame + next).status());

        rooms.set("protection", "{'admin':{'type':'pin','secret':'1A3'}}");
        String ofPin = encoded(client.order("auth", "'type':'secured','credentials':'1A3'")
                .path("tokenForHttpServer")
                .asText());
        rooms.later(Duration.ofDays(2));
        assertEquals(200, rooms.get(frame + ofPin).status());
    }

    @Test
    @DisplayName("may be stopped, which its port tells, and started with the settings that waited")
    void stops(Rooms rooms) {
        RoomClient client = rooms.signedIn();

        client.order("setHttpServerSettings", "'settings':{'connectionsLimit':5}");
        assertTrue(client.event("httpServerSettingChanged")
                .path("isPendingToBeApplied")
                .asBoolean());
        client.order("stopHttpServer", "");
        client.await(json -> json.path("event").asText().equals("httpServerStateChanged")
                && json.path("state").asInt() == 1);
        assertEquals(0, client.order("getAppState", "").path("embeddedHttpPort").asInt(-1));
        client.order("startHttpServer", "");
        client.await(json -> json.path("event").asText().equals("httpServerStateChanged")
                && json.path("state").asInt() == 3);

        assertEquals(
                5,
                client.order("getHttpServerSettings", "")
                        .at("/settings/1/value")
                        .asInt());
    }

    @Test
    @DisplayName("tells both ports to whoever asks")
    void discovery(Rooms rooms) {
        JsonNode config = rooms.get("/public/default/config.json").json().path("config");

        assertTrue(rooms.url().endsWith(":" + config.at("/websocket/port").asInt()));
        assertEquals(config.at("/websocket/port"), config.at("/http/port"));
    }
}
