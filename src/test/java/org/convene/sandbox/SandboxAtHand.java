package org.convene.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** Settings of a hub that has a sandbox of its own: on any ports that are free, without a memory of earlier runs. */
public final class SandboxAtHand {
    private SandboxAtHand() {}

    /** @param name of the directory for its data, to which a random part is added */
    public static Map<String, String> settings(String name) {
        return new HashMap<>(Map.of(
                "convene.data-dir", dataDirectory(name),
                "convene.demo.samples", "",
                "convene.sandbox.enabled", "true",
                "convene.sandbox.teleboss.port", "0",
                "convene.sandbox.trueconf.port", "0",
                "convene.sandbox.terminals.port", "0",
                "convene.sandbox.mx.port", "0",
                "convene.sandbox.moodle.port", "0"));
    }

    private static String dataDirectory(String name) {
        try {
            return Files.createTempDirectory("convene-" + name + "-").toString();
        } catch (IOException noDirectory) {
            throw new UncheckedIOException(noDirectory);
        }
    }
}
