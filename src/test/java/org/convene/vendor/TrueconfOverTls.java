package org.convene.vendor;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TrueConf Server as many are: with a certificate of its own making, and older than tokens in headers. */
public class TrueconfOverTls implements QuarkusTestResourceLifecycleManager {
    static final List<String> HEARD = new CopyOnWriteArrayList<>();

    private static final String PASSWORD = "of-this-test";
    private static final long SLOWLY = 200;

    private final Vertx vertx = Vertx.vertx();

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("convene-tls-");
            Path store = directory.resolve("server.p12");
            makeCertificate(store);
            HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                            .setSsl(true)
                            .setKeyCertOptions(
                                    new PfxOptions().setPath(store.toString()).setPassword(PASSWORD)))
                    .requestHandler(this::answer)
                    .listen(0, "localhost")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return Map.of(
                    "convene.trueconf.url",
                    "https://localhost:" + server.actualPort(),
                    "convene.trueconf.ca-file",
                    exported(store).toString());
        } catch (IOException | GeneralSecurityException | InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void makeCertificate(Path store) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool makes no certificate");
        }
    }

    private static Path exported(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        String base64 = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("server").getEncoded());
        return Files.writeString(
                store.resolveSibling("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }

    private void answer(HttpServerRequest request) {
        HEARD.add(request.method() + " " + request.uri() + " " + request.getHeader("Authorization"));
        boolean token = request.path().startsWith("/oauth2");
        String body = token ? "{\"access_token\":\"a b&c\",\"expires_in\":3600}" : "{\"conference\":{\"id\":\"1\"}}";
        vertx.setTimer(
                SLOWLY,
                later -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(body));
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
