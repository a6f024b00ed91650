package org.convene.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The addresses of the pages, with everything in them escaped. */
final class Addresses {
    private Addresses() {}

    static String lesson(String id) {
        return "/lessons/" + escaped(id);
    }

    static String quarantineOf(String entity) {
        return query("/quarantine", Map.of("entity", entity));
    }

    /** {@code path?name=value&...}, in the order of the map. */
    static String query(String path, Map<String, String> parameters) {
        StringBuilder address = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            address.append(separator).append(parameter.getKey()).append('=').append(escaped(parameter.getValue()));
            separator = '&';
        }
        return address.toString();
    }

    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
