package org.convene.routes;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.convene.check.CheckCommand;

/** Loads the YAML routes. One that cannot be read stops the start, with its file and line. */
@ApplicationScoped
public class RouteFiles extends RouteBuilder {
    private final RouteSources sources;

    public RouteFiles(RouteSources sources) {
        this.sources = sources;
    }

    @Override
    public void configure() throws Exception {
        if (CheckCommand.isOn()) {
            return; // it makes each by itself
        }
        List<RouteSource> files = sources.all(RouteSources.ROUTES);
        for (RouteSource file : files) {
            try {
                PluginHelper.getRoutesLoader(getContext()).loadRoutes(file.resource(getContext()));
            } catch (Exception unreadable) {
                // without its cause: it says everything in one line
                throw new ConfigurationException(
                        RouteTrouble.of(file, unreadable).toString());
            }
        }
    }
}
