package org.convene.routes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.camel.spi.Resource;

/**
 * A file of routes, or a mapping or a kamelet.
 *
 * @param path below routes/, or below {@code convene.routes.dir} when it is added there
 * @param own  the file in {@code convene.routes.dir}; {@code null} when it is the one of the jar
 */
public record RouteSource(String path, Path own, Resource resource) {
    /** As people find it. */
    public String name() {
        return own == null ? "routes/" + path : own.toString();
    }

    public String text() throws IOException {
        try (InputStream content = resource.getInputStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
