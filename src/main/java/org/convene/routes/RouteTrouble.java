package org.convene.routes;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;

/**
 * What is wrong with a file of routes, and where.
 *
 * @param line 0 when nobody knows
 */
public record RouteTrouble(String file, int line, String words) {
    /** What stands before the id of a route that is only tried. */
    static final String TRIAL = "trial-of-";

    private static final Pattern LINE = Pattern.compile("\\bline[ :]+(\\d+)");

    /** As compilers say it, so that editors find the place. */
    @Override
    public String toString() {
        return file + ":" + (line > 0 ? line + ": " : " ") + words;
    }

    /** What {@code failure} says of a file. */
    public static RouteTrouble of(RouteSource source, Throwable failure) {
        FailedToCreateRouteException route = find(failure, FailedToCreateRouteException.class);
        int line = route == null ? told(failure) : lineOf(source, id(route));
        String of = route == null ? "" : "route " + id(route) + " cannot be made: ";
        return new RouteTrouble(source.name(), line, of + words(failure));
    }

    /** The same of a failure at the start, when nobody knows yet which file it comes from. */
    public static Optional<RouteTrouble> of(Collection<RouteSource> sources, Throwable failure) {
        FailedToCreateRouteException route = find(failure, FailedToCreateRouteException.class);
        return route == null
                ? Optional.empty()
                : sources.stream()
                        .filter(source -> lineOf(source, id(route)) > 0)
                        .findFirst()
                        .map(source -> of(source, failure));
    }

    private static String id(FailedToCreateRouteException route) {
        return route.getRouteId().replaceFirst("^" + TRIAL, "");
    }

    /** The innermost cause says what; those around it only where. */
    private static String words(Throwable failure) {
        Throwable innermost = failure;
        String words = null;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            innermost = t;
            words = t.getMessage() == null || t.getMessage().isBlank() ? words : t.getMessage();
        }
        return words == null
                ? innermost.getClass().getSimpleName()
                : words.strip().replaceAll("\\s+", " ");
    }

    private static int told(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            Matcher line = LINE.matcher(String.valueOf(t.getMessage()));
            if (line.find()) {
                return Integer.parseInt(line.group(1));
            }
        }
        return 0;
    }

    private static int lineOf(RouteSource source, String route) {
        Pattern id = Pattern.compile("^[\\s-]*id: *[\"']?" + Pattern.quote(String.valueOf(route)) + "[\"']? *$");
        try {
            int line = 0;
            for (String text : source.text().split("\\R", -1)) {
                line++;
                if (id.matcher(text).matches()) {
                    return line;
                }
            }
        } catch (IOException gone) {
            // then nobody knows the line
        }
        return 0;
    }

    private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
