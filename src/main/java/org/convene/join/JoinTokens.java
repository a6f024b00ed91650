package org.convene.join;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.convene.ops.Hmac;
import org.convene.ops.Settings;

/**
 * Personal links of the hub. A token names a lesson and a participant and is signed (HMAC-SHA256, RFC 2104, the first 16
 * bytes), so it needs no row of its own, stays the same for the life of the lesson, and cannot be made up. It says
 * nothing about rights: those are looked up at each click.
 */
@Singleton
public class JoinTokens {
    private static final int SIGNATURE = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final byte[] key;
    private final String address;

    /** Whose link it is; of a calendar event, {@code lesson} is its key and nobody in particular holds it. */
    public record Holder(String lesson, String participant) {
        boolean isOfEvent() {
            return participant.isEmpty();
        }
    }

    public JoinTokens(Settings settings) {
        this.key = settings.optionalText("convene.join.secret")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> keptSecret(settings.dataDir().resolve("join.secret")));
        this.address = settings.url("convene.public-url") + "/join/";
    }

    public String link(String lesson, String participant) {
        return address + token(lesson, participant);
    }

    /** The link of a calendar event, the same for everybody: it names no participant. */
    public String eventLink(String key) {
        return link(key, "");
    }

    public String token(String lesson, String participant) {
        byte[] names = (lesson + '\n' + participant).getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(sign(names), SIGNATURE + names.length);
        System.arraycopy(names, 0, token, SIGNATURE, names.length);
        return ENCODER.encodeToString(token);
    }

    /** Whose token it is; nothing when we did not sign it. */
    public Optional<Holder> read(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
        if (bytes.length <= SIGNATURE) {
            return Optional.empty();
        }
        byte[] names = Arrays.copyOfRange(bytes, SIGNATURE, bytes.length);
        if (!MessageDigest.isEqual(sign(names), Arrays.copyOf(bytes, SIGNATURE))) {
            return Optional.empty();
        }
        String[] parts = new String(names, StandardCharsets.UTF_8).split("\n", 2);
        return Optional.of(new Holder(parts[0], parts[1]));
    }

    private byte[] sign(byte[] names) {
        return Arrays.copyOf(Hmac.sha256(key, names), SIGNATURE);
    }

    /** Made once and kept beside the ledger, readable by us alone: without it, links would die with a restart. */
    private static byte[] keptSecret(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                byte[] fresh = new byte[32];
                new SecureRandom().nextBytes(fresh);
                boolean posix =
                        file.getFileSystem().supportedFileAttributeViews().contains("posix");
                if (posix) {
                    Files.createFile(
                            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                }
                Files.writeString(file, Base64.getEncoder().encodeToString(fresh));
            }
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
