package org.convene.check;

import io.smallrye.config.SmallRyeConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.convene.ops.StartChecks;
import org.convene.routes.Mappings;
import org.convene.routes.RouteSource;
import org.convene.routes.RouteSources;
import org.convene.routes.RouteTrouble;
import org.eclipse.microprofile.config.Config;

/** Everything that a start would use, and what is wrong with it. */
@Singleton
class HubCheck {
    private static final List<String> SUFFIXES =
            List.of(RouteSources.ROUTES, RouteSources.MAPPING, RouteSources.KAMELET, RouteSources.SPEC);

    private final StartChecks configuration;
    private final RouteSources sources;
    private final KeyPlace places;

    HubCheck(StartChecks configuration, RouteSources sources, Config config) {
        this.configuration = configuration;
        this.sources = sources;
        this.places = new KeyPlace(config.unwrap(SmallRyeConfig.class));
    }

    /** @return each in one line; none when the hub would start */
    Set<String> problems(CamelContext context) throws IOException {
        Set<String> problems = new LinkedHashSet<>();
        List<String> wrong = configuration.problems();
        wrong.forEach(words -> problems.add(places.placed(words)));
        problems.addAll(places.unknown(configuration.unknownKeys()));
        if (wrong.stream().noneMatch(words -> words.startsWith("convene.routes.dir"))) {
            problems.addAll(files(context));
        }
        return problems;
    }

    private Set<String> files(CamelContext context) throws IOException {
        Set<String> problems = new LinkedHashSet<>();
        for (RouteSource mapping : sources.all(RouteSources.MAPPING)) {
            Mappings.trouble(mapping).map(RouteTrouble::toString).ifPresent(problems::add);
        }
        for (String suffix : List.of(RouteSources.KAMELET, RouteSources.SPEC)) {
            for (RouteSource file : sources.all(suffix)) {
                YamlFile.trouble(file).map(RouteTrouble::toString).ifPresent(problems::add);
            }
        }
        for (RouteSource routes : sources.all(RouteSources.ROUTES)) {
            made(context, routes).ifPresent(problems::add);
        }
        for (Path file : sources.own("")) {
            if (SUFFIXES.stream().noneMatch(file.toString()::endsWith)) {
                problems.add(file + ": nobody reads this; routes end in " + RouteSources.ROUTES + ", mappings in "
                        + RouteSources.MAPPING + ", kamelets in " + RouteSources.KAMELET);
            }
        }
        return problems;
    }

    /** Makes the routes of a file, none of which starts. */
    private Optional<String> made(CamelContext context, RouteSource file) {
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(file.resource(context));
            return Optional.empty();
        } catch (Exception unusable) {
            return Optional.of(StartChecks.complaint(unusable)
                    .map(places::placed)
                    .orElseGet(() -> RouteTrouble.of(file, unusable).toString()));
        }
    }

    /** What was looked at, in words. */
    String extent(CamelContext context) throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add(context.getRoutesSize() + " routes");
        parts.add(sources.all(RouteSources.MAPPING).size() + " mappings");
        parts.add(sources.all(RouteSources.KAMELET).size() + " kamelets");
        parts.add(sources.all(RouteSources.SPEC).size() + " specs");
        return String.join(", ", parts);
    }
}
