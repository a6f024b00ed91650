package org.convene.calendar.dav;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a resource in one normal form, since servers write the same address in several ways: as a path or with
 * scheme and host, {@code @} or {@code %40}. The form is an absolute path in which every byte but RFC 3986's unreserved ones
 * is percent-encoded in capitals, so an encoded slash stays different from a slash. Scheme and host that a server writes
 * are left aside: behind a proxy they are often wrong, and we never go where an answer leads.
 */
final class Href {
    private static final Pattern AUTHORITY =
            Pattern.compile("^[a-z][a-z0-9+.-]*(?::|%3A)//[^/]*", Pattern.CASE_INSENSITIVE);
    private static final String HEX = "0123456789ABCDEF";

    private Href() {}

    /**
     * @param base the normal path of what the answer is about; a relative href is relative to it
     * @return empty when it is no address of a resource
     */
    static Optional<String> normal(String href, String base) {
        String text = href.strip();
        Matcher authority = AUTHORITY.matcher(text);
        if (authority.find()) {
            text = text.substring(authority.end());
            text = text.isEmpty() ? "/" : text;
        } else if (text.startsWith("//")) {
            return Optional.empty();
        }
        int end = firstOf(text, '?', '#');
        text = text.substring(0, end);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.startsWith("/")) {
            text = base.substring(0, base.lastIndexOf('/') + 1) + text;
        }
        String path = encoded(text);
        for (String segment : path.split("/")) {
            if (segment.equals(".") || segment.equals("..")) {
                return Optional.empty();
            }
        }
        return Optional.of(path);
    }

    static String of(URI uri) {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : encoded(path);
    }

    private static int firstOf(String text, char one, char other) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == one || text.charAt(i) == other) {
                return i;
            }
        }
        return text.length();
    }

    private static String encoded(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        StringBuilder normal = new StringBuilder(bytes.length + 8);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            byte next = rest.get();
            boolean escape = next == '%' && isEscape(rest);
            int value = next & 0xff;
            if (escape) {
                value = Character.digit(rest.get(), 16) << 4 | Character.digit(rest.get(), 16);
            }
            if (isUnreserved(value) || value == '/' && !escape) {
                normal.append((char) value);
            } else {
                normal.append('%').append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 15));
            }
        }
        return normal.toString();
    }

    private static boolean isEscape(ByteBuffer rest) {
        return rest.remaining() >= 2
                && Character.digit(rest.get(rest.position()), 16) >= 0
                && Character.digit(rest.get(rest.position() + 1), 16) >= 0;
    }

    private static boolean isUnreserved(int value) {
        return value >= 'a' && value <= 'z'
                || value >= 'A' && value <= 'Z'
                || value >= '0' && value <= '9'
                || value == '-'
                || value == '.'
                || value == '_'
                || value == '~';
    }
}
