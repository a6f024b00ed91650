package org.convene.lti;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A learning platform, made from the texts of 1EdTech and with another JOSE library than the hub's. */
final class LearningPlatform implements AutoCloseable {
    static final String CLIENT = "convene-at-school";
    static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";

    private final HttpServer server;
    private final AtomicInteger keysAsked = new AtomicInteger();
    private final List<RSAKey> published = new ArrayList<>();
    private volatile Consumer<JWTClaimsSet.Builder> opened = claims -> {};
    private final BlockingQueue<String> returned = new LinkedBlockingQueue<>();
    private volatile RSAKey key;
    private volatile String tool;

    LearningPlatform(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/keys", this::keys);
        server.createContext("/auth", this::authenticate);
        server.createContext("/course", this::course);
        server.createContext("/return", this::takeBack);
        server.start();
        rotate();
    }

    static String address(int port) {
        return "http://127.0.0.1:" + port;
    }

    String issuer() {
        return address(server.getAddress().getPort());
    }

    /** Signs with a new key from now on, and publishes it beside the old. */
    void rotate() {
        key = newKey();
        published.add(key);
    }

    int timesKeysWereAsked() {
        return keysAsked.get();
    }

    RSAKey key() {
        return key;
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the next click in Chromium says, beyond the usual. */
    void opens(Consumer<JWTClaimsSet.Builder> claims) {
        opened = claims;
    }

    /** The claims of somebody who opens the activity of a lesson. */
    JWTClaimsSet.Builder claims(String nonce, String person, String lesson) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject(person)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("nonce", nonce)
                .claim(CLAIM + "message_type", "LtiResourceLinkRequest")
                .claim(CLAIM + "version", "1.3.0")
                .claim(CLAIM + "deployment_id", "1")
                .claim(CLAIM + "target_link_uri", "https://elsewhere.example/")
                .claim(CLAIM + "resource_link", Map.of("id", "activity-4"))
                .claim(CLAIM + "roles", List.of("http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"))
                .claim(CLAIM + "custom", Map.of("lesson", lesson));
    }

    String signed(JWTClaimsSet claims) {
        return signed(claims, key);
    }

    static String signed(JWTClaimsSet claims, RSAKey key) {
        try {
            return serialized(JWSAlgorithm.RS256, key.getKeyID(), claims, new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    /** Signed by anybody, with the public key as if it were a secret that both know. */
    String signedWithThePublicKey(JWTClaimsSet claims) {
        try {
            byte[] secret = key.toPublicJWK().toRSAPublicKey().getEncoded();
            return serialized(JWSAlgorithm.HS256, key.getKeyID(), claims, new MACSigner(secret));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String serialized(JWSAlgorithm algorithm, String keyId, JWTClaimsSet claims, JWSSigner signer)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    /** What a tool signed, by the keys that it publishes. */
    static JWTClaimsSet verified(String token, String keys) throws JOSEException, ParseException {
        SignedJWT signed = SignedJWT.parse(token);
        RSAKey key =
                JWKSet.parse(keys).getKeyByKeyId(signed.getHeader().getKeyID()).toRSAKey();
        if (!signed.verify(new RSASSAVerifier(key))) {
            throw new AssertionError("the signature is wrong");
        }
        return signed.getJWTClaimsSet();
    }

    static Map<String, String> fields(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private void keys(HttpExchange exchange) throws IOException {
        keysAsked.incrementAndGet();
        answer(exchange, "application/json", new JWKSet(List.copyOf(published)).toString(true));
    }

    /** Somebody who is logged in here: a form that posts itself, as Moodle and Canvas answer. The hint is who they are. */
    private void authenticate(HttpExchange exchange) throws IOException {
        Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
        JWTClaimsSet.Builder claims =
                claims(asked.get("nonce"), asked.get("login_hint"), asked.get("lti_message_hint"));
        opened.accept(claims);
        answer(
                exchange,
                "text/html",
                "<form method=\"post\" action=\"" + asked.get("redirect_uri") + "\">"
                        + "<input type=\"hidden\" name=\"state\" value=\"" + asked.get("state") + "\">"
                        + "<input type=\"hidden\" name=\"id_token\" value=\"" + signed(claims.build()) + "\"></form>"
                        + "<script>document.forms[0].submit()</script>");
    }

    /** A course with an activity, as a link or, with {@code ?frame}, inside the page. */
    private void course(HttpExchange exchange) throws IOException {
        boolean frame = "frame".equals(exchange.getRequestURI().getQuery());
        answer(
                exchange,
                "text/html",
                frame
                        ? "<iframe width=\"800\" height=\"500\" src=\"" + tool + "\"></iframe>"
                        : "<a href=\"" + tool + "\">The lesson</a>");
    }

    private void takeBack(HttpExchange exchange) throws IOException {
        returned.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, "text/html", "<h1>In the course</h1>");
    }

    /** Where the activity of the course leads. */
    void activity(String address) {
        tool = address;
    }

    /** The next answer to {@code /return}, when it has come. */
    Map<String, String> returned() {
        String form = returned.poll();
        return form == null ? Map.of() : fields(form);
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
