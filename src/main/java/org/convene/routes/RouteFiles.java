package org.convene.routes;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;
import org.convene.ops.Settings;

/**
 * Loads the YAML routes: those in the jar, where a file of the same name in {@code convene.routes.dir} replaces one, and
 * whatever else that directory holds. Error policies come first, so that every route finds its own.
 */
@ApplicationScoped
public class RouteFiles extends RouteBuilder {
    private static final String SUFFIX = ".camel.yaml";

    private final Settings settings;

    public RouteFiles(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void configure() throws Exception {
        ResourceLoader loader = PluginHelper.getResourceLoader(getContext());
        List<Resource> files = new ArrayList<>();
        Set<Path> replacements = new HashSet<>();
        Path directory = directory();
        for (String path : inJar()) {
            files.add(loader.resolveResource(RouteResources.SCHEME + ":" + path));
            if (directory != null) {
                RouteResources.replacement(directory, path).ifPresent(replacements::add);
            }
        }
        if (directory != null) {
            for (Path file : added(directory, replacements)) {
                files.add(loader.resolveResource("file:" + file));
            }
        }
        PluginHelper.getRoutesLoader(getContext()).loadRoutes(files);
    }

    private Path directory() {
        Path directory =
                settings.optionalText("convene.routes.dir").map(Path::of).orElse(null);
        if (directory != null && !Files.isDirectory(directory)) {
            throw Settings.wrong("convene.routes.dir", "is '" + directory + "', which is no directory", "./my-routes");
        }
        return directory;
    }

    /** Paths below routes/, error policies first. */
    private static List<String> inJar() throws IOException, URISyntaxException {
        URI root = RouteFiles.class.getResource("/routes/errors" + SUFFIX).toURI();
        if (root.getScheme().equals("file")) {
            return listed(Path.of(root).getParent());
        }
        // a jar, or the resources of a native executable
        try (FileSystem archive = FileSystems.newFileSystem(root, Map.of())) {
            return listed(archive.getPath("/routes"));
        }
    }

    private static List<String> listed(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(SUFFIX))
                    .sorted(Comparator.comparing((String path) -> !path.startsWith("errors"))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private static List<Path> added(Path directory, Set<Path> replacements) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(file -> !replacements.contains(file))
                    .sorted()
                    .toList();
        }
    }
}
