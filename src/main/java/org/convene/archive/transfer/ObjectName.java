package org.convene.archive.transfer;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convene.ops.Sha256;

/**
 * The name of an object in storage: {@code area/owner/kind-id.extension}, made of ids and of words of ours, never of text
 * that a vendor wrote. An id that could mean anything to a file system, a shell or a URI stands there as its hash, so two
 * ids never share a name and no name leaves its area.
 */
public record ObjectName(String path) {
    private static final Pattern WORD = Pattern.compile("[a-z0-9]{1,20}");
    private static final Pattern WORDS = Pattern.compile("[a-z0-9]{1,20}(-[a-z0-9]{1,20})*");
    /** Dots separate the parts of a file's name, so an id there has none. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}");
    /** What is kept for hashes: an id that looks like one is hashed too, or it could be taken for another's. */
    private static final String HASHED = "id-";

    private static final int HASH = 32;
    private static final int SHORT_HASH = 12;
    private static final Pattern VARIANT = Pattern.compile("(.*)\\.[0-9a-f]{" + SHORT_HASH + "}(\\.[a-z0-9]+)");
    private static final Pattern NAME = Pattern.compile(
            WORDS + "/" + OWNER + "/" + WORDS + "-" + ID + "(\\.[0-9a-f]{" + SHORT_HASH + "})?\\." + WORD);

    public ObjectName {
        if (!NAME.matcher(path).matches()) {
            throw new IllegalArgumentException("not the name of an object: " + path);
        }
    }

    public static ObjectName recording(String lesson, String recording) {
        return of("lessons", lesson, "recording", recording, "mp4");
    }

    /** {@code format} is {@code json} or {@code xlsx}. */
    public static ObjectName report(String lesson, String call, String format) {
        return of("lessons", lesson, "report", call, format);
    }

    /** Area, kind and extension are words of ours; owner and id may be any text. */
    public static ObjectName of(String area, String owner, String kind, String id, String extension) {
        return new ObjectName(
                area + '/' + safe(owner, OWNER) + '/' + kind + '-' + safe(id, ID) + '.' + word(extension));
    }

    /** The name of another content that came under this name: nothing that was stored is replaced. */
    ObjectName variant(String sha256) {
        Matcher variant = VARIANT.matcher(path);
        String original = variant.matches() ? variant.group(1) + variant.group(2) : path;
        int dot = original.lastIndexOf('.');
        return new ObjectName(
                original.substring(0, dot) + '.' + sha256.substring(0, SHORT_HASH) + original.substring(dot));
    }

    String manifest() {
        return path + ".manifest.json";
    }

    /** For files of ours beside the object, such as its part. */
    String hash() {
        return hash(path);
    }

    String extension() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String safe(String id, Pattern pattern) {
        boolean plain = pattern.matcher(id).matches() && !id.startsWith(HASHED);
        return plain ? id : HASHED + hash(id);
    }

    private static String word(String extension) {
        if (!WORD.matcher(extension).matches()) {
            throw new IllegalArgumentException("not an extension: " + extension);
        }
        return extension;
    }

    private static String hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
    }

    @Override
    public String toString() {
        return path;
    }
}
