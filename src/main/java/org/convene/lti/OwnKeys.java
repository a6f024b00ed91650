package org.convene.lti;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.convene.ops.Settings;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * The keys with which the hub signs what it tells learning platforms: a set (RFC 7517) of which the first signs and all are
 * published, so that a new one is put first and the old ones stay for as long as platforms may believe them.
 */
@Singleton
public class OwnKeys {
    private static final int BITS = 2048;
    private static final String EXAMPLE = "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"2026\",...}]}";

    private final List<RsaJsonWebKey> keys;

    public OwnKeys(Settings settings, LtiPlatforms platforms) {
        keys = platforms.isEmpty()
                ? List.of()
                : settings.optionalText("convene.lti.keys")
                        .map(text -> read("convene.lti.keys", text))
                        .orElseGet(() -> kept(settings.dataDir().resolve("lti.keys")));
    }

    /** The public halves. */
    String published() {
        return new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    String sign(JwtClaims claims, String type) {
        RsaJsonWebKey key = keys.get(0);
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setHeader("typ", type);
        token.setPayload(claims.toJson());
        token.setKey(key.getRsaPrivateKey());
        try {
            return token.getCompactSerialization();
        } catch (JoseException unusable) {
            throw new IllegalStateException("The key of convene.lti.keys cannot sign", unusable);
        }
    }

    /** All of ours, for what we signed ourselves before a rotation. */
    List<JsonWebKey> all() {
        return List.copyOf(keys);
    }

    private static List<RsaJsonWebKey> read(String key, String text) {
        List<RsaJsonWebKey> found = new ArrayList<>();
        try {
            for (JsonWebKey one : new JsonWebKeySet(text).getJsonWebKeys()) {
                if (!(one instanceof RsaJsonWebKey rsa) || rsa.getRsaPrivateKey() == null || rsa.getKeyId() == null) {
                    throw Settings.wrong(key, "has a key that is no private RSA key with a kid", EXAMPLE);
                }
                rsa.setUse("sig");
                rsa.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
                found.add(rsa);
            }
        } catch (JoseException unreadable) {
            throw Settings.wrong(key, "is no set of JSON Web Keys", EXAMPLE);
        }
        if (found.isEmpty()) {
            throw Settings.wrong(key, "has no key", EXAMPLE);
        }
        return found;
    }

    /** Made once and kept beside the ledger, readable by us alone. */
    private static List<RsaJsonWebKey> kept(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                boolean posix =
                        file.getFileSystem().supportedFileAttributeViews().contains("posix");
                if (posix) {
                    Files.createFile(
                            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                }
                RsaJsonWebKey fresh = RsaJwkGenerator.generateJwk(BITS);
                fresh.setKeyId(UUID.randomUUID().toString());
                Files.writeString(file, new JsonWebKeySet(fresh).toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
            }
            return read(file.toString(), Files.readString(file));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (JoseException noRsa) {
            throw new IllegalStateException(noRsa);
        }
    }
}
