package org.convene.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a vendor hears when the hub signs in with what somebody keeps in a file, and how much of an answer is read. */
class TokenRequestTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final List<String> HEARD = new CopyOnWriteArrayList<>();
    private static final HttpServer SERVER = VERTX.createHttpServer()
            .requestHandler(TokenRequestTest::answer)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();

    @TempDir
    Path directory;

    private static void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            HEARD.add(request.method() + " " + request.uri() + " " + request.getHeader("Authorization") + " "
                    + request.getHeader("Content-Type") + " '" + body + "'");
            if (request.path().equals("/long")) {
                request.response().end(Buffer.buffer(new byte[2_000_000]));
            } else {
                request.response().end("{\"access_token\": \"given\", \"expires_in\": 3600}");
            }
        });
    }

    @BeforeEach
    void nothingWasHeard() {
        HEARD.clear();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String url() {
        return "http://localhost:" + SERVER.actualPort();
    }

    private static AccessToken asked(TokenGrant grant) {
        Vendor vendor = new Vendor(
                "mx",
                Optional.of(url()),
                VendorAuthorization.granted(grant),
                Optional.empty(),
                Duration.ofSeconds(10),
                0,
                JsonNodeFactory.instance.objectNode(),
                Duration.ZERO,
                Duration.ZERO);
        return new TokenRequest(vendor, grant, WebClient.create(VERTX), Clock.systemUTC())
                .send()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static String refusal(TokenGrant grant) {
        Throwable cause =
                assertThrows(CompletionException.class, () -> asked(grant)).getCause();
        return assertInstanceOf(VendorFailure.Unauthorized.class, cause).getMessage();
    }

    @Test
    void anIdentityTokenIsShownAloneAndReadAnewEachTime() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "eyJ.one.x\n");
        TokenGrant grant = new TokenGrant.IdentityToken(file, "/auth");

        AccessToken token = asked(grant);
        Files.writeString(file, "eyJ.two.x");
        asked(grant);

        assertEquals("given", token.value());
        assertEquals(
                List.of("POST /auth Bearer eyJ.one.x null ''", "POST /auth Bearer eyJ.two.x null ''"),
                List.copyOf(HEARD));
    }

    @Test
    void aFileWithoutAnIdentityTokenIsNotShownAndTheKeyIsNamed() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        assertEquals(
                "mx cannot be asked, check convene.mx.azure-token-file: " + nowhere + " cannot be read (token)",
                refusal(new TokenGrant.IdentityToken(nowhere, "/auth")));

        Path page = Files.writeString(directory.resolve("page"), "<html>Sign in</html> please");
        assertEquals(
                "mx cannot be asked, check convene.mx.azure-token-file: " + page
                        + " has no identity token in it (token)",
                refusal(new TokenGrant.IdentityToken(page, "/auth")));
        assertTrue(HEARD.isEmpty());
    }

    @Test
    void aPasswordIsSentInTheFormAndStandsInNoText() {
        TokenGrant grant = new TokenGrant.Password("app", "secret", "anna", "pass&word", "/auth");

        asked(grant);

        assertEquals(
                List.of("POST /auth Basic YXBwOnNlY3JldA== application/x-www-form-urlencoded"
                        + " 'grant_type=password&username=anna&password=pass%26word'"),
                List.copyOf(HEARD));
        assertFalse((grant + " " + VendorAuthorization.granted(grant)).matches(".*(secret|pass&word).*"));
    }

    @Test
    void ofAnAnswerThatIsTooLongNoMoreIsKeptThanAllowed() {
        CompletionException failed = assertThrows(
                CompletionException.class,
                () -> WebClient.create(VERTX)
                        .getAbs(url() + "/long")
                        .as(LimitedBody.codec(1024 * 1024))
                        .send()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join());

        assertEquals(
                "answered with more than 1 MiB",
                NoAnswer.of("mx", failed.getCause()).words());
    }

    @Test
    void anAnswerOfTheLargestSizeIsRead() {
        Buffer body = WebClient.create(VERTX)
                .getAbs(url() + "/long")
                .as(LimitedBody.codec(2_000_000))
                .send()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .body();

        assertEquals(2_000_000, body.length());
    }
}
