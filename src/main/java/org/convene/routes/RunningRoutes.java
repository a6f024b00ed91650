package org.convene.routes;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jboss.logging.Logger;

/** Routes while they run: replaced by others of the same file, when those can be made. */
@Singleton
class RunningRoutes {
    private static final Logger LOG = Logger.getLogger(RunningRoutes.class);

    private final CamelContext context;

    RunningRoutes(CamelContext context) {
        this.context = context;
    }

    /**
     * Makes the routes of a file beside those that run, and only when that works lets them take their place.
     *
     * @param old the text that runs, to go back to when the new does not start; {@code null} when there is none
     */
    Optional<RouteTrouble> replace(RouteSource source, String old) {
        try {
            tryOut(source);
        } catch (Exception broken) {
            return Optional.of(RouteTrouble.of(source, broken));
        }
        Resource resource = source.resource(context);
        Set<String> before = idsOf(source.path());
        try {
            before.removeAll(PluginHelper.getRoutesLoader(context).updateRoutes(resource));
            remove(before);
            return Optional.empty();
        } catch (Exception broken) {
            goBack(resource, old);
            return Optional.of(RouteTrouble.of(source, broken));
        }
    }

    /** Those of a file that is gone. */
    Optional<RouteTrouble> remove(String path) {
        try {
            remove(idsOf(path));
            return Optional.empty();
        } catch (Exception stuck) {
            return Optional.of(new RouteTrouble(path, 0, "its routes do not stop: " + stuck.getMessage()));
        }
    }

    private void remove(Set<String> ids) throws Exception {
        for (String id : ids) {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
        }
    }

    private void goBack(Resource resource, String old) {
        if (old != null) {
            try {
                PluginHelper.getRoutesLoader(context)
                        .updateRoutes(ResourceHelper.fromString(resource.getLocation(), old));
            } catch (Exception worse) {
                LOG.errorf(worse, "The routes of %s are not as they were", resource.getLocation());
            }
        }
    }

    /** Nothing of the trial starts, and nothing of it stays. */
    private void tryOut(RouteSource source) throws Exception {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        List<RouteDefinition> tried = new ArrayList<>();
        try {
            for (RouteDefinition route : definitions(source)) {
                refuseForeign(source, route.getRouteId());
                route.setId(RouteTrouble.TRIAL + route.getRouteId());
                route.setAutoStartup("false");
                tried.add(route);
                model.addRouteDefinition(route);
            }
        } finally {
            for (RouteDefinition route : tried) {
                context.removeRoute(route.getRouteId());
                model.removeRouteDefinition(route);
            }
        }
    }

    private List<RouteDefinition> definitions(RouteSource source) throws Exception {
        List<RouteDefinition> definitions = new ArrayList<>();
        for (RoutesBuilder builder :
                PluginHelper.getRoutesLoader(context).findRoutesBuilders(source.resource(context))) {
            definitions.addAll(((RouteBuilder) builder).configureRoutes(context).getRoutes());
        }
        return definitions;
    }

    /** A route of another file must not be taken away by its name. */
    private void refuseForeign(RouteSource source, String id) {
        if (context.getRoute(id) != null && !idsOf(source.path()).contains(id)) {
            throw new IllegalArgumentException("a route " + id + " runs that another file has");
        }
    }

    private Set<String> idsOf(String path) {
        Set<String> ids = new TreeSet<>();
        for (RouteDefinition route :
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions()) {
            String location =
                    route.getResource() == null ? "" : route.getResource().getLocation();
            if (location.equals(RouteResources.SCHEME + ":" + path) || location.endsWith("/" + path)) {
                ids.add(route.getRouteId());
            }
        }
        return ids;
    }
}
