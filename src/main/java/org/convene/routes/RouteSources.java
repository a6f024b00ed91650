package org.convene.routes;

import jakarta.inject.Singleton;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.convene.ops.Settings;

/**
 * What lies where: the files in the jar, where one of the same name in {@code convene.routes.dir} stands in, and whatever else
 * that directory holds.
 */
@Singleton
public class RouteSources {
    public static final String ROUTES = ".camel.yaml";
    public static final String MAPPING = ".jq";
    public static final String KAMELET = ".kamelet.yaml";
    public static final String SPEC = ".spec.yaml";

    private final Settings settings;

    public RouteSources(Settings settings) {
        this.settings = settings;
    }

    public Optional<Path> directory() {
        Optional<Path> directory = settings.optionalText("convene.routes.dir").map(Path::of);
        if (directory.isPresent() && !Files.isDirectory(directory.get())) {
            throw Settings.wrong(
                    "convene.routes.dir", "is '" + directory.get() + "', which is no directory", "./my-routes");
        }
        return directory;
    }

    /** All with this suffix; error policies come first, so that every route finds its own. */
    public List<RouteSource> all(String suffix) throws IOException {
        List<RouteSource> sources = new ArrayList<>();
        Set<Path> replacements = new HashSet<>();
        Optional<Path> directory = directory();
        for (String path : inJar(suffix)) {
            Optional<Path> own = directory.flatMap(place -> RouteResources.replacement(place, path));
            own.ifPresent(replacements::add);
            sources.add(new RouteSource(path, own.orElse(null), true));
        }
        if (directory.isPresent()) {
            for (Path file : own(suffix)) {
                if (!replacements.contains(file)) {
                    String path = directory.get().relativize(file).toString().replace('\\', '/');
                    sources.add(new RouteSource(path, file, false));
                }
            }
        }
        return sources;
    }

    /** Files of the operator's own directory. */
    public List<Path> own(String suffix) throws IOException {
        Optional<Path> directory = directory();
        if (directory.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory.get())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    /** Paths below routes/. */
    private static List<String> inJar(String suffix) throws IOException {
        try {
            URI root = RouteSources.class.getResource("/routes/errors" + ROUTES).toURI();
            if (root.getScheme().equals("file")) {
                return listed(Path.of(root).getParent(), suffix);
            }
            // a jar, or the resources of a native executable
            try (FileSystem archive = FileSystems.newFileSystem(root, Map.of())) {
                return listed(archive.getPath("/routes"), suffix);
            }
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> listed(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(suffix))
                    .sorted(Comparator.comparing((String path) -> !path.startsWith("errors"))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }
}
