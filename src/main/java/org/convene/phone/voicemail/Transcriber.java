package org.convene.phone.voicemail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.multipart.MultipartForm;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.convene.ops.Settings;
import org.convene.vendor.VendorFailure;

/**
 * Asks a speech service what was said. In: audio (WAV). Out: {@code {text}}. Speaks the form of OpenAI's
 * {@code /v1/audio/transcriptions}, which self-hosted servers of Whisper offer too: {@code multipart/form-data} with
 * {@code file} and {@code model}, answered by JSON with {@code text}. Any trouble is {@code Down}: it is an extra.
 */
@Singleton
@Named("transcriber")
public class Transcriber {
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<String> url;
    private final Optional<String> token;
    private final String model;
    private final long timeout;
    private final WebClient client;

    public Transcriber(Vertx vertx, Settings settings) {
        this.url = settings.optionalUrl("convene.phone.voicemail.transcriber.url");
        this.token = settings.optionalText("convene.phone.voicemail.transcriber.token");
        this.model = settings.text("convene.phone.voicemail.transcriber.model");
        this.timeout =
                settings.duration("convene.phone.voicemail.transcriber.timeout").toMillis();
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout((int) settings.duration("convene.vendors.connect-timeout")
                                .toMillis())
                        .setFollowRedirects(false));
    }

    public CompletionStage<ObjectNode> transcribe(Exchange exchange) throws VendorFailure {
        byte[] audio = exchange.getMessage().getBody(byte[].class);
        if (audio == null) {
            throw new VendorFailure.Down("there is no audio to be transcribed");
        }
        MultipartForm form = MultipartForm.create()
                .binaryFileUpload("file", "voicemail.wav", Buffer.buffer(audio), "audio/wav")
                .attribute("model", model)
                .attribute("response_format", "json");
        HttpRequest<Buffer> request = client.postAbs(url.orElseThrow()).timeout(timeout);
        token.ifPresent(request::bearerTokenAuthentication);
        return request.sendMultipartForm(form)
                .transform(answer -> answer.succeeded() ? understood(answer.result()) : silent())
                .toCompletionStage();
    }

    private static Future<ObjectNode> silent() {
        return Future.failedFuture(new VendorFailure.Down("the transcriber does not answer"));
    }

    private static Future<ObjectNode> understood(HttpResponse<Buffer> response) {
        Buffer body = response.body();
        if (response.statusCode() == 200 && body != null && body.length() <= LONGEST_ANSWER) {
            try {
                JsonNode text = JSON.readTree(body.getBytes()).path("text");
                if (text.isTextual()) {
                    return Future.succeededFuture(JSON.createObjectNode().put("text", text.asText()));
                }
            } catch (IOException noJson) {
                // said below
            }
        }
        return Future.failedFuture(
                new VendorFailure.Down("the transcriber answered " + response.statusCode() + " without a text"));
    }
}
