package org.convene.archive.transfer;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.convene.vendor.VendorFailure;

/**
 * Where a file is fetched from: a personal link. It is never said in words, neither in a log nor in a failure, and no
 * token or cookie of ours goes there. The older of the two clients of the platform, since it can give up on a body
 * that stands still.
 */
final class Source {
    private static final int MOST_REDIRECTS = 5;

    private final LinkHosts hosts;
    private final URI link;
    private final Duration connectTimeout;
    private final Duration timeout;

    Source(URI link, TransferSettings settings) throws VendorFailure {
        this.hosts = settings.hosts();
        this.link = checked(link);
        this.connectTimeout = settings.connectTimeout();
        this.timeout = settings.timeout();
    }

    /** Asks for the bytes from {@code first} to {@code last}, or to the end when that is negative. */
    SourceAnswer ask(long first, long last, String ifRange) throws IOException, VendorFailure {
        URI at = link;
        for (int redirects = 0; ; redirects++) {
            HttpURLConnection connection = open(at);
            if (first > 0 || last >= 0) {
                connection.setRequestProperty("Range", "bytes=" + first + "-" + (last < 0 ? "" : last));
                if (ifRange != null) {
                    connection.setRequestProperty("If-Range", ifRange);
                }
            }
            SourceAnswer answer = SourceAnswer.of(connection);
            if (!isRedirect(answer.status())) {
                return answer;
            }
            String location = connection.getHeaderField("Location");
            answer.close();
            if (redirects == MOST_REDIRECTS) {
                throw new VendorFailure.Down("the link leads on and on, more than " + MOST_REDIRECTS + " times");
            }
            at = next(at, location);
        }
    }

    private HttpURLConnection open(URI at) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) at.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) connectTimeout.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        connection.setRequestProperty("Accept", "*/*");
        connection.setRequestProperty("Accept-Encoding", "identity");
        connection.setRequestProperty("User-Agent", "Convene");
        return connection;
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private URI next(URI from, String location) throws VendorFailure {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException | NullPointerException nowhere) {
            throw new VendorFailure.Down("the link leads to something that is no address");
        }
        if (from.getScheme().equalsIgnoreCase("https") && !"https".equalsIgnoreCase(to.getScheme())) {
            throw new VendorFailure.Refused("the link leads from https to an address without it");
        }
        return checked(to);
    }

    private URI checked(URI link) throws VendorFailure {
        boolean web = "http".equalsIgnoreCase(link.getScheme()) || "https".equalsIgnoreCase(link.getScheme());
        if (!web || link.getHost() == null) {
            throw new VendorFailure.Refused("the link is no http or https address");
        }
        hosts.check(link);
        return link;
    }
}
