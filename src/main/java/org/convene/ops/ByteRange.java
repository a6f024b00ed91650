package org.convene.ops;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a Range header asks for (RFC 9110, 14.2).
 *
 * @param to inclusive; before {@code from} when the file has no such bytes
 */
public record ByteRange(long from, long to) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
    private static final ByteRange NOWHERE = new ByteRange(0, -1);

    /** Empty for the whole file: nothing asked, several ranges, or what makes no sense and is to be ignored. */
    public static Optional<ByteRange> of(String header, long size) {
        Matcher matcher = ONE.matcher(header == null ? "" : header.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(last), size));
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return Optional.empty();
        }
        return Optional.of(from >= size ? NOWHERE : new ByteRange(from, Math.min(to, size - 1)));
    }

    private static ByteRange suffix(long count, long size) {
        return count == 0 || size == 0 ? NOWHERE : new ByteRange(Math.max(0, size - count), size - 1);
    }

    public boolean satisfiable() {
        return length() > 0;
    }

    public long length() {
        return to - from + 1;
    }
}
