package org.convene.archive.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an answer of the source, and the way to its body.
 *
 * @param first where the body begins
 * @param total how long the whole is, or 0 when the answer does not say
 * @param etag the strong entity tag; a weak one does not promise the same bytes
 * @param framed whether the end of the body can be told from a cut
 */
record SourceAnswer(
        int status, long first, long total, String etag, String type, boolean framed, HttpURLConnection connection)
        implements Closeable {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    static SourceAnswer of(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        long first = 0;
        long total = 0;
        long length = connection.getContentLengthLong();
        if (status == HttpURLConnection.HTTP_PARTIAL) {
            Matcher range = CONTENT_RANGE.matcher(header(connection, "Content-Range"));
            boolean told = range.matches();
            first = told ? Long.parseLong(range.group(1)) : -1;
            total = told && !range.group(2).equals("*") ? Long.parseLong(range.group(2)) : 0;
        } else if (length > 0 && !isEncoded(connection)) {
            total = length;
        }
        boolean framed = length >= 0
                || header(connection, "Transfer-Encoding")
                        .toLowerCase(Locale.ROOT)
                        .contains("chunked");
        return new SourceAnswer(status, first, total, strongTag(connection), type(connection), framed, connection);
    }

    private static String strongTag(HttpURLConnection connection) {
        String tag = header(connection, "ETag");
        return tag.startsWith("\"") ? tag : null;
    }

    private static String type(HttpURLConnection connection) {
        return header(connection, "Content-Type")
                .replaceFirst(";.*", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String header(HttpURLConnection connection, String name) {
        String value = connection.getHeaderField(name);
        return value == null ? "" : value.strip();
    }

    private static boolean isEncoded(HttpURLConnection connection) {
        String encoding = header(connection, "Content-Encoding");
        return !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity");
    }

    boolean encoded() {
        return isEncoded(connection);
    }

    boolean isPartial() {
        return status == HttpURLConnection.HTTP_PARTIAL;
    }

    InputStream body() throws IOException {
        return connection.getInputStream();
    }

    /** Does not read what is left of the body, which may be gigabytes. */
    @Override
    public void close() {
        connection.disconnect();
    }
}
