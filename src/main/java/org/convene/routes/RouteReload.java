package org.convene.routes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.convene.audit.Act;
import org.convene.audit.AuditTrail;
import org.convene.audit.AuditedChange;
import org.convene.ops.Sha256;
import org.jboss.logging.Logger;

/**
 * Takes files of {@code convene.routes.dir} that changed while the hub runs. Each is tried before anything is touched: what is
 * broken is refused with file and line, and the routes go on as they were until it is put right. Error policies and kamelets
 * are part of every route that uses them, and only taken by a start.
 */
@Singleton
@Named("routeReload")
public class RouteReload {
    private static final Logger LOG = Logger.getLogger(RouteReload.class);
    private static final Act ACT = Act.system("routes.reload");
    private static final Pattern POLICY = Pattern.compile("(?m)^- routeConfiguration:");
    private static final String ONLY_AT_START = "is only taken by a start: it is part of every route that uses it";

    private final RouteSources sources;
    private final RunningRoutes running;
    private final AuditTrail trail;
    private final Map<String, RouteTrouble> refused = new TreeMap<>();
    private final Map<String, String> taken = new HashMap<>();
    private final Map<String, String> judged = new HashMap<>();
    private Map<String, String> before;

    public RouteReload(RouteSources sources, RunningRoutes running, AuditTrail trail) {
        this.sources = sources;
        this.running = running;
        this.trail = trail;
    }

    /** What is refused now, by path below the directory. */
    public synchronized Map<String, RouteTrouble> refused() {
        return new TreeMap<>(refused);
    }

    /** To be called every now and then. A file is taken when it was the same at two looks. */
    public synchronized void look() throws IOException, SQLException {
        Map<String, String> now = texts();
        if (before == null) {
            taken.putAll(now);
            judged.putAll(now);
        }
        Map<String, String> last = before == null ? now : before;
        before = now;
        Set<String> paths = new TreeSet<>(RouteReload::mappingsFirst);
        paths.addAll(now.keySet());
        paths.addAll(judged.keySet());
        for (String path : paths) {
            String text = now.get(path);
            if (Objects.equals(text, last.get(path)) && !Objects.equals(text, judged.get(path))) {
                judge(path, text);
            }
        }
    }

    private static int mappingsFirst(String one, String other) {
        int kinds = Boolean.compare(other.endsWith(RouteSources.MAPPING), one.endsWith(RouteSources.MAPPING));
        return kinds != 0 ? kinds : one.compareTo(other);
    }

    private Map<String, String> texts() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Optional<Path> directory = sources.directory();
        for (String suffix : List.of(RouteSources.ROUTES, RouteSources.MAPPING, RouteSources.KAMELET)) {
            for (Path file : sources.own(suffix)) {
                texts.put(
                        directory.orElseThrow().relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
    }

    /** @param text {@code null} when the file is gone */
    private void judge(String path, String text) throws IOException, SQLException {
        judged.put(path, text);
        String old = taken.get(path);
        Optional<RouteTrouble> trouble = Objects.equals(text, old) ? Optional.empty() : take(path, text, old);
        if (trouble.isEmpty()) {
            taken.put(path, text);
            refused.remove(path);
            LOG.infof("%s is taken as it is now", path);
        } else {
            refused.put(path, trouble.get());
            LOG.errorf("Refused, and the routes go on as they were. %s", trouble.get());
        }
        trail.add(
                ACT,
                "routes/" + path,
                trouble.isEmpty() ? AuditedChange.DONE : "refused",
                print(old, null),
                print(text, trouble.map(RouteTrouble::toString).orElse(null)));
    }

    private static ObjectNode print(String text, String problem) {
        if (text == null && problem == null) {
            return null;
        }
        ObjectNode print = JsonNodeFactory.instance.objectNode();
        print.put("sha256", text == null ? null : Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
        if (problem != null) {
            print.put("problem", problem);
        }
        return print;
    }

    private Optional<RouteTrouble> take(String path, String text, String old) throws IOException {
        if (path.endsWith(RouteSources.MAPPING)) {
            return takeMapping(path);
        }
        if (path.endsWith(RouteSources.KAMELET) || isPolicy(text) || isPolicy(old)) {
            return Optional.of(new RouteTrouble(path, 0, ONLY_AT_START));
        }
        Optional<RouteSource> source = source(path);
        if (source.isEmpty()) {
            return running.remove(path);
        }
        return running.replace(source.get(), old);
    }

    private static boolean isPolicy(String text) {
        return text != null && POLICY.matcher(text).find();
    }

    /** The file, or the one of the jar that it stood in for; empty when nothing of the kind is left. */
    private Optional<RouteSource> source(String path) throws IOException {
        String suffix = path.endsWith(RouteSources.MAPPING) ? RouteSources.MAPPING : RouteSources.ROUTES;
        String name = path.substring(path.lastIndexOf('/') + 1);
        Path own = sources.directory().orElseThrow().resolve(path);
        List<RouteSource> all = sources.all(suffix);
        Optional<RouteSource> exactly =
                all.stream().filter(source -> own.equals(source.own())).findFirst();
        return exactly.isPresent()
                ? exactly
                : all.stream()
                        .filter(RouteSource::isOfTheHub)
                        .filter(source -> source.path().equals(path)
                                || !path.contains("/") && source.path().endsWith("/" + name))
                        .findFirst();
    }

    /** Routes have read their mappings when they were made, so whichever names it is made anew. */
    private Optional<RouteTrouble> takeMapping(String path) throws IOException {
        Optional<RouteSource> mapping = source(path);
        if (mapping.isPresent()) {
            Optional<RouteTrouble> trouble = Mappings.trouble(mapping.get());
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        List<RouteSource> named = naming(name, RouteSources.ROUTES);
        boolean elsewhere =
                named.isEmpty() && mapping.filter(RouteSource::isOfTheHub).isPresent();
        if (elsewhere || !naming(name, RouteSources.KAMELET).isEmpty()) {
            return Optional.of(new RouteTrouble(path, 0, ONLY_AT_START));
        }
        for (RouteSource routes : named) {
            Optional<RouteTrouble> trouble = running.replace(routes, routes.text());
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        return Optional.empty();
    }

    private List<RouteSource> naming(String mapping, String suffix) throws IOException {
        List<RouteSource> naming = new ArrayList<>();
        for (RouteSource source : sources.all(suffix)) {
            if (source.text().contains(mapping)) {
                naming.add(source);
            }
        }
        return naming;
    }
}
