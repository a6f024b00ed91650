package org.convene.routes;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceResolverSupport;
import org.apache.camel.support.ResourceSupport;
import org.convene.ops.Settings;

/**
 * The scheme {@code routes:}, by which routes name their mappings and kamelets: a file below {@code convene.routes.dir}
 * (at the same path, or of the same name at its top) if there is one, else the one in the jar.
 */
@Singleton
@Named("resource-loader-routes")
public class RouteResources extends ResourceResolverSupport {
    static final String SCHEME = "routes";

    private final Settings settings;

    public RouteResources(Settings settings) {
        super(SCHEME);
        this.settings = settings;
    }

    @Override
    protected Resource createResource(String location, String path) {
        Optional<Path> own = settings.optionalText("convene.routes.dir")
                .map(Path::of)
                .flatMap(directory -> replacement(directory, path));
        return new ResourceSupport(SCHEME, location) {
            @Override
            public boolean exists() {
                return own.isPresent() || RouteResources.class.getResource("/routes/" + path) != null;
            }

            @Override
            public InputStream getInputStream() throws IOException {
                return own.isPresent()
                        ? Files.newInputStream(own.get())
                        : RouteResources.class.getResourceAsStream("/routes/" + path);
            }
        };
    }

    /** The file that stands in for {@code path} of the jar. */
    static Optional<Path> replacement(Path directory, String path) {
        Path below = directory.resolve(path);
        if (Files.isRegularFile(below)) {
            return Optional.of(below);
        }
        Path atTop = directory.resolve(Path.of(path).getFileName());
        return Files.isRegularFile(atTop) ? Optional.of(atTop) : Optional.empty();
    }
}
