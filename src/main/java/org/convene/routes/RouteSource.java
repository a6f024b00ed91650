package org.convene.routes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * A file of routes, or a mapping or a kamelet.
 *
 * @param path below routes/, or below {@code convene.routes.dir} when it is added there
 * @param own  the file in {@code convene.routes.dir}; {@code null} when it is the one of the jar
 * @param isOfTheHub whether the jar has one of this path, that {@code own} stands in for
 */
public record RouteSource(String path, Path own, boolean isOfTheHub) {
    /** As people find it. */
    public String name() {
        return own == null ? "routes/" + path : own.toString();
    }

    public String text() throws IOException {
        if (own != null) {
            return Files.readString(own);
        }
        try (InputStream content = RouteSource.class.getResourceAsStream("/routes/" + path)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As Camel reads it. */
    public Resource resource(CamelContext context) {
        String address = isOfTheHub ? RouteResources.SCHEME + ":" + path : "file:" + own;
        return PluginHelper.getResourceLoader(context).resolveResource(address);
    }
}
