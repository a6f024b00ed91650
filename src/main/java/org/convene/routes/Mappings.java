package org.convene.routes;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Versions;

/** Mappings in jq: whether they can be used at all. */
public final class Mappings {
    private static final Pattern LINE = Pattern.compile("at line (\\d+)");

    private Mappings() {}

    public static Optional<RouteTrouble> trouble(RouteSource mapping) {
        try {
            JsonQuery.compile(mapping.text(), Versions.JQ_1_6);
            return Optional.empty();
        } catch (IOException unusable) {
            Throwable cause = unusable.getCause() == null ? unusable : unusable.getCause();
            String words = String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
            Matcher line = LINE.matcher(words);
            return Optional.of(new RouteTrouble(
                    mapping.name(), line.find() ? Integer.parseInt(line.group(1)) : 0, "is no jq: " + words));
        }
    }
}
