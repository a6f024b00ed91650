package org.convene.routes;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Resource;
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
        List<Resource> resources =
                files.stream().map(file -> file.resource(getContext())).toList();
        try {
            // together: error policies of all files come before the routes of any
            PluginHelper.getRoutesLoader(getContext()).loadRoutes(resources);
        } catch (Exception unreadable) {
            name(files);
            throw unreadable;
        }
    }

    /** Says which one it is. */
    private void name(List<RouteSource> files) {
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
