package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The built-in sandbox")
class BuiltInSandboxTest {

    private record Wanted(boolean enabled, String clientSecret)
            implements SandboxConfig,
                    SandboxConfig.Teleboss,
                    SandboxConfig.Trueconf,
                    SandboxConfig.Terminals,
                    SandboxConfig.Mx,
                    SandboxConfig.Moodle {

        @Override
        public SandboxConfig.Teleboss teleboss() {
            return this;
        }

        @Override
        public SandboxConfig.Trueconf trueconf() {
            return this;
        }

        @Override
        public SandboxConfig.Terminals terminals() {
            return this;
        }

        @Override
        public SandboxConfig.Mx mx() {
            return this;
        }

        @Override
        public SandboxConfig.Moodle moodle() {
            return this;
        }

        @Override
        public String username() {
            return "a-user";
        }

        @Override
        public String password() {
            return "a-password";
        }

        @Override
        public List<String> names() {
            return List.of("hall", "cellar");
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public String token() {
            return "a-token";
        }

        @Override
        public Optional<String> publicUrl() {
            return Optional.of("https://people.example");
        }

        @Override
        public String clientId() {
            return "an-application";
        }
    }

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path dir;

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    @DisplayName("starts every vendor once, as configured, and writes what they remember when it stops")
    void startsEveryVendor() throws Exception {
        BuiltInSandbox sandbox = new BuiltInSandbox(vertx, new Wanted(true, "a-secret"), dir);
        String trueconf = sandbox.trueconfUrl().orElseThrow();
        sandbox.start(null);

        assertEquals(trueconf, sandbox.trueconfUrl().orElseThrow());
        assertEquals(200, status(sandbox.telebossUrl().orElseThrow() + "/backoffice"));
        String terminals = sandbox.terminalsUrl().orElseThrow();
        assertEquals(200, status(terminals + "/backoffice/terminals/cellar"));
        assertEquals(404, status(terminals + "/backoffice/terminals/room-101"));
        assertEquals(200, token(trueconf, "a-secret"));
        assertEquals(400, token(trueconf, "another"));
        String mx = sandbox.mxUrl().orElseThrow();
        assertEquals(200, signIn(mx, "a-password"));
        assertEquals(401, signIn(mx, "another"));
        assertEquals(200, status(sandbox.moodleUrl().orElseThrow() + "/backoffice"));
        sandbox.stop(null);

        assertThrows(IOException.class, () -> status(trueconf + "/backoffice"));
        assertTrue(Files.exists(dir.resolve("sandbox/teleboss.json")));
        assertTrue(Files.exists(dir.resolve("sandbox/trueconf.json")));
        assertTrue(Files.exists(dir.resolve("sandbox/mx.json")));
    }

    @Test
    @DisplayName("starts nothing when it is off")
    void startsNothing() {
        BuiltInSandbox sandbox = new BuiltInSandbox(vertx, new Wanted(false, "a-secret"), dir);
        sandbox.start(null);

        assertEquals(Optional.empty(), sandbox.trueconfUrl());
        assertEquals(Optional.empty(), sandbox.telebossUrl());
        assertEquals(Optional.empty(), sandbox.terminalsUrl());
        assertEquals(Optional.empty(), sandbox.mxUrl());
        sandbox.stop(null);
    }

    private static int token(String url, String secret) throws Exception {
        String form = "grant_type=client_credentials&client_id=an-application&client_secret=" + secret;
        return send(HttpRequest.newBuilder(URI.create(url + "/oauth2/v1/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static int signIn(String url, String password) throws Exception {
        String application = Base64.getEncoder().encodeToString("an-application:a-secret".getBytes());
        return send(HttpRequest.newBuilder(URI.create(url + "/auth"))
                .header("Authorization", "Basic " + application)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&username=a-user&password=" + password)));
    }

    private static int status(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private static int send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
