package org.convene.check;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.convene.routes.RouteSource;
import org.convene.routes.RouteTrouble;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Kamelets and specs: whether they are YAML at all, and an object. */
final class YamlFile {
    private YamlFile() {}

    static Optional<RouteTrouble> trouble(RouteSource file) throws IOException {
        try {
            Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(file.text());
            return content instanceof Map
                    ? Optional.empty()
                    : Optional.of(new RouteTrouble(file.name(), 1, "is no object of YAML"));
        } catch (MarkedYAMLException marked) {
            int line = marked.getProblemMark() == null
                    ? 0
                    : marked.getProblemMark().getLine() + 1;
            return Optional.of(new RouteTrouble(file.name(), line, "is no YAML: " + marked.getProblem()));
        } catch (YAMLException unusable) {
            return Optional.of(new RouteTrouble(file.name(), 0, "is no YAML: " + unusable.getMessage()));
        }
    }
}
