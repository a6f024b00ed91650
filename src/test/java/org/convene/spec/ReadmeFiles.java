package org.convene.spec;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does what routes/README.md tells its reader: puts its routes and mappings into a directory of one's own. */
public class ReadmeFiles implements QuarkusTestResourceLifecycleManager {
    private static final Path README = Path.of("routes/README.md");
    private static final Path DIRECTORY = Path.of("target/routes-of-readme");

    /** The block that stands under a line with the file's name. */
    public static String block(String file) {
        try {
            String text = Files.exists(README) ? Files.readString(README) : "";
            Matcher block = Pattern.compile("`" + Pattern.quote(file) + "`[^\n]*\n+```\\w+\n(.*?)```", Pattern.DOTALL)
                    .matcher(text);
            if (!block.find()) {
                throw new IllegalStateException(README + " shows no " + file);
            }
            return block.group(1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            Files.createDirectories(DIRECTORY);
            for (String file : new String[] {"guests.camel.yaml", "guest.to-request.jq"}) {
                Files.writeString(DIRECTORY.resolve(file), block(file));
            }
        } catch (IOException noSpace) {
            throw new UncheckedIOException(noSpace);
        }
        return Map.of("convene.routes.dir", DIRECTORY.toAbsolutePath().toString());
    }

    @Override
    public void stop() {
        // the files stay in target/, to be looked at
    }
}
