package org.convene.calendar.dav;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLHandshakeException;
import org.convene.vendor.VendorFailure;

/**
 * Speaks HTTP with one calendar server. The platform's own client, since it knows any method, streams a listing of any
 * length into the reader on the calling thread, and needs neither a pool to be sized nor an event loop to be kept free;
 * redirects, passwords and slow bodies are looked after here.
 */
final class DavClient {
    private static final int MOST_REDIRECTS = 5;
    private static final int TRIES = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);

    private final HttpClient http;
    private final Origin origin;
    private final Optional<Login> login;
    private final Limits limits;
    private final AtomicLong requests = new AtomicLong();

    DavClient(HttpClient http, Origin origin, Optional<Login> login, Limits limits) {
        this.http = http;
        this.origin = origin;
        this.login = login;
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    /** How many requests were made so far. */
    long requests() {
        return requests.get();
    }

    /** An answer of any status. Reading what is there leaves nothing behind, so a cut connection is tried again. */
    Answer ask(Ask first) throws VendorFailure {
        Ask ask = first;
        for (int redirects = 0; ; redirects++) {
            Answer answer = answer(ask);
            Optional<String> location = answer.header("Location");
            if (!REDIRECTS.contains(answer.status()) || location.isEmpty()) {
                return answer;
            }
            answer.close();
            if (redirects == MOST_REDIRECTS) {
                throw new VendorFailure.Down(answer.words() + " leads on and on");
            }
            ask = ask.at(next(answer, location.get()));
        }
    }

    private URI next(Answer from, String location) throws VendorFailure {
        URI to;
        try {
            to = from.uri().resolve(location);
        } catch (IllegalArgumentException nowhere) {
            throw new VendorFailure.Down(from.words() + " leads to something that is no address");
        }
        Origin target = Origin.of(to);
        if (!Origin.of(from.uri()).leadsTo(target)) {
            throw new VendorFailure.Refused(from.words() + " leads to another server, " + target
                    + ", which does not get the password; if that is right, set an address there");
        }
        return to;
    }

    private Answer answer(Ask ask) throws VendorFailure {
        HttpRequest request = request(ask);
        String words = ask.what() + " at " + ask.uri().getHost();
        for (int tries = 1; ; tries++) {
            try {
                requests.incrementAndGet();
                HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
                return new Answer(ask, response, body(response));
            } catch (ConnectException | HttpConnectTimeoutException unreachable) {
                throw new VendorFailure.Down(words + ": the server cannot be reached");
            } catch (HttpTimeoutException slow) {
                String late = words + ": no answer within " + limits.timeout().toSeconds() + " s";
                throw ask.isWrite() ? new VendorFailure.Uncertain(late) : new VendorFailure.Down(late);
            } catch (SSLHandshakeException untrusted) {
                throw new VendorFailure.Down(words + ": no trusted connection: " + untrusted.getMessage());
            } catch (IOException cut) {
                // a kept connection the server closed meanwhile looks like this; a write that was done fails its
                // If-Match now
                if (tries == TRIES) {
                    String broken = words + ": the connection broke off";
                    throw ask.isWrite() ? new VendorFailure.Uncertain(broken) : new VendorFailure.Down(broken);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                String stop = words + ": stopped";
                throw ask.isWrite() ? new VendorFailure.Uncertain(stop) : new VendorFailure.Down(stop);
            }
        }
    }

    private HttpRequest request(Ask ask) throws VendorFailure {
        HttpRequest.Builder request = ask.request()
                .timeout(limits.timeout())
                .setHeader("User-Agent", "Convene")
                .setHeader("Accept-Encoding", "gzip");
        if (login.isPresent() && origin.leadsTo(Origin.of(ask.uri()))) {
            request.setHeader("Authorization", login.get().header());
        }
        return request.build();
    }

    /** The bound on the length counts what is unpacked: a small body can unpack to a very large one. */
    private InputStream body(HttpResponse<InputStream> response) throws IOException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        InputStream packed = new AnswerStream(response.body(), limits.mostBytes(), limits.timeout());
        if (!encoding.equalsIgnoreCase("gzip") && !encoding.equalsIgnoreCase("x-gzip")) {
            return packed;
        }
        if (response.statusCode() == 304 || response.statusCode() == 204) {
            return packed;
        }
        try {
            return new BoundedStream(new GZIPInputStream(packed), limits.mostBytes());
        } catch (IOException notPacked) {
            packed.close();
            throw notPacked;
        }
    }
}
